// server/imports/draft.hpp — a round, from what officials wrote to the entries of the log
//                                                                            PROTOCOL.md §6
// `piaojue manifest` and the server's POST /api/v1/setup/draft compose by these same functions.
// Pure; nothing here is secret.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ballot/congress_state.hpp"
#include "ballot/entries/roll.hpp"
#include "ballot/further_round.hpp"
#include "ballot/manifest.hpp"

namespace piaojue::imports {

// ── what the manifest names besides itself ──

// A text, or slips; what kind it is decides its media type.
struct Attached {
    AttachmentKind kind;
    std::string content;
};
// method, projects, source, slips
[[nodiscard]] std::string_view attachment_name(AttachmentKind kind);
// Its content is within limit::attachment_bytes.
[[nodiscard]] Bytes attachment_entry(const CongressId& congress, const Attached& attached);

// By their content; an empty one is none.
struct RoundTexts {
    std::string projects;  // canonical
    std::string source;    // says where the data is from
    std::string method;    // method.toml
    std::string slips;     // the list that `piaojue-teller slips` wrote
};
// Those that are there. Refuses `malformed`: one is too large, the source is not UTF-8, the slips
// are no list.
[[nodiscard]] Result<std::vector<Attached>> attach(RoundTexts texts);

// ── what it stands on ──

struct ServerKeys {
    Bytes32 box_key;
    IssuerKeyBytes issuer;
};
// As GET /api/v1/keys gives them. Refuses `malformed`.
[[nodiscard]] Result<ServerKeys> decode_server_keys(ByteView bytes);

struct Ground {
    CongressId congress;
    bool sample = false;
    EnrolmentHash enrolment;
    CeremonyHash ceremony;
    JointKeys joint_keys;
    RollHash roll;
    std::uint32_t due = 0;
    ServerKeys server;
};
// As a log has it now. Refuses `unknown_round`, naming the entry that is not there yet.
[[nodiscard]] Result<Ground> ground_of(const CongressState& state, const ServerKeys& server);

// ── the round ──

// Of a further round: those that stay, in their order; none wanted: all that it may have. Refuses
// `malformed`.
[[nodiscard]] Result<std::vector<ProjectNumber>> kept_candidates(
    const RoundBefore& before, const std::vector<std::uint32_t>& wanted);

struct DraftedRound {
    struct AttachmentEntry {
        AttachmentKind kind;
        Bytes entry;
    };
    VoteManifest manifest;
    std::vector<AttachmentEntry> attachments;  // as the manifest names them
};
// `round`: title, phases, min_group, method, projects and, of a further round, what follows from
// the round before; the rest comes from the ground. Refuses what VoteManifest::create() and
// check_issuer_key() refuse.
[[nodiscard]] Result<DraftedRound> compose(ManifestFields round, const Ground& ground,
                                           const std::vector<Attached>& attached);

}  // namespace piaojue::imports
