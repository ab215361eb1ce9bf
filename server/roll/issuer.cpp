// server/roll/issuer.cpp — the desk that hands out ballot papers          PROTOCOL.md §7.3
#include "server/roll/issuer.hpp"

#include "ballot/paper_request.hpp"
#include "ballot/wire.hpp"
#include "crypto/blind_rsa.hpp"

namespace piaojue::roll {
namespace {

Issuance issuance_of(const IssueRequest& request) {
    return {request.manifest, request.deputy, request.blinded_hash(), request.signature};
}

// "the same answer again until the round is closed"
bool is_before_close(Phase phase) {
    return phase == Phase::issuing || phase == Phase::voting || phase == Phase::paused;
}

// What a desk sends: a request, and behind it the desk's own mark, or nothing.
struct Marked {
    ByteView request;
    ByteView mark;
};

Marked split_mark(ByteView bytes, std::size_t request_size) {
    if (bytes.size() != request_size + desk_mark) return {bytes, {}};
    return {bytes.first(request_size), bytes.subspan(request_size)};
}

// From the first paper until act 19, or the share behind which it can not come.
bool hears_declarations(const RoundState& round) {
    return is_before_close(round.phase) || round.hears_claims();
}

}  // namespace

Issuer::Issuer(const std::filesystem::path& database, IssuerPrivateKey key, const log::Log& log,
               audit::Journal& journal)
    : key_(std::move(key)), log_(log), journal_(journal), store_(database) {}

Result<Bytes> Issuer::issue(ByteView body) {
    const auto [request_bytes, mark] = split_mark(body, size::draw_request);
    if (request_bytes.size() > size::issue_request) return fail(Errc::too_large);
    if (request_bytes.size() != size::issue_request && request_bytes.size() != size::draw_request)
        return fail(Errc::malformed, "length");
    const log::ViewPtr seen = log_.view();
    if (!seen->round) return fail(Errc::unknown_round);
    const IssueRequest request = PJ_TRY(decode_issue_request(*seen->round, request_bytes));
    {
        const std::lock_guard lock{mutex_};
        if (std::optional<Bytes> before = PJ_TRY(judge(*log_.view(), request, mark)))
            return *before;
    }

    // Signing takes longer than all else, so others may come meanwhile; nothing is out yet.
    std::optional<Bytes384> signature;
    if (request.blinded) signature = Bytes384::from(PJ_TRY(blind_sign(key_, *request.blinded)));

    const std::lock_guard lock{mutex_};
    if (std::optional<Bytes> before = PJ_TRY(judge(*log_.view(), request, mark))) return *before;
    store_.commit(issuance_of(request), signature, mark);
    // ───── COMMIT POINT: the paper is issued, the answer may leave ─────
    return encode_issue_answer(signature);
}

Result<std::optional<Bytes>> Issuer::judge(const log::View& view, const IssueRequest& request,
                                           ByteView mark) {
    if (!view.round || view.round->hash() != request.manifest) return fail(Errc::wrong_manifest);
    const VerifyKey* const key = view.state.identity_key(request.deputy);
    if (key == nullptr) return fail(Errc::not_on_roll, "no such deputy");
    PJ_TRY(check_issue_request(request, *key));

    const std::optional<Issued> before = store_.find(request.manifest, request.deputy);
    const bool same = before && !before->sheet && before->blinded_hash == request.blinded_hash() &&
                      equal(before->mark, mark);
    if (same && is_before_close(view.state.phase()))
        return std::optional<Bytes>{encode_issue_answer(before->blind_signature)};
    if (view.state.phase() != Phase::issuing) return fail(Errc::wrong_phase);
    if (!view.state.signed_in(request.deputy)) return fail(Errc::not_signed_in);
    if (before) {
        if (store_.keep_evidence(issuance_of(request))) journal_.write(audit::second_request());
        return fail(Errc::already_issued);
    }
    if (!request.blinded && store_.drawn(request.manifest) >= view.round->slips().size())
        return fail(Errc::busy, "all slips are drawn");
    return std::optional<Bytes>{};
}

Result<Bytes> Issuer::take_sheet(ByteView body) {
    const auto [request_bytes, mark] = split_mark(body, size::paper_request);
    if (request_bytes.size() > size::paper_request) return fail(Errc::too_large);
    if (request_bytes.size() < size::paper_request) return fail(Errc::malformed, "length");
    const std::lock_guard lock{mutex_};
    const log::ViewPtr view = log_.view();
    if (!view->round) return fail(Errc::unknown_round);
    const PaperRequest request = PJ_TRY(decode_paper_request(view->round->hash(), request_bytes));
    const VerifyKey* const key = view->state.identity_key(request.deputy);
    if (key == nullptr) return fail(Errc::not_on_roll, "no such deputy");
    PJ_TRY(check_paper_request(request, *key));

    const std::optional<Issued> before = store_.find(request.manifest, request.deputy);
    const bool same = before && before->sheet && equal(before->mark, mark);
    if (same && is_before_close(view->state.phase())) return encode_issue_answer(std::nullopt);
    if (view->state.phase() != Phase::issuing) return fail(Errc::wrong_phase);
    if (!view->state.signed_in(request.deputy)) return fail(Errc::not_signed_in);
    if (before) return fail(Errc::already_issued);
    store_.commit({request.manifest, request.deputy, {}, request.signature, true}, {}, mark);
    // ───── COMMIT POINT: the sheet may be handed out ─────
    return encode_issue_answer(std::nullopt);
}

bool Issuer::Held::has_issued(const ManifestHash& manifest, DeputyNumber deputy) const {
    return issuer_.store_.find(manifest, deputy).has_value();
}

std::vector<Bytes> Issuer::Held::entries(const ManifestHash& manifest) const {
    std::vector<Bytes> out;
    for (const Issuance& issuance : issuer_.store_.issuances(manifest))
        out.push_back(encode_issuance(issuance));
    return out;
}

std::uint32_t Issuer::Held::issued(const ManifestHash& manifest) const {
    return issuer_.store_.issued(manifest);
}

std::uint32_t Issuer::issued(const ManifestHash& manifest) {
    return hold().issued(manifest);
}

std::vector<DeputyNumber> Issuer::takers(const ManifestHash& manifest) {
    const std::lock_guard lock{mutex_};
    return store_.takers(manifest);
}

std::vector<DeputyNumber> Issuer::drawers(const ManifestHash& manifest) {
    const std::lock_guard lock{mutex_};
    return store_.drawers(manifest);
}

Result<Bytes> Issuer::declare(ByteView request) {
    const Declaration declaration = PJ_TRY(decode_declaration(request));
    // Under the lock: whoever ends the declarations holds the desk.
    const std::lock_guard lock{mutex_};
    const log::ViewPtr view = log_.view();
    if (!view->round) return fail(Errc::unknown_round);
    if (view->round->hash() != declaration.manifest) return fail(Errc::wrong_manifest);
    const VerifyKey* const key = view->state.identity_key(declaration.deputy);
    if (key == nullptr) return fail(Errc::not_on_roll, "no such deputy");
    PJ_TRY(check_declaration(declaration, *key));
    if (store_.declared(declaration.manifest, declaration.deputy))
        return encode_declaration_answer();
    if (!hears_declarations(*view->state.round())) return fail(Errc::wrong_phase);
    const std::optional<Issued> issued = store_.find(declaration.manifest, declaration.deputy);
    if (!issued || !issued->blinded_hash)
        return fail(Errc::not_permitted, "no ballot paper of its own was issued");
    store_.commit(declaration);
    // ───── COMMIT POINT: it will stand behind act 19, the answer may leave ─────
    return encode_declaration_answer();
}

std::vector<Bytes> Issuer::Held::declarations(const ManifestHash& manifest) const {
    std::vector<Bytes> out;
    for (const Declaration& declaration : issuer_.store_.declarations(manifest))
        out.push_back(encode_declaration(declaration));
    return out;
}

std::vector<DeputyNumber> Issuer::declarers(const ManifestHash& manifest) {
    const std::lock_guard lock{mutex_};
    std::vector<DeputyNumber> out;
    for (const Declaration& declaration : store_.declarations(manifest))
        out.push_back(declaration.deputy);
    return out;
}

}  // namespace piaojue::roll
