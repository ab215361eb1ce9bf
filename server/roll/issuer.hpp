// server/roll/issuer.hpp — the desk that hands out ballot papers          PROTOCOL.md §7.3 §7.5
//
// It knows the deputy and a blinded value, or that a slip was drawn (§7.4) or a sheet of paper
// taken (§7.5), never the ballot. One deputy and round: one paper; the same request again gets the
// same answer until the close, another one is refused and, of a blinded value, kept. The issuance
// is committed before the answer leaves.
//
// Whoever changes what issuing rests on (the end of issuing, a replaced card, a pause) holds the
// desk: while it is held nothing is issued, and what was issued before is on the disk.
//
// Secret: the issuing key. Threads: safe from any thread. Failures of the disk throw EnvError.
#pragma once

#include <filesystem>
#include <mutex>
#include <vector>

#include "crypto/rsa_key.hpp"
#include "server/audit/event.hpp"
#include "server/log/log.hpp"
#include "server/roll/store.hpp"

namespace piaojue::roll {

// Bytes of a desk's mark, behind its request for a slip or a sheet (§7.4).
inline constexpr std::size_t desk_mark = 16;

class Issuer {
public:
    Issuer(const std::filesystem::path& database, IssuerPrivateKey key, const log::Log& log,
           audit::Journal& journal);

    // 487 bytes to 387, of a slip 103 to 3, or 119 with a desk's mark: with another mark than the
    // first a repeated request is already_issued. Refuses in this order: too_large, malformed,
    // unknown_round, wrong_version, wrong_manifest, not_permitted (no slips here), not_on_roll,
    // (the same answer again), wrong_phase, not_signed_in, already_issued, busy (all are drawn).
    [[nodiscard]] Result<Bytes> issue(ByteView body);

    // 102 bytes to 3, or 118 with a desk's mark: a sheet of paper instead of a token. Refuses in
    // this order: too_large, malformed, unknown_round, wrong_version, wrong_manifest, not_on_roll,
    // (the same answer again), wrong_phase, not_signed_in, already_issued.
    [[nodiscard]] Result<Bytes> take_sheet(ByteView body);

    // A declaration (§11.9), committed before its answer of 2 bytes leaves. Refuses in this order:
    // too_large, malformed, unknown_round, wrong_manifest, not_on_roll, (who declared before: the
    // same answer), wrong_phase, not_permitted (no paper of kind 0).
    [[nodiscard]] Result<Bytes> declare(ByteView request);

    // The desk is held as long as this lives.
    class Held {
    public:
        [[nodiscard]] bool has_issued(const ManifestHash& manifest, DeputyNumber deputy) const;
        // Log entries in deputy order.
        [[nodiscard]] std::vector<Bytes> entries(const ManifestHash& manifest) const;
        [[nodiscard]] std::uint32_t issued(const ManifestHash& manifest) const;
        // Log entries, sorted by bytes.
        [[nodiscard]] std::vector<Bytes> declarations(const ManifestHash& manifest) const;

    private:
        friend class Issuer;
        explicit Held(Issuer& issuer) : issuer_(issuer), lock_(issuer.mutex_) {}
        Issuer& issuer_;
        std::unique_lock<std::mutex> lock_;
    };
    [[nodiscard]] Held hold() { return Held{*this}; }

    [[nodiscard]] std::uint32_t issued(const ManifestHash& manifest);
    // Who drew a slip, in deputy order: desks ask before they hand one out.
    [[nodiscard]] std::vector<DeputyNumber> drawers(const ManifestHash& manifest);
    // Who took a sheet of paper, likewise.
    [[nodiscard]] std::vector<DeputyNumber> takers(const ManifestHash& manifest);
    // Who declared, in deputy order: desks ask before they take a card in again.
    [[nodiscard]] std::vector<DeputyNumber> declarers(const ManifestHash& manifest);
    [[nodiscard]] const RsaPublicKey& public_key() const { return key_.public_key(); }

private:
    // The answer that this deputy got before to the same request, or a refusal; empty: may be
    // issued now. The lock is held.
    [[nodiscard]] Result<std::optional<Bytes>> judge(const log::View& view,
                                                     const IssueRequest& request, ByteView mark);

    IssuerPrivateKey key_;
    const log::Log& log_;
    audit::Journal& journal_;
    std::mutex mutex_;
    Store store_;
};

}  // namespace piaojue::roll
