// server/roll/store.hpp — roll.db: who was issued a ballot paper          PROTOCOL.md §7.3
// §11.9
//
// WHO, and nothing of what: deputy numbers, hashes of blinded values and signatures, no time. Rows
// carry the manifest hash, so that one file serves all rounds. Refused second requests are kept
// privately as evidence against a copied card, a few for each deputy.
//
// Threads: one at a time; the issuer locks. Failures throw EnvError.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "ballot/entries/declaration.hpp"
#include "ballot/entries/issuance.hpp"
#include "ballot/token.hpp"
#include "server/db/sqlite.hpp"

namespace piaojue::roll {

// Second requests of one deputy and round that are kept.
inline constexpr std::uint32_t evidence_max = 16;

// Hash and signature are absent of a deputy who drew a slip or took a sheet.
struct Issued {
    std::optional<Bytes32> blinded_hash;
    std::optional<Bytes384> blind_signature;
    bool sheet = false;
    Bytes mark;  // of the desk that asked for the slip or sheet; empty: it gave none
};

class Store {
public:
    static void create_file(const std::filesystem::path& file);
    explicit Store(const std::filesystem::path& file);

    [[nodiscard]] std::optional<Issued> find(const ManifestHash& manifest, DeputyNumber deputy);
    // One transaction. With a signature exactly if there is a blinded value, and then without a
    // mark.
    void commit(const Issuance& issuance, const std::optional<Bytes384>& blind_signature,
                ByteView mark);
    // True if it was not known and is kept now. Only of a blinded value: a draw tells nothing new.
    bool keep_evidence(const Issuance& refused);

    [[nodiscard]] std::uint32_t issued(const ManifestHash& manifest);
    [[nodiscard]] std::uint32_t drawn(const ManifestHash& manifest);
    // Who drew a slip, in deputy order.
    [[nodiscard]] std::vector<DeputyNumber> drawers(const ManifestHash& manifest);
    // Sheets of paper, and who took them.
    [[nodiscard]] std::uint32_t taken(const ManifestHash& manifest);
    [[nodiscard]] std::vector<DeputyNumber> takers(const ManifestHash& manifest);
    // In deputy order.
    [[nodiscard]] std::vector<Issuance> issuances(const ManifestHash& manifest);
    [[nodiscard]] std::uint32_t evidence(const ManifestHash& manifest);

    // ── declarations: that a paper is in the box, not which ──
    // One transaction. ConstraintError if the deputy declared before: the caller has asked.
    void commit(const Declaration& declaration);
    [[nodiscard]] bool declared(const ManifestHash& manifest, DeputyNumber deputy);
    // In deputy order.
    [[nodiscard]] std::vector<Declaration> declarations(const ManifestHash& manifest);

private:
    [[nodiscard]] std::vector<DeputyNumber> deputies_of(std::string_view query,
                                                        const ManifestHash& manifest);

    db::Database database_;
};

}  // namespace piaojue::roll
