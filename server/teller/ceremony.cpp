#include "server/teller/ceremony.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <thread>
#include <utility>

#include "crypto/base/reader.hpp"
#include "crypto/base/writer.hpp"

namespace piaojue::teller {

namespace {

using client::CeremonyStep;

// The pause between two looks grows: a teller may have gone to fetch something.
constexpr std::chrono::milliseconds first_pause{50};
constexpr std::chrono::milliseconds longest_pause{500};

tl::unexpected<Error> blame(const DkgError& error) {
    return fail(error.code, error.blamed == 0
                                ? error.detail
                                : fmt::format("teller {}: {}", error.blamed, error.detail));
}

Result<void> send(client::Api& api, CeremonyStep step, TellerNumber self, ByteView message) {
    auto sent = client::repeat_passing([&] { return api.post_ceremony(step, self, message); });
    PJ_TRY(client::as_result(std::move(sent)));
    return {};
}

// Waits until every teller's message of this step is there.
Result<std::vector<Bytes>> collect(client::Api& api, CeremonyStep step, std::size_t tellers,
                                   const CeremonyPlan& plan) {
    const auto deadline = std::chrono::steady_clock::now() + plan.patience;
    for (std::chrono::milliseconds pause = first_pause;;
         pause = std::min(2 * pause, longest_pause)) {
        auto answer = client::repeat_passing([&] { return api.ceremony(step); });
        std::vector<Bytes> messages = PJ_TRY(client::as_result(std::move(answer)));
        if (messages.size() != tellers) {
            return fail(Errc::malformed, "the server lists another number of tellers");
        }
        std::vector<TellerNumber> missing;
        for (std::size_t i = 0; i < messages.size(); ++i) {
            if (messages[i].empty()) missing.emplace_back(static_cast<std::uint8_t>(i + 1));
        }
        const bool goes_on = plan.waits(step, missing);
        if (missing.empty()) return messages;
        if (!goes_on || std::chrono::steady_clock::now() > deadline) {
            return fail(Errc::busy, fmt::format("{} of {} tellers have not taken part; ask them, "
                                                "then give this command again",
                                                missing.size(), tellers));
        }
        std::this_thread::sleep_for(pause);
    }
}

Result<std::vector<CeremonyCommit>> read_commits(const std::vector<Bytes>& messages,
                                                 const Enrolment& enrolment,
                                                 const EnrolmentHash& hash,
                                                 std::uint8_t threshold) {
    const std::vector<const Person*> tellers = enrolment.tellers();
    std::vector<CeremonyCommit> out;
    for (std::size_t i = 0; i < messages.size(); ++i) {
        Reader reader{messages[i]};
        CeremonyCommit commit;
        commit.first_message_hash = PJ_TRY(reader.fixed<32>());
        commit.signature = PJ_TRY(reader.fixed<64>());
        PJ_TRY(reader.finish());
        const TellerNumber number{static_cast<std::uint8_t>(i + 1)};
        PJ_TRY(check_ceremony_commit(hash, threshold, number, commit, tellers[i]->statement_key));
        out.push_back(commit);
    }
    return out;
}

std::vector<Bytes32> hashes_of(const std::vector<CeremonyCommit>& commits) {
    std::vector<Bytes32> out;
    for (const CeremonyCommit& commit : commits)
        out.push_back(commit.first_message_hash);
    return out;
}

// One teller in one ceremony. What binds the device is remembered before it is sent.
class CeremonySeat {
public:
    CeremonySeat(client::Api& api, const PersonKeys& keys, const CeremonyPlan& plan,
                 const Enrolment& enrolment, const EnrolmentHash& hash, TellerNumber self,
                 const DkgSetup& setup, CeremonyMemory memory)
        : api_(api),
          keys_(keys),
          plan_(plan),
          enrolment_(enrolment),
          hash_(hash),
          self_(self),
          setup_(setup),
          remember_(std::move(memory.remember)),
          before_(std::move(memory.before)) {}

    // The first message: that of an earlier run, or a new one.
    Result<void> begin(Rng& rng);
    // After the share was remembered the others may have brought the ceremony to its end.
    Result<std::optional<CeremonyOutcome>> look_for_the_end();
    // Round 0: the hash of the whole first message, before anybody's message is known.
    Result<void> exchange_hashes();
    // Rounds 1 and 2, up to the share.
    Result<DkgTranscript> exchange_messages();
    // Round 3.
    Result<CeremonyOutcome> certify(const DkgTranscript& transcript);

private:
    [[nodiscard]] CeremonyOutcome outcome(const CeremonyHash& ceremony, JointKeys keys) const {
        return {ShareFile{enrolment_.congress, ceremony, self_, now_.share->clone(), {}, {}},
                std::move(keys)};
    }
    [[nodiscard]] Result<void> take_share(const SecretScalar& share);

    client::Api& api_;
    const PersonKeys& keys_;
    const CeremonyPlan& plan_;
    const Enrolment& enrolment_;
    const EnrolmentHash& hash_;
    const TellerNumber self_;
    const DkgSetup& setup_;
    const std::function<void(const CeremonyProgress&)> remember_;
    std::optional<CeremonyProgress> before_;
    CeremonyProgress now_;
};

Result<void> CeremonySeat::begin(Rng& rng) {
    if (before_) {
        if (before_->enrolment != hash_ || before_->threshold != plan_.threshold) {
            return fail(Errc::not_permitted,
                        "another ceremony was begun and not ended on this device (other enrolment "
                        "or threshold); put its file away only if everybody has given it up");
        }
        now_ = std::move(*before_);
        return {};
    }
    now_.enrolment = hash_;
    now_.threshold = plan_.threshold;
    now_.first_message =
        PJ_TRY(make_first_message(setup_, self_.value(), keys_.teller->dkg_key, rng));
    remember_(now_);
    return {};
}

Result<std::optional<CeremonyOutcome>> CeremonySeat::look_for_the_end() {
    std::optional<CeremonyOutcome> none;
    if (!now_.share) return none;
    const auto entry = client::repeat_passing([&] { return api_.entry("ceremony"); });
    if (!entry) return none;
    const auto ceremony = decode_ceremony(*entry);
    if (!ceremony || ceremony->enrolment != hash_ || ceremony->commits != now_.commits) return none;
    JointKeys joint = PJ_TRY(check_ceremony(*ceremony, enrolment_, hash_));
    return outcome(ceremony_hash(*entry), std::move(joint));
}

Result<void> CeremonySeat::exchange_hashes() {
    const CeremonyCommit own =
        make_ceremony_commit(hash_, plan_.threshold, self_,
                             dkg_first_message_hash(now_.first_message), keys_.statement_key);
    PJ_TRY(send(api_, CeremonyStep::commit, self_,
                Writer{}.raw(own.first_message_hash).raw(own.signature).bytes()));
    const std::vector<Bytes> messages =
        PJ_TRY(collect(api_, CeremonyStep::commit, setup_.participants(), plan_));
    std::vector<CeremonyCommit> commits =
        PJ_TRY(read_commits(messages, enrolment_, hash_, plan_.threshold));
    if (commits[self_.value() - 1U] != own) {
        return fail(Errc::malformed, "the server shows another hash than this device sent");
    }
    if (now_.commits == commits) return {};
    // This device may have revealed its message: whoever comes with another hash now has seen it.
    if (!now_.commits.empty()) {
        return fail(Errc::malformed,
                    "the server shows other hashes than before this device revealed its message; "
                    "give this ceremony up, begin anew with a new enrolment");
    }
    now_.commits = std::move(commits);
    remember_(now_);
    return {};
}

Result<DkgTranscript> CeremonySeat::exchange_messages() {
    PJ_TRY(send(api_, CeremonyStep::message, self_, now_.first_message));
    const std::vector<Bytes> messages =
        PJ_TRY(collect(api_, CeremonyStep::message, setup_.participants(), plan_));
    if (auto fits = check_first_message_hashes(messages, hashes_of(now_.commits)); !fits) {
        return blame(fits.error());
    }
    auto transcript = make_transcript(setup_, messages, ceremony_extension(now_.commits));
    if (!transcript) return blame(transcript.error());
    auto output = finish_dkg(*transcript, self_.value(), keys_.teller->dkg_key, messages);
    if (!output) return blame(output.error());
    PJ_TRY(take_share(output->share));
    return std::move(*transcript);
}

Result<void> CeremonySeat::take_share(const SecretScalar& share) {
    if (!now_.share) {
        now_.share = share.clone();
        remember_(now_);
        return {};
    }
    // The hashes fix the messages, and these the share: only a changed file can differ.
    if (equal(now_.share->expose(), share.expose())) return {};
    return fail(Errc::malformed, "the share remembered is not that of this ceremony");
}

Result<CeremonyOutcome> CeremonySeat::certify(const DkgTranscript& transcript) {
    PJ_TRY(send(api_, CeremonyStep::certificate, self_,
                certify_dkg(transcript, keys_.teller->dkg_key)));
    Ceremony ceremony{hash_, plan_.threshold, now_.commits, encode_transcript(transcript), {}};
    const std::vector<Bytes> certificate =
        PJ_TRY(collect(api_, CeremonyStep::certificate, setup_.participants(), plan_));
    for (const Bytes& one : certificate) {
        Reader reader{one};
        ceremony.certificate.push_back(PJ_TRY(reader.fixed<64>()));
        PJ_TRY(reader.finish());
    }
    JointKeys joint = PJ_TRY(check_ceremony(ceremony, enrolment_, hash_));
    return outcome(ceremony_hash(encode_ceremony(ceremony)), std::move(joint));
}

}  // namespace

std::optional<Place> place_of(const Enrolment& enrolment, const VerifyKey& key) {
    for (std::size_t i = 0; i < enrolment.persons.size(); ++i) {
        if (enrolment.persons[i].statement_key != key) continue;
        const PersonNumber person{static_cast<std::uint16_t>(i + 1)};
        return Place{person, enrolment.teller_number(person)};
    }
    return {};
}

Result<CeremonyOutcome> run_ceremony(client::Api& api, const PersonKeys& keys,
                                     const CeremonyPlan& plan, Rng& rng, CeremonyMemory memory) {
    const Enrolment enrolment = PJ_TRY(decode_enrolment(plan.enrolment));
    PJ_TRY(check_enrolment(enrolment));
    const EnrolmentHash hash = enrolment_hash(plan.enrolment);
    const auto place = place_of(enrolment, keys.statement_key.verify_key());
    if (!place || !place->teller || !keys.teller) {
        return fail(Errc::not_permitted, "these keys are not enrolled as a teller's");
    }
    const DkgSetup setup = PJ_TRY(ceremony_setup(enrolment, hash, plan.threshold));
    CeremonySeat seat{api, keys, plan, enrolment, hash, *place->teller, setup, std::move(memory)};
    PJ_TRY(seat.begin(rng));
    if (auto over = PJ_TRY(seat.look_for_the_end())) return std::move(*over);
    PJ_TRY(seat.exchange_hashes());
    const DkgTranscript transcript = PJ_TRY(seat.exchange_messages());
    return seat.certify(transcript);
}

}  // namespace piaojue::teller
