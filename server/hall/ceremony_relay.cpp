// server/hall/ceremony_relay.cpp — the coordinator of the key ceremony          PROTOCOL.md §4 §16
#include "server/hall/ceremony_relay.hpp"

#include "crypto/base/writer.hpp"

namespace piaojue::hall {
namespace {

constexpr std::uint8_t threshold_least = 2;
constexpr std::size_t commit_bytes = size::hash + size::signature;

// The signed round-0 message, as it was sent: h_i ‖ signature.
CeremonyCommit read_commit(ByteView body) {
    return {Bytes32::from(body.first(size::hash)), Signature::from(body.subspan(size::hash))};
}

// k of a round-0 message: the one under which its signature holds.
Result<std::uint8_t> threshold_of(const EnrolmentHash& enrolment,
                                  const std::vector<const Person*>& tellers, TellerNumber teller,
                                  ByteView body) {
    const CeremonyCommit commit = read_commit(body);
    const VerifyKey& key = tellers[teller.value() - 1U]->statement_key;
    const auto most = static_cast<std::uint8_t>(tellers.size());
    for (std::uint8_t k = threshold_least; k <= most; ++k)
        if (check_ceremony_commit(enrolment, k, teller, commit, key)) return k;
    return fail(Errc::signature_rejected, "round 0 under no threshold");
}

std::vector<Bytes> values(const std::map<TellerNumber, Bytes>& sent) {
    std::vector<Bytes> out;
    for (const auto& [teller, body] : sent)
        out.push_back(body);
    return out;
}

std::vector<Bytes32> hashes_of(const std::map<TellerNumber, Bytes>& commits) {
    std::vector<Bytes32> out;
    for (const auto& [teller, body] : commits)
        out.push_back(read_commit(body).first_message_hash);
    return out;
}

std::vector<Point> static_keys_of(const std::vector<const Person*>& tellers) {
    std::vector<Point> out;
    for (const Person* teller : tellers)
        out.push_back(teller->teller->dkg_key);
    return out;
}

}  // namespace

std::map<TellerNumber, Bytes>& CeremonyRelay::Course::of(CeremonyStep step) {
    switch (step) {
    case CeremonyStep::commit: return commits;
    case CeremonyStep::message: return messages;
    case CeremonyStep::certificate: return certificates;
    }
    PJ_UNREACHABLE("a step of no kind");
}

CeremonyRelay::Course CeremonyRelay::course(const log::View& view) {
    Course out;
    out.hash = view.state.enrolment_hash();
    out.tellers = view.state.enrolment()->tellers();
    out.commits = store_.all(out.hash, CeremonyStep::commit);
    out.messages = store_.all(out.hash, CeremonyStep::message);
    out.certificates = store_.all(out.hash, CeremonyStep::certificate);
    return out;
}

Result<void> CeremonyRelay::post(CeremonyStep step, TellerNumber teller, ByteView body) {
    const std::lock_guard lock{mutex_};
    const log::ViewPtr view = log_.view();
    if (!view->state.enrolment()) return fail(Errc::wrong_phase, "no enrolment");
    Course now = course(*view);
    if (teller.value() == 0 || teller.value() > now.tellers.size())
        return fail(Errc::malformed, "no such teller");

    std::map<TellerNumber, Bytes>& sent = now.of(step);
    if (const auto before = sent.find(teller); before != sent.end()) {
        if (equal(before->second, body)) {
            // The same list of people, stated anew: its ceremony is stated anew too.
            const bool stands = view->state.joint_keys().has_value();
            if (stands || !now.complete(now.certificates)) return {};
            return append_ceremony(now);
        }
        return fail(Errc::wrong_phase,
                    "another message of this teller is there; a device that was started again "
                    "goes on with the file of its first start");
    }
    if (view->state.joint_keys()) return fail(Errc::wrong_phase, "the ceremony is over");
    PJ_TRY(accept(now, step, teller, body));
    store_.keep(now.hash, step, teller, body);
    sent.emplace(teller, Bytes{body.begin(), body.end()});
    if (step == CeremonyStep::certificate && now.complete(sent)) PJ_TRY(append_ceremony(now));
    return {};
}

Result<void> CeremonyRelay::accept(Course& course, CeremonyStep step, TellerNumber teller,
                                   ByteView body) const {
    if (step == CeremonyStep::commit) {
        if (body.size() != commit_bytes) return fail(Errc::malformed, "length of a commit");
        const std::uint8_t k = PJ_TRY(threshold_of(course.hash, course.tellers, teller, body));
        if (course.commits.empty()) return {};
        const auto& [first, first_body] = *course.commits.begin();
        if (k != PJ_TRY(threshold_of(course.hash, course.tellers, first, first_body)))
            return fail(Errc::signature_rejected, "another threshold than the first teller's");
        return {};
    }
    if (!course.complete(course.commits)) return fail(Errc::wrong_phase, "round 0 is not complete");
    const auto& [first, first_body] = *course.commits.begin();
    const std::uint8_t k = PJ_TRY(threshold_of(course.hash, course.tellers, first, first_body));
    if (step == CeremonyStep::message) return accept_message(course, k, teller, body);

    if (!course.complete(course.messages))
        return fail(Errc::wrong_phase, "round 1 is not complete");
    if (body.size() != size::signature) return fail(Errc::malformed, "length of a signature");
    const DkgSetup setup =
        PJ_TRY(DkgSetup::create(course.hash.value(), static_keys_of(course.tellers), k));
    const DkgResult<DkgTranscript> transcript =
        make_transcript(setup, values(course.messages), dkg_extension(hashes_of(course.commits)));
    if (!transcript) return fail(transcript.error().code, transcript.error().detail);
    return check_cocktail_signature(setup.static_key(teller.value()),
                                    encode_transcript(*transcript), CocktailSignature::from(body));
}

Result<void> CeremonyRelay::accept_message(const Course& course, std::uint8_t threshold,
                                           TellerNumber teller, ByteView body) {
    if (dkg_first_message_hash(body) != read_commit(course.commits.at(teller)).first_message_hash)
        return fail(Errc::malformed, "not the message that was hashed in round 0");
    const DkgSetup setup =
        PJ_TRY(DkgSetup::create(course.hash.value(), static_keys_of(course.tellers), threshold));
    PJ_TRY(decode_first_message(body, setup));
    return {};
}

Result<void> CeremonyRelay::append_ceremony(const Course& course) {
    Ceremony ceremony;
    ceremony.enrolment = course.hash;
    const auto& [first, first_body] = *course.commits.begin();
    ceremony.threshold = PJ_TRY(threshold_of(course.hash, course.tellers, first, first_body));
    for (const auto& [teller, body] : course.commits)
        ceremony.commits.push_back(read_commit(body));
    const DkgSetup setup = PJ_TRY(
        DkgSetup::create(course.hash.value(), static_keys_of(course.tellers), ceremony.threshold));
    const DkgResult<DkgTranscript> transcript =
        make_transcript(setup, values(course.messages), dkg_extension(hashes_of(course.commits)));
    if (!transcript) return fail(transcript.error().code, transcript.error().detail);
    ceremony.transcript = encode_transcript(*transcript);
    for (const auto& [teller, body] : course.certificates)
        ceremony.certificate.push_back(Bytes64::from(body));
    PJ_TRY(log_.append(encode_ceremony(ceremony)));
    return {};
}

Result<void> CeremonyRelay::recover() {
    const std::lock_guard lock{mutex_};
    const log::ViewPtr view = log_.view();
    if (!view->state.enrolment() || view->state.joint_keys()) return {};
    const Course now = course(*view);
    if (now.tellers.empty() || !now.complete(now.certificates)) return {};
    return append_ceremony(now);
}

Result<Bytes> CeremonyRelay::all(CeremonyStep step) {
    const std::lock_guard lock{mutex_};
    const log::ViewPtr view = log_.view();
    if (!view->state.enrolment()) return fail(Errc::wrong_phase, "no enrolment");
    Course now = course(*view);
    Writer out;
    const auto count = static_cast<std::uint8_t>(now.tellers.size());
    out.u8(count);
    const std::map<TellerNumber, Bytes>& sent = now.of(step);
    for (std::uint8_t number = 1; number <= count; ++number) {
        const auto found = sent.find(TellerNumber{number});
        out.bytes32(found == sent.end() ? ByteView{} : ByteView{found->second});
    }
    return std::move(out).bytes();
}

}  // namespace piaojue::hall
