// server/box/box.cpp — the ballot box          PROTOCOL.md §8.6 §8.7
#include "server/box/box.hpp"

#include <algorithm>

namespace piaojue::box {
namespace {

Error error_of(Errc code) {
    return {code, {}};
}

tl::unexpected<BoxRefusal> plain(Error error) {
    return tl::unexpected<BoxRefusal>{BoxRefusal{std::move(error), {}, {}}};
}

}  // namespace

Box::Box(const std::filesystem::path& database, SigningKey box_key, const log::Log& log, Rng& rng,
         SequencerLimits limits, Sequencer::OnFailure on_failure)
    : box_key_(std::move(box_key)),
      log_(log),
      rng_(rng),
      store_(database),
      sequencer_(
          store_, limits,
          [this](const ManifestHash& manifest) { return gate_of(*log_.view(), manifest); },
          std::move(on_failure)) {}

Gate Box::gate_of(const log::View& view, const ManifestHash& manifest) {
    const RoundState* const round = view.state.round();
    if (round == nullptr || round->manifest.hash() != manifest) return {};
    const bool issuing = round->phase == Phase::issuing;
    const bool voting = round->phase == Phase::voting;
    const bool joint = round->manifest.fields().phases == Phases::joint;
    return {voting || (joint && issuing), issuing || voting, issuing || voting};
}

// Read from the disk once in a round.
std::shared_ptr<Index> Box::index_of(const Round& round) {
    const std::lock_guard lock{indices_mutex_};
    std::shared_ptr<Index>& index = indices_[round.hash()];
    if (index) return index;
    const std::uint32_t due = round.manifest().fields().due;
    auto made = std::make_shared<Index>(round.hash(),
                                        static_cast<std::uint32_t>(limit::opened_per_due) * due);
    for (const StoredSpend& row : store_.spends(round.hash()))
        made->add(Spend::stored(row.kind, round.shape(), row.body));
    for (const Bytes& entry : store_.opened(round.hash())) {
        const Result<Opened> opened = decode_opened(entry);
        if (!opened) throw EnvError("box.db: an opened entry in it can not be read");
        made->add(*opened, entry);
    }
    const log::ViewPtr view = log_.view();
    for (const RoundState& state : view->state.rounds()) {
        if (state.manifest.hash() != round.hash()) continue;
        const std::vector<SlipHash> voided{state.voided_slips.begin(), state.voided_slips.end()};
        made->void_slips(voided);
    }
    if (store_.closed_by(round.hash())) made->close();
    index = made;
    return index;
}

BoxAnswer Box::cast(ByteView request) {
    const log::ViewPtr view = log_.view();
    if (!view->round) return plain(error_of(Errc::unknown_round));
    const Round& round = *view->round;
    Result<AddressedBallot> addressed = AddressedBallot::read(round, request);
    if (!addressed) return plain(std::move(addressed).error());

    const std::shared_ptr<Index> index = index_of(round);
    if (auto promise = repeated(*index, request.subspan(ballot_key_at, size::key), request))
        return *std::move(promise);
    if (index->closed() || !gate_of(*view, round.hash()).cast)
        return refused(round.hash(), error_of(Errc::wrong_phase), request);

    Result<AuthenticBallot> authentic = AuthenticBallot::authenticate(round, *addressed);
    if (!authentic) return plain(std::move(authentic).error());
    if (const auto against = index->against(trace_of(authentic->ballot())))
        return answer(round.hash(), tl::unexpected<Refusal>{*against}, request);
    if (const Result<void> own = authentic->check_own_ciphertexts(); !own)
        return plain(own.error());
    const Result<AdmissibleBallot> admissible =
        AdmissibleBallot::admit(round, std::move(*authentic), rng_);
    if (!admissible) return plain(admissible.error());

    const Verdict verdict = sequencer_.spend(index, Spend::of(*admissible)).get();
    return answer(round.hash(), verdict, request);
}

BoxAnswer Box::give_up(ByteView request, EntryType type) {
    const log::ViewPtr view = log_.view();
    if (!view->round) return plain(error_of(Errc::unknown_round));
    const Round& round = *view->round;
    if (const Result<void> envelope = check_hand_back_envelope(round, request, type); !envelope)
        return plain(envelope.error());

    const std::shared_ptr<Index> index = index_of(round);
    if (auto promise = repeated(*index, request.subspan(hand_back_key_at, size::key), request))
        return *std::move(promise);
    if (index->closed() || !gate_of(*view, round.hash()).hand_back)
        return refused(round.hash(), error_of(Errc::wrong_phase), request);

    const Result<AuthenticHandBack> authentic =
        AuthenticHandBack::authenticate(round, request, type);
    if (!authentic) return plain(authentic.error());
    const Spend spend = Spend::of(*authentic);
    if (const auto against = index->against(spend.trace()))
        return answer(round.hash(), tl::unexpected<Refusal>{*against}, request);
    return answer(round.hash(), sequencer_.spend(index, spend).get(), request);
}

BoxAnswer Box::check(ByteView request) {
    const log::ViewPtr view = log_.view();
    if (!view->round) return plain(error_of(Errc::unknown_round));
    const Round& round = *view->round;
    const Result<Opened> opened = decode_opened(request);
    if (!opened) return plain(opened.error());
    if (opened->manifest != round.hash()) return plain(error_of(Errc::wrong_manifest));

    const std::shared_ptr<Index> index = index_of(round);
    if (index->has_report(request)) return Bytes{};
    if (index->closed() || !gate_of(*view, round.hash()).report)
        return refused(round.hash(), error_of(Errc::wrong_phase), request);
    if (const auto against = index->against(*opened))
        return answer(round.hash(), tl::unexpected<Refusal>{*against}, request);
    const Verdict verdict = sequencer_.report(index, *opened).get();
    if (verdict) return Bytes{};
    return answer(round.hash(), verdict, request);
}

Held Box::held(const ManifestHash& manifest) {
    const log::ViewPtr view = log_.view();
    PJ_ASSERT(view->round && view->round->hash() == manifest, "counts of another round");
    return index_of(*view->round)->held();
}

std::optional<Errc> Box::void_slips(const Round& round, const std::vector<SlipHash>& slips) {
    const Verdict verdict = sequencer_.void_slips(index_of(round), slips).get();
    if (verdict) return std::nullopt;
    return verdict.error().code;
}

bool Box::close(const Round& round, const Bytes& statement) {
    const Verdict verdict = sequencer_.close(index_of(round), statement).get();
    if (verdict) return true;
    if (verdict.error().code == Errc::wrong_phase) return false;
    throw EnvError("box: the close could not be committed");
}

std::optional<Bytes> Box::closed_by(const ManifestHash& manifest) {
    return store_.closed_by(manifest);
}

Contents Box::contents(const ManifestHash& manifest) {
    Contents out;
    for (StoredSpend& spend : store_.spends(manifest)) {
        if (spend.kind == SpendKind::hand_back) {
            const bool exchange = spend.body.front() == enum_code(EntryType::exchange);
            (exchange ? out.exchanges : out.hand_backs).push_back(std::move(spend.body));
            continue;
        }
        Bytes entry{static_cast<Byte>(EntryType::ballot)};
        append(entry, spend.body);
        out.ballots.push_back(std::move(entry));
    }
    out.opened = store_.opened(manifest);
    std::sort(out.ballots.begin(), out.ballots.end());
    std::sort(out.hand_backs.begin(), out.hand_backs.end());
    std::sort(out.exchanges.begin(), out.exchanges.end());
    std::sort(out.opened.begin(), out.opened.end());
    return out;
}

void Box::settle() {
    // A writer that stopped has nothing on its way either.
    static_cast<void>(sequencer_.fence().get());
}

Bytes Box::promise_of(const ManifestHash& manifest, const LeafHash& leaf) const {
    return encode_promise(make_promise(box_key_, manifest, leaf));
}

BoxAnswer Box::refused(const ManifestHash& manifest, Error error, ByteView request) const {
    BoxRefusal refusal{std::move(error), {}, {}};
    if (refusal.error.code == Errc::wrong_phase) {
        const Signature signature = sign_refusal(box_key_, manifest, Errc::wrong_phase, request);
        refusal.signature = Bytes{signature.view().begin(), signature.view().end()};
    }
    return tl::unexpected<BoxRefusal>{std::move(refusal)};
}

BoxAnswer Box::answer(const ManifestHash& manifest, const Verdict& verdict,
                      ByteView request) const {
    if (verdict) return promise_of(manifest, *verdict);
    BoxAnswer out = refused(manifest, error_of(verdict.error().code), request);
    if (verdict.error().in_box) out.error().promise = promise_of(manifest, *verdict.error().in_box);
    return out;
}

std::optional<Bytes> Box::repeated(const Index& index, ByteView ballot_key,
                                   ByteView request) const {
    const std::optional<Spent> spent = index.find(key_hash_of(ballot_key));
    if (!spent || spent->body_hash != sha256(request)) return std::nullopt;
    return promise_of(index.manifest(), spent->leaf);
}

}  // namespace piaojue::box
