#include "ballot/entry.hpp"

#include "ballot/encrypted.hpp"
#include "crypto/base/reader.hpp"
#include "crypto/hash.hpp"
#include "crypto/merkle.hpp"

namespace piaojue {
namespace {

constexpr std::size_t version_bytes = 2;
constexpr std::size_t tail_bytes = size::token + size::signature;

// H(tag, M ‖ Q ‖ ciphertexts ‖ proofs): all of the ballot between its version and its token.
BallotId id_of(ByteView ballot) {
    const ByteView covered =
        ballot.subspan(version_bytes, ballot.size() - version_bytes - tail_bytes);
    return BallotId{hash_tagged(tag::ballot, {covered})};
}

}  // namespace

Result<EntryType> entry_type(ByteView entry) {
    if (entry.size() > limit::entry_bytes) return fail(Errc::too_large, "entry");
    if (entry.empty()) return fail(Errc::malformed, "an empty entry");
    const Byte code = entry[0];
    if (code < enum_code(EntryType::congress) || code > enum_code(EntryType::claim)) {
        return fail(Errc::malformed, "type of entry");
    }
    return EntryType{code};
}

std::string_view entry_type_name(EntryType type) {
    switch (type) {
    case EntryType::congress: return "congress";
    case EntryType::enrolment: return "enrolment";
    case EntryType::ceremony: return "ceremony";
    case EntryType::roll: return "roll";
    case EntryType::manifest: return "manifest";
    case EntryType::attachment: return "attachment";
    case EntryType::statement: return "statement";
    case EntryType::issuance: return "issuance";
    case EntryType::ballot: return "ballot";
    case EntryType::hand_back: return "hand_back";
    case EntryType::exchange: return "exchange";
    case EntryType::opened: return "opened";
    case EntryType::counts: return "counts";
    case EntryType::closing: return "closing";
    case EntryType::cosigned: return "cosigned";
    case EntryType::share: return "share";
    case EntryType::result: return "result";
    case EntryType::paper_batch: return "paper_batch";
    case EntryType::declaration: return "declaration";
    case EntryType::claim: return "claim";
    }
    PJ_UNREACHABLE("an entry of no type");
}

Result<Bytes> entry_leaf_data(ByteView entry) {
    if (PJ_TRY(entry_type(entry)) != EntryType::ballot) return Bytes{entry.begin(), entry.end()};
    const ByteView ballot = entry.subspan(1);
    if (ballot.size() < size::ballot_frame) return fail(Errc::malformed, "length of a ballot");
    return ballot_leaf_data(id_of(ballot), sha256(ballot));
}

LeafHash entry_leaf_hash(ByteView entry) {
    const auto type = entry_type(entry);
    if (type && *type == EntryType::ballot && entry.size() > size::ballot_frame) {
        const ByteView ballot = entry.subspan(1);
        return LeafHash{merkle_leaf(ballot_leaf_data(id_of(ballot), sha256(ballot)))};
    }
    return LeafHash{merkle_leaf(entry)};
}

Result<BallotHead> ballot_head(ByteView entry) {
    const EntryType type = PJ_TRY(entry_type(entry));
    if (type != EntryType::ballot || entry.size() < 1 + size::ballot_frame) {
        return fail(Errc::malformed, "not a ballot entry");
    }
    const ByteView ballot = entry.subspan(1);
    Reader reader{ballot};
    if (PJ_TRY(reader.u16()) != version::ballot) return fail(Errc::wrong_version, "ballot");
    const auto manifest = PJ_TRY(reader.fixed<size::hash>());
    return BallotHead{ManifestHash{manifest}, id_of(ballot)};
}

std::uint8_t ballot_token_kind(ByteView entry) {
    PJ_ASSERT(entry.size() >= 1 + size::ballot_frame, "an entry with the frame of a ballot");
    return entry[entry.size() - tail_bytes];
}

}  // namespace piaojue
