#include "server/teller/ceremony_progress.hpp"

#include "ballot/wire.hpp"
#include "crypto/base/reader.hpp"
#include "crypto/base/writer.hpp"
#include "server/teller/secret_join.hpp"

namespace piaojue::teller {

SecretBuffer encode_ceremony_progress(const CeremonyProgress& progress) {
    Writer head;
    head.raw(progress.enrolment.value()).u8(progress.threshold).bytes32(progress.first_message);
    head.u8(static_cast<std::uint8_t>(progress.commits.size()));
    for (const CeremonyCommit& commit : progress.commits)
        head.raw(commit.first_message_hash).raw(commit.signature);
    head.u8(progress.share ? 1 : 0);
    if (!progress.share) return SecretBuffer{head.bytes()};
    return join_secret({head.bytes(), progress.share->expose()});
}

Result<CeremonyProgress> decode_ceremony_progress(ByteView bytes) {
    Reader reader{bytes};
    CeremonyProgress progress;
    progress.enrolment = EnrolmentHash{PJ_TRY(reader.fixed<size::hash>())};
    progress.threshold = PJ_TRY(reader.u8());
    const ByteView message = PJ_TRY(reader.bytes32(limit::entry_bytes));
    progress.first_message.assign(message.begin(), message.end());
    progress.commits.resize(PJ_TRY(reader.u8()));
    for (CeremonyCommit& commit : progress.commits) {
        commit.first_message_hash = PJ_TRY(reader.fixed<size::hash>());
        commit.signature = PJ_TRY(reader.fixed<size::signature>());
    }
    const std::uint8_t has_share = PJ_TRY(reader.u8());
    if (has_share > 1) return fail(Errc::malformed, "a flag is neither 0 nor 1");
    if (has_share == 1) {
        const auto share = SecretBytes<32>::from(PJ_TRY(reader.take(size::scalar)));
        progress.share = PJ_TRY(SecretScalar::from_canonical(share));
    }
    PJ_TRY(reader.finish());
    return progress;
}

}  // namespace piaojue::teller
