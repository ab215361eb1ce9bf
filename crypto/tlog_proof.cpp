#include "crypto/tlog_proof.hpp"

#include <fmt/format.h>

#include "crypto/detail/lines.hpp"

namespace piaojue {

namespace {

constexpr std::string_view first_line = "c2sp.org/tlog-proof@v1";
constexpr std::string_view extra_start = "extra ";
constexpr std::string_view index_start = "index ";
constexpr std::size_t path_hashes_max = 64;

}  // namespace

std::string print_tlog_proof(const TlogProof& proof) {
    std::string out = fmt::format("{}\n", first_line);
    if (!proof.extra.empty()) {
        out += fmt::format("{}{}\n", extra_start, encode_base64(proof.extra));
    }
    out += fmt::format("{}{}\n", index_start, proof.index);
    for (const Bytes32& hash : proof.path)
        out += fmt::format("{}\n", encode_base64(hash));
    out += '\n';
    out += proof.signed_checkpoint;
    return out;
}

Result<TlogProof> parse_tlog_proof(std::string_view text) {
    if (text.size() > tlog_proof_bytes_max) {
        return fail(Errc::too_large, "a tlog-proof has at most 32 KiB");
    }
    TlogProof out;
    detail::Lines lines{text};
    if (PJ_TRY(lines.next()) != first_line) return fail(Errc::malformed, "not a tlog-proof");
    std::string_view line = PJ_TRY(lines.next());
    if (line.starts_with(extra_start)) {
        out.extra = PJ_TRY(decode_base64(line.substr(extra_start.size())));
        if (out.extra.empty()) return fail(Errc::malformed, "tlog-proof: an empty extra line");
        line = PJ_TRY(lines.next());
    }
    if (!line.starts_with(index_start)) return fail(Errc::malformed, "tlog-proof: no index");
    out.index = PJ_TRY(detail::parse_decimal(line.substr(index_start.size())));
    for (line = PJ_TRY(lines.next()); !line.empty(); line = PJ_TRY(lines.next())) {
        if (out.path.size() == path_hashes_max) {
            return fail(Errc::malformed, "tlog-proof: a path longer than any tree");
        }
        out.path.push_back(PJ_TRY(detail::parse_hash(line)));
    }
    out.signed_checkpoint = std::string{lines.rest()};
    return out;
}

Result<SignedCheckpoint> check_tlog_proof(const TlogProof& proof, const Bytes32& leaf_hash,
                                          const CheckpointKeys& keys) {
    SignedCheckpoint out = PJ_TRY(parse_signed_checkpoint(proof.signed_checkpoint, keys));
    PJ_TRY(check_inclusion(proof.index, out.checkpoint.size, leaf_hash, proof.path,
                           out.checkpoint.root));
    return out;
}

}  // namespace piaojue
