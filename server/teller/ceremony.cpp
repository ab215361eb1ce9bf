#include "server/teller/ceremony.hpp"

#include <fmt/format.h>

#include <thread>

#include "crypto/base/reader.hpp"
#include "crypto/base/writer.hpp"

namespace piaojue::teller {

namespace {

using client::CeremonyStep;

constexpr unsigned attempts = 8;
constexpr std::chrono::milliseconds between_looks{50};

tl::unexpected<Error> blame(const DkgError& error) {
    return fail(error.code, error.blamed == 0
                                ? error.detail
                                : fmt::format("teller {}: {}", error.blamed, error.detail));
}

Result<void> send(client::Api& api, CeremonyStep step, TellerNumber self, ByteView message) {
    auto sent =
        client::repeat_passing([&] { return api.post_ceremony(step, self, message); }, attempts);
    PJ_TRY(client::as_result(std::move(sent)));
    return {};
}

// Waits until every teller's message of this step is there.
Result<std::vector<Bytes>> collect(client::Api& api, CeremonyStep step, std::size_t tellers,
                                   std::chrono::milliseconds patience) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    for (;;) {
        auto answer = client::repeat_passing([&] { return api.ceremony(step); }, attempts);
        std::vector<Bytes> messages = PJ_TRY(client::as_result(std::move(answer)));
        if (messages.size() != tellers) {
            return fail(Errc::malformed, "the server lists another number of tellers");
        }
        std::size_t missing = 0;
        for (const Bytes& message : messages)
            missing += message.empty() ? 1U : 0U;
        if (missing == 0) return messages;
        if (std::chrono::steady_clock::now() > deadline) {
            return fail(Errc::busy, fmt::format("{} of {} tellers have not taken part; ask them "
                                                "and start the ceremony again",
                                                missing, tellers));
        }
        std::this_thread::sleep_for(between_looks);
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
                                     const CeremonyPlan& plan, Rng& rng) {
    const Enrolment enrolment = PJ_TRY(decode_enrolment(plan.enrolment));
    PJ_TRY(check_enrolment(enrolment));
    const EnrolmentHash hash = enrolment_hash(plan.enrolment);
    const auto place = place_of(enrolment, keys.statement_key.verify_key());
    if (!place || !place->teller || !keys.teller) {
        return fail(Errc::not_permitted, "these keys are not enrolled as a teller's");
    }
    const TellerNumber self = *place->teller;
    const DkgSetup setup = PJ_TRY(ceremony_setup(enrolment, hash, plan.threshold));
    const std::size_t tellers = setup.participants();

    // Round 0: the hash of the whole first message, before anybody's message is known.
    const Bytes first_message =
        PJ_TRY(make_first_message(setup, self.value(), keys.teller->dkg_key, rng));
    const CeremonyCommit own = make_ceremony_commit(
        hash, plan.threshold, self, dkg_first_message_hash(first_message), keys.statement_key);
    PJ_TRY(send(api, CeremonyStep::commit, self,
                Writer{}.raw(own.first_message_hash).raw(own.signature).bytes()));
    const std::vector<Bytes> commit_messages =
        PJ_TRY(collect(api, CeremonyStep::commit, tellers, plan.patience));
    const std::vector<CeremonyCommit> commits =
        PJ_TRY(read_commits(commit_messages, enrolment, hash, plan.threshold));
    if (commits[self.value() - 1U].first_message_hash != own.first_message_hash) {
        return fail(Errc::malformed, "the server shows another hash than this device sent");
    }

    // Rounds 1 and 2.
    PJ_TRY(send(api, CeremonyStep::message, self, first_message));
    const std::vector<Bytes> messages =
        PJ_TRY(collect(api, CeremonyStep::message, tellers, plan.patience));
    if (auto fits = check_first_message_hashes(messages, hashes_of(commits)); !fits) {
        return blame(fits.error());
    }
    const auto transcript = make_transcript(setup, messages, ceremony_extension(commits));
    if (!transcript) return blame(transcript.error());
    auto output = finish_dkg(*transcript, self.value(), keys.teller->dkg_key, messages);
    if (!output) return blame(output.error());

    // Round 3.
    const auto signature = certify_dkg(*transcript, keys.teller->dkg_key);
    PJ_TRY(send(api, CeremonyStep::certificate, self, signature));
    Ceremony ceremony{hash, plan.threshold, commits, encode_transcript(*transcript), {}};
    const std::vector<Bytes> certificate =
        PJ_TRY(collect(api, CeremonyStep::certificate, tellers, plan.patience));
    for (const Bytes& one : certificate) {
        Reader reader{one};
        ceremony.certificate.push_back(PJ_TRY(reader.fixed<64>()));
        PJ_TRY(reader.finish());
    }
    JointKeys joint = PJ_TRY(check_ceremony(ceremony, enrolment, hash));
    const CeremonyHash ceremony_id = ceremony_hash(encode_ceremony(ceremony));
    return CeremonyOutcome{
        ShareFile{enrolment.congress, ceremony_id, self, std::move(output->share), {}, {}},
        std::move(joint)};
}

}  // namespace piaojue::teller
