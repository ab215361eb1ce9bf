#include "server/imports/draft.hpp"

#include <fmt/format.h>

#include <set>

#include "ballot/round.hpp"
#include "ballot/slip.hpp"
#include "crypto/base/assert.hpp"
#include "crypto/base/reader.hpp"
#include "server/imports/text.hpp"

namespace piaojue::imports {

namespace {

struct AttachmentFacts {
    std::string_view name;
    std::string_view media_type;
};

AttachmentFacts facts_of(AttachmentKind kind) {
    switch (kind) {
    case AttachmentKind::method: return {"method", "application/toml; charset=utf-8"};
    case AttachmentKind::projects: return {"projects", "text/csv; charset=utf-8"};
    case AttachmentKind::source: return {"source", "text/markdown; charset=utf-8"};
    case AttachmentKind::slips: return {"slips", "application/octet-stream"};
    }
    PJ_UNREACHABLE("a kind outside its enumeration");
}

Result<void> check_attached(const Attached& attached) {
    if (attached.content.size() > limit::attachment_bytes) {
        return fail(Errc::malformed,
                    fmt::format("the {} has {} bytes, at most {} go into the record",
                                attachment_name(attached.kind), attached.content.size(),
                                limit::attachment_bytes));
    }
    if (attached.kind == AttachmentKind::source && !is_utf8(attached.content)) {
        return fail(Errc::malformed, "the source is not UTF-8 text; save the file as UTF-8");
    }
    if (attached.kind != AttachmentKind::slips) return {};
    if (const auto slips = SlipList::decode(as_bytes(attached.content)); !slips) {
        return fail(Errc::malformed,
                    fmt::format("the slips: {}; give the --list that `piaojue-teller slips` wrote",
                                slips.error().detail));
    }
    return {};
}

}  // namespace

std::string_view attachment_name(AttachmentKind kind) {
    return facts_of(kind).name;
}

Bytes attachment_entry(const CongressId& congress, const Attached& attached) {
    PJ_ASSERT(attached.content.size() <= limit::attachment_bytes, "read within the limit");
    const ByteView content = as_bytes(attached.content);
    return encode_attachment({congress, attached.kind,
                              std::string{facts_of(attached.kind).media_type},
                              Bytes{content.begin(), content.end()}});
}

Result<std::vector<Attached>> attach(RoundTexts texts) {
    std::vector<Attached> out;
    for (auto& [kind, text] : {std::pair{AttachmentKind::projects, &texts.projects},
                               std::pair{AttachmentKind::source, &texts.source},
                               std::pair{AttachmentKind::method, &texts.method},
                               std::pair{AttachmentKind::slips, &texts.slips}}) {
        if (text->empty()) continue;
        out.push_back({kind, std::move(*text)});
        PJ_TRY(check_attached(out.back()));
    }
    return out;
}

Result<ServerKeys> decode_server_keys(ByteView bytes) {
    Reader reader{bytes};
    ServerKeys out;
    out.box_key = PJ_TRY(reader.fixed<size::key>());
    if (PJ_TRY(reader.u8()) != 1) return fail(Errc::malformed, "keys: more than one issuer");
    out.issuer.modulus = PJ_TRY(reader.fixed<size::rsa>());
    for (Bytes384& root : out.issuer.roots)
        root = PJ_TRY(reader.fixed<size::rsa>());
    PJ_TRY(reader.finish());
    return out;
}

Result<Ground> ground_of(const CongressState& state, const ServerKeys& server) {
    if (!state.enrolment()) return fail(Errc::unknown_round, "no enrolment yet");
    if (!state.joint_keys()) return fail(Errc::unknown_round, "no ceremony yet");
    if (state.deputies() == 0) return fail(Errc::unknown_round, "no roll yet");
    Ground out;
    out.congress = state.congress_id();
    out.sample = state.congress()->sample;
    out.enrolment = state.enrolment_hash();
    out.ceremony = state.ceremony_hash();
    out.joint_keys = *state.joint_keys();
    out.roll = state.roll_hash();
    out.due = static_cast<std::uint32_t>(state.deputies());
    out.server = server;
    return out;
}

Result<std::vector<ProjectNumber>> kept_candidates(const RoundBefore& before,
                                                   const std::vector<std::uint32_t>& wanted) {
    std::set<std::uint32_t> left{wanted.begin(), wanted.end()};
    std::vector<ProjectNumber> out;
    for (const Project& project : further_projects(before)) {
        if (wanted.empty() || left.erase(project.no.value()) > 0) out.push_back(project.no);
    }
    if (left.empty()) return out;
    return fail(Errc::malformed,
                fmt::format("candidates: {} is not among those that are left", *left.begin()));
}

Result<DraftedRound> compose(ManifestFields round, const Ground& ground,
                             const std::vector<Attached>& attached) {
    round.congress_id = ground.congress;
    round.sample = ground.sample;
    round.enrolment_hash = ground.enrolment;
    round.ceremony_hash = ground.ceremony;
    round.threshold = ground.joint_keys.threshold;
    round.joint_key = ground.joint_keys.joint_key;
    round.verification_shares = ground.joint_keys.verification_shares;
    round.roll_hash = ground.roll;
    round.due = ground.due;
    round.box_key = ground.server.box_key;
    round.issuer = ground.server.issuer;
    std::vector<DraftedRound::AttachmentEntry> attachments;
    for (const Attached& one : attached) {
        attachments.push_back({one.kind, attachment_entry(ground.congress, one)});
        round.attachments.push_back(attachment_hash(attachments.back().entry));
    }
    VoteManifest manifest = PJ_TRY(VoteManifest::create(round));
    PJ_TRY(check_issuer_key(manifest));
    return DraftedRound{std::move(manifest), std::move(attachments)};
}

}  // namespace piaojue::imports
