// server/simulate/people.hpp — the officials, scrutineers and tellers of a simulated congress
//                                                                     PROTOCOL.md §3–§6 §9 §11
// Each has keys of his own, made here and kept here, and acts through the network like everybody.
// Steps are taken in the order of the functions below. A step that the server or a teller's device
// refuses ends the simulation with that refusal.
//
// Threads: one owner; the ceremony runs one thread a teller.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ballot/congress_state.hpp"
#include "ballot/round.hpp"
#include "ballot/slip.hpp"
#include "crypto/base/encoding.hpp"
#include "server/client/api.hpp"
#include "server/imports/draft.hpp"
#include "server/teller/acts.hpp"
#include "server/teller/ceremony.hpp"
#include "server/teller/device.hpp"
#include "server/teller/entered_sheets.hpp"

namespace piaojue::simulate {

struct Plan {
    std::string title;
    std::string title2;
    bool sample = false;
    std::uint32_t due = 0;
    std::uint8_t tellers = 5;
    std::uint8_t threshold = 3;
    std::uint16_t min_group = 1;
    Phases phases = Phases::split;
    Method method;
    std::vector<Project> projects;
    std::vector<imports::Attached> attachments;
    std::uint32_t slips = 0;  // printed for each round; 0: the rounds have none
};

class People {
public:
    People(const client::Endpoint& endpoint, std::string setup_code, Plan plan);

    [[nodiscard]] Result<void> enrol();
    [[nodiscard]] Result<void> hold_ceremony();
    // Prints nothing: the cards are the secrets of deputies 1..due.
    [[nodiscard]] Result<std::vector<CardSecret>> draw_up_roll();
    [[nodiscard]] Result<void> seal();
    [[nodiscard]] Result<void> sign_in(std::span<const DeputyNumber> deputies);
    // One of the sealed slips on the desk; there is one.
    [[nodiscard]] SlipSeed draw_slip();
    // Those that nobody drew, in voting.
    [[nodiscard]] Result<void> void_leftover_slips();
    // An act without a body by those who must sign it.
    [[nodiscard]] Result<void> act(Act act);
    // One of few sheets, at a booth, by the scrutineer and the first teller; in voting.
    [[nodiscard]] Result<void> enter_sheet(const Marks& marks);
    // Act 19.
    [[nodiscard]] Result<void> end_claims(std::uint32_t used_slips);

    // Enough tellers for the quorum verify the box and cosign its closing checkpoint.
    [[nodiscard]] Result<void> cosign();
    // The scrutineer and the first teller key each batch, and the statement counts them.
    [[nodiscard]] Result<void> count_sheets(std::span<const PaperBatch> batches,
                                            std::uint32_t uncancelled);
    // Enough ballots were cast, and not too many papers. From cosign() and count_sheets() on.
    [[nodiscard]] Result<bool> may_open();
    // The first `threshold` tellers give their shares.
    [[nodiscard]] Result<void> decrypt();
    // As many tellers as needed sign the result that their own tools compute.
    [[nodiscard]] Result<void> report();
    [[nodiscard]] Result<void> announce();

    // ── a further round, from announce() on ──
    // Its manifest with all candidates that it may have; nothing: no round follows.
    [[nodiscard]] Result<std::optional<ManifestFields>> further_fields();
    // The statement of the kind that follows.
    [[nodiscard]] Result<void> state_further_round();
    [[nodiscard]] Result<void> seal(ManifestFields fields);

    // From seal() on.
    [[nodiscard]] const Round& round() const { return *round_; }
    [[nodiscard]] const RollId& roll_id() const { return roll_id_; }
    [[nodiscard]] const client::Endpoint& endpoint() const { return endpoint_; }
    // A server that was restarted elsewhere.
    void move_to(client::Endpoint endpoint);

private:
    struct Teller {
        teller::PersonKeys keys;
        std::optional<teller::TellerDevice> device;  // from the ceremony on
    };

    [[nodiscard]] Result<EntryIndex> post_setup(ByteView entry);
    [[nodiscard]] Result<void> post_statement(Act act, StatementBody body,
                                              std::span<const teller::ActingPerson> signers);
    [[nodiscard]] Result<void> post_by_role(Act act, StatementBody body);
    [[nodiscard]] Result<Bytes> evidence();
    [[nodiscard]] Result<RoundBefore> round_before();
    [[nodiscard]] Result<ManifestFields> draft_manifest();
    // New ones for the round that is drafted.
    [[nodiscard]] Result<SlipList> print_slips(ManifestFields& fields);
    [[nodiscard]] PersonNumber teller_person(std::size_t teller) const;
    // The two at the sheets: the scrutineer and the first teller.
    [[nodiscard]] teller::Witnesses witnesses() const;

    client::Endpoint endpoint_;
    std::string setup_code_;
    Plan plan_;
    client::Api api_;
    SystemRng rng_;

    CongressId congress_;
    teller::PersonKeys official_;
    teller::PersonKeys scrutineer_;
    std::vector<Teller> tellers_;
    std::uint32_t serial_ = 0;
    EnrolmentHash enrolment_hash_;
    Bytes enrolment_;
    std::optional<JointKeys> joint_keys_;
    CeremonyHash ceremony_hash_;
    RollId roll_id_;
    RollHash roll_hash_;
    std::optional<Round> round_;
    std::vector<SlipSeed> slips_;  // on the desk
    ResultHash result_;
};

}  // namespace piaojue::simulate
