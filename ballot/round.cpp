#include "ballot/round.hpp"

namespace piaojue {

Result<Round> Round::create(VoteManifest manifest) {
    IssuerPublicKey issuer = PJ_TRY(IssuerPublicKey::create(manifest.fields().issuer.modulus));
    const PublicPoint joint_key = PublicPoint::from(manifest.fields().joint_key);
    return Round{
        std::make_shared<const Body>(Body{std::move(manifest), std::move(issuer), joint_key,
                                          Transcript{derive_session_id(tag::ballot_session)}})};
}

Result<void> check_issuer_key(const VoteManifest& manifest) {
    const IssuerKeyBytes& key = manifest.fields().issuer;
    const IssuerPublicKey issuer = PJ_TRY(IssuerPublicKey::create(key.modulus));
    std::vector<Bytes> roots;
    for (const Bytes384& root : key.roots)
        roots.emplace_back(root.data_.begin(), root.data_.end());
    return check_permutation_proof(issuer, roots);
}

}  // namespace piaojue
