#include "crypto/proofs/one_of.hpp"

namespace piaojue {

template class OneOfProver<Ristretto255>;
template class OneOfBatch<Ristretto255>;
template Result<void> check_one_of<Ristretto255>(const PublicPoint&,
                                                 const OneOfClaim<Ristretto255>&);

}  // namespace piaojue
