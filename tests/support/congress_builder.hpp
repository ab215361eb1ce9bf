// tests/support/congress_builder.hpp — a whole small congress in memory, step by step
//
// Real keys, a real key ceremony, real ballots; every entry as the server would write it. Nothing
// here asks whether an entry may follow, so that a test can put a wrong one where it wants.
// One seed decides everything but the issuer's test key.
#pragma once

#include <map>
#include <set>

#include "ballot/claim.hpp"
#include "ballot/congress_state.hpp"
#include "ballot/hand_back.hpp"
#include "ballot/record.hpp"
#include "ballot/tally.hpp"
#include "tests/support/sample_round.hpp"

namespace piaojue::testing {

struct CongressOptions {
    std::uint32_t deputies = 7;
    std::uint8_t tellers = 3;
    std::uint8_t threshold = 2;
    Style style = Style::choose_up_to;
    std::size_t projects = 3;
    std::size_t hi = 2;
    std::uint16_t min_group = 2;
    std::uint64_t seed = 1;
    std::uint32_t slips = 0;  // on the list that the manifest names
    bool claims = false;      // finish() hears declarations and a claim first
};

struct TellerSecrets {
    SigningKey statement_key;
    SigningKey cosigner_key;
    SecretScalar dkg_key;
    SecretScalar key_share;  // x_i, after the ceremony
};

struct Paper {
    SigningKey key;
    Token token;
    Issuance issuance;
};

class CongressBuilder {
public:
    // Congress, enrolment, ceremony, roll and one attachment stand in the log.
    explicit CongressBuilder(const CongressOptions& options = {});

    // ── the log ──
    std::vector<Bytes> log;
    void add(Bytes entry) { log.push_back(std::move(entry)); }
    [[nodiscard]] MerkleTree tree() const;
    // Signed by the log alone.
    [[nodiscard]] std::string checkpoint(std::uint64_t size, const Bytes32& root) const;
    // With cosignatures of these tellers.
    [[nodiscard]] std::string checkpoint(std::uint64_t size, const Bytes32& root,
                                         const std::vector<int>& tellers) const;
    // The file over all entries.
    [[nodiscard]] Bytes record() const;

    // ── statements ──
    // Person 1 is the official, 2 the scrutineer, 3 … the tellers.
    [[nodiscard]] Statement unsigned_statement(Act act, StatementBody body = {});
    [[nodiscard]] Bytes statement(Act act, StatementBody body, const std::vector<int>& persons);
    // By whom the act wants.
    void act(Act act, StatementBody body = {});
    void sign_in(const std::vector<std::uint32_t>& deputies);

    // ── a round ──
    [[nodiscard]] ManifestFields manifest_fields() const;
    // The round that follows from the log as it stands, with all candidates that it may have.
    [[nodiscard]] ManifestFields further_fields() const;
    // further_round, of the kind that follows.
    void state_further_round();
    void draft(const ManifestFields& fields);
    void draft() { draft(manifest_fields()); }
    // Signs everybody in, seals, opens.
    void open();
    // The paper of a deputy; its issuance entry follows end_issuing().
    const Paper& issue(std::uint32_t deputy);
    // One who draws the next slip of the list.
    const Paper& draw(std::uint32_t deputy);
    // One who takes a sheet of paper instead of a token.
    void take_sheet(std::uint32_t deputy);
    // The slips that nobody drew.
    void void_leftover();
    // end_issuing and the issuances.
    void end_issuing();
    [[nodiscard]] Bytes ballot_of(std::uint32_t deputy, const std::vector<int>& marks);
    void cast(std::uint32_t deputy, const std::vector<int>& marks);
    void hand_back(std::uint32_t deputy);
    // The paper of this deputy for a sheet.
    void exchange(std::uint32_t deputy);
    // A sheet that two people, 2 and 3, enter at a booth.
    void enter_sheet(const std::vector<int>& marks);
    // ── sheets, behind the closing entry ──
    // Keyed by these two people; doubtful sheets decided on by person 2.
    [[nodiscard]] Bytes batch_entry(const PaperBatch& batch,
                                    const std::vector<int>& persons = {2, 3});
    void add_batch(const PaperBatch& batch) { add(batch_entry(batch)); }
    // Act 18 over the batches that stand.
    void state_paper(std::uint32_t uncancelled);
    [[nodiscard]] PaperBody paper_body(std::uint32_t uncancelled) const;
    // A ballot that is opened for checking and never cast.
    void check_ballot(std::uint32_t deputy);
    void count(CountsPhase phase);
    // The close statement, the box and the closing entry.
    void close();
    void add_box();
    void add_closing();
    void cosign(const std::vector<int>& tellers);
    [[nodiscard]] TallyContext tally() const;
    [[nodiscard]] Share share_of(int teller);
    void share(int teller) { add(encode_share(share_of(teller))); }
    [[nodiscard]] ResultEntry result_entry(const std::vector<int>& shares);
    void decide(const std::vector<int>& shares);
    void report(int teller);
    void announce();

    // From the manifest to the ballots in the box: everybody but the last two deputies casts, one
    // hands back, one stays silent; one ballot was opened for checking. Where there are slips the
    // first three deputies draw them, and the others are voided.
    void vote();
    // close … cosign, by all tellers.
    void shut();
    // For end_claims(): the card of this deputy says that its paper was used, or the paper itself
    // that it was not.
    void declare(std::uint32_t deputy);
    void claim(std::uint32_t deputy);
    // Act 19 and both batches.
    void end_claims(std::uint32_t used_slips = 0);
    // Where claims are wanted: who cast or handed back declares, deputy 1 does not, the last deputy
    // claims. Shares of tellers 1 and 2 … publish.
    void finish();
    [[nodiscard]] static CongressBuilder finished(const CongressOptions& options = {});

    CongressOptions options;
    SeededRng rng;
    SigningKey log_key;
    SigningKey box_key;
    SigningKey official_key;
    SigningKey scrutineer_key;
    std::vector<TellerSecrets> tellers;
    std::vector<SigningKey> identity_keys;
    CongressId id;
    EnrolmentHash enrolment;
    JointKeys joint_keys;
    CeremonyHash ceremony;
    RollHash roll;
    AttachmentHash attachment;
    std::optional<Round> round;
    std::vector<SlipSeed> slips;
    std::uint32_t drawn = 0;
    std::uint32_t voided = 0;
    SlipList slip_list;
    std::optional<AttachmentHash> slips_attachment;
    std::map<std::uint32_t, Paper> papers;
    std::set<std::uint32_t> present;
    std::vector<Bytes> ballots;  // entries
    std::vector<Bytes> hand_backs;
    std::vector<Bytes> exchanges;
    bool paper_stated = false;
    std::vector<Bytes> opened;
    std::vector<Bytes> declarations;
    std::vector<Bytes> claims;
    std::uint64_t closing_size = 0;
    Bytes32 closing_root;
    std::string closing_checkpoint;
    std::vector<Share> shares;
    ResultHash result;

private:
    [[nodiscard]] const SigningKey& person_key(int person) const;
    [[nodiscard]] CheckpointKeys checkpoint_keys() const;
    void add_enrolment();
    void add_ceremony();
    void add_roll();
    void add_slips();

    std::uint32_t serial_ = 0;
};

// Made once a program, for tests that only read it.
[[nodiscard]] const CongressBuilder& finished_congress();

// The root of a log, as everybody computes it.
[[nodiscard]] MerkleTree tree_of(const std::vector<Bytes>& log);
// Behind a log that holds.
[[nodiscard]] CongressState state_of(const std::vector<Bytes>& log);

}  // namespace piaojue::testing
