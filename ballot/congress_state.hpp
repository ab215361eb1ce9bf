// ballot/congress_state.hpp — a log read from its first entry on: what has happened, and what may
// follow                                                        PROTOCOL.md §3–§7 §9–§11 §13
//
// The one implementation of the order of entries: the server asks it before it appends, the
// tellers' tool and the verifier replay a log through it. It knows the enrolment, the joint keys,
// identity keys with their replacements, who was signed in, and of each round its phase, who was
// issued, counts, absent tellers and reports. It checks signatures of statements, issuances and
// shares, batches of sheets, declarations, the ceremony, the issuer's key and cosignatures. Tokens,
// ballots, hand-backs, exchanges, claims, the proofs of shares and the tally are not its business
// (ballot/verify.hpp, ballot/tally.hpp).
//
// The log does not show who was issued before issuing ends: until then the issuing desk itself
// refuses to replace a card that was used in this round.
//
// A refused entry changes nothing. Not safe from several threads at once. Public data only.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "ballot/checks.hpp"
#include "ballot/entries/ceremony.hpp"
#include "ballot/entries/closing.hpp"
#include "ballot/entries/congress.hpp"
#include "ballot/entries/declaration.hpp"
#include "ballot/entries/issuance.hpp"
#include "ballot/entries/paper_batch.hpp"
#include "ballot/entries/result_entry.hpp"
#include "ballot/entries/roll.hpp"
#include "ballot/entries/share.hpp"
#include "ballot/entry.hpp"
#include "ballot/further_round.hpp"
#include "ballot/manifest.hpp"
#include "ballot/opening.hpp"
#include "ballot/paper.hpp"
#include "ballot/phases.hpp"
#include "ballot/slip.hpp"
#include "crypto/checkpoint.hpp"
#include "crypto/merkle.hpp"

namespace piaojue {

// Entries of one kind that stand directly behind a statement.
enum class Batch : std::uint8_t {
    none,
    issuances,
    ballots,
    hand_backs,
    exchanges,
    opened,
    declarations,
    claims,
};
// By which statement they stand: end_issuing, close, end_claims. Only behind the close nothing else
// may come between.
enum class BatchGroup : std::uint8_t { none, issuing, box, claims };
[[nodiscard]] BatchGroup group_of(Batch batch);
// Of a ballot, a hand-back, an exchange or a claim.
[[nodiscard]] Batch batch_of(EntryType type);

// The newest batch of sheets of its number.
struct CountedBatch {
    PaperBatch batch;
    std::uint64_t index = 0;
    Bytes entry;
};

// One round, from its manifest on. Indices are positions in the log.
struct RoundState {
    explicit RoundState(VoteManifest vote, std::uint64_t index)
        : manifest(std::move(vote)), manifest_index(index) {}

    VoteManifest manifest;
    std::uint64_t manifest_index;
    Phase phase = Phase::drafted;
    Phase before_pause = Phase::issuing;
    Batch batch = Batch::none;
    Bytes batch_last;  // the batch is sorted by bytes

    SecondPersons second_persons;  // of the manifest's enrolment
    SlipList slips;                // empty: the round has none
    std::optional<AttachmentHash> slips_attachment;
    std::optional<std::uint32_t> present;  // from end_issuing on
    std::set<DeputyNumber> issued;         // from end_issuing on
    std::set<DeputyNumber> issued_blind;   // those with a paper of kind 0
    std::uint32_t issued_count = 0;        // issuance entries
    std::uint32_t drawn_count = 0;         // those of a drawn slip
    std::uint32_t taken_count = 0;         // those of a sheet of paper
    std::set<SlipHash> voided_slips;       // of the list
    BoxCounts last_counts;                 // of the newest counts entry

    std::vector<std::uint64_t> ballots;
    std::uint32_t entered_count = 0;  // ballots of token kind 2: sheets entered at a booth
    std::vector<std::uint64_t> hand_backs;
    std::vector<std::uint64_t> exchanges;
    std::vector<std::uint64_t> opened;

    std::map<BatchNumber, CountedBatch> batches;  // of sheets, the newest of each number
    std::size_t batch_entries = 0;
    std::optional<PaperBody> paper_statement;  // act 18

    std::uint32_t close_minute = 0;  // as the signers of the close told it
    std::optional<Closing> closing;
    std::uint64_t closing_size = 0;  // of the closing checkpoint
    Bytes32 closing_root;            // R
    std::set<TellerNumber> absent;
    std::optional<std::uint64_t> cosigned_index;

    std::optional<std::uint32_t> used_slips;  // from end_claims on
    std::uint32_t declarations = 0;           // entries
    std::set<DeputyNumber> declared;
    std::vector<std::uint64_t> claims;

    std::vector<std::uint64_t> shares;  // those with a good signature
    std::map<TellerNumber, std::size_t> shares_by_teller;
    std::optional<std::uint64_t> result_index;
    std::optional<ResultEntry> result_entry;
    ResultHash result;
    std::set<TellerNumber> reporters;
    bool announced = false;
    std::optional<RoundKind> further_round;
    bool voided = false;
    ResultHash void_statement;  // its hash, if it is voided

    // What the closing entry says if it is right; present only from end_issuing on.
    [[nodiscard]] BoxCounts counted() const {
        return {present.value_or(0), issued_count, static_cast<std::uint32_t>(ballots.size()),
                static_cast<std::uint32_t>(hand_backs.size())};
    }
    // q of §11.2 as things stand.
    [[nodiscard]] std::size_t cosignatures_needed() const;
    // Too few ballots to decrypt (§11.3).
    [[nodiscard]] bool too_few_ballots() const {
        return ballots.size() < manifest.fields().min_group;
    }
    // Papers besides tokens were used: no share and no result may stand without act 18.
    [[nodiscard]] bool uses_paper() const {
        return taken_count > 0 || !exchanges.empty() || entered_count > 0 || !batches.empty();
    }
    [[nodiscard]] bool awaits_paper_statement() const { return uses_paper() && !paper_statement; }
    [[nodiscard]] PaperCounts paper_counts() const {
        return {taken_count, static_cast<std::uint32_t>(exchanges.size()),
                paper_statement ? paper_statement->uncancelled : 0, entered_count};
    }
    // Cast without sheets that were entered, handed back and exchanged: at most the papers issued
    // that are no sheets.
    [[nodiscard]] bool tokens_suffice() const {
        return ballots.size() - entered_count + hand_backs.size() + exchanges.size() <=
               issued_count - taken_count;
    }
    // The hash over the newest entries of batches 1 to this one, those that are there.
    [[nodiscard]] PaperHash paper_hash(std::uint16_t last) const;
    // Of the statement that would count all that stand.
    [[nodiscard]] PaperBody paper_body(std::uint32_t uncancelled) const;
    // The sheets of the batches that act 18 counts; nothing without it.
    [[nodiscard]] std::optional<PaperPart> paper_part() const;
    // What they would be if this act 18 stood.
    [[nodiscard]] PaperPart paper_part(const PaperBody& statement) const;
    // A ballot that can be read and has a paper token; only such a one is decoded here.
    [[nodiscard]] bool is_entered_sheet(ByteView ballot_entry) const;
    // Why nothing of the box may be decrypted: too few ballots, or too many papers.
    [[nodiscard]] bool stays_closed() const;
    // Declarations and claims are heard: until act 19, or a share, behind which it can not come.
    [[nodiscard]] bool hears_claims() const {
        return (phase == Phase::closed || phase == Phase::cosigned) && closing && !used_slips &&
               shares.empty();
    }
    // What a further round follows from. Of a round that is announced or voided.
    [[nodiscard]] RoundBefore as_before() const {
        return {manifest, voided ? std::nullopt : result_entry, voided ? void_statement : result,
                slips_attachment};
    }
};

// An entry read as far as its bytes go. Ballots, hand-backs, exchanges and claims stay bytes:
// reading them is work.
struct BoxEntry {
    EntryType type;  // ballot, hand_back, exchange or claim
    ManifestHash manifest;
    ByteView bytes;
};
using DecodedEntry = std::variant<Congress, Enrolment, Ceremony, Roll, VoteManifest, Attachment,
                                  Statement, Issuance, BoxEntry, Opened, Counts, Closing, Cosigned,
                                  Share, ResultEntry, SignedPaperBatch, Declaration>;

class CongressState {
public:
    // ── the log ──

    // Whether this entry may follow. Refuses what §9 and §13 say for it.
    [[nodiscard]] Result<void> check(ByteView entry) const;
    // The same, and lets it follow.
    [[nodiscard]] Result<void> apply(ByteView entry);
    // For verifiers: everything that is wrong with the entry, added to the findings; then goes on
    // as well as it can. An entry that can not be decoded or stands out of its place fails the
    // order and the check about its type, and has no effect but its leaf.
    void replay(ByteView entry, std::vector<Finding>& findings);

    [[nodiscard]] std::uint64_t size() const { return tree_.size(); }
    [[nodiscard]] const MerkleTree& tree() const { return tree_; }

    // ── who and what is known; absent or empty before its entry ──

    [[nodiscard]] const std::optional<Congress>& congress() const { return congress_; }
    [[nodiscard]] const CongressId& congress_id() const { return congress_id_; }
    [[nodiscard]] const std::optional<Enrolment>& enrolment() const { return enrolment_; }
    [[nodiscard]] const EnrolmentHash& enrolment_hash() const { return enrolment_hash_; }
    [[nodiscard]] const std::optional<JointKeys>& joint_keys() const { return joint_keys_; }
    [[nodiscard]] const CeremonyHash& ceremony_hash() const { return ceremony_hash_; }
    [[nodiscard]] const RollHash& roll_hash() const { return roll_hash_; }
    // Origin, log key, cosigners in teller order. Needs the congress entry.
    [[nodiscard]] CheckpointKeys checkpoint_keys() const;
    // 0 before the roll.
    [[nodiscard]] std::size_t deputies() const { return identity_keys_.size(); }
    // In force now, after replacements; nullptr for a number that is not on the roll.
    [[nodiscard]] const VerifyKey* identity_key(DeputyNumber deputy) const;
    // Whether this deputy counts as present: from the open statement of the newest round on for
    // that round, whatever leaves follow; before it, whether the deputy is in the hall.
    [[nodiscard]] bool signed_in(DeputyNumber deputy) const;
    [[nodiscard]] std::uint32_t signed_in_count() const;
    // The largest of this key's statements as first signer; 0 if there is none.
    [[nodiscard]] std::uint32_t last_serial(const VerifyKey& statement_key) const;

    // ── rounds ──

    // Every manifest that was sealed, and the newest one.
    [[nodiscard]] const std::vector<RoundState>& rounds() const { return rounds_; }
    // The newest round, or nullptr.
    [[nodiscard]] const RoundState* round() const;
    [[nodiscard]] Phase phase() const;
    // Setup entries and a manifest may come: before a seal, or when a further round was stated.
    [[nodiscard]] bool open_for_setup() const;
    // present of the newest round: what its closing entry will say.
    [[nodiscard]] std::uint32_t present() const;

private:
    struct Inspection {
        std::vector<Finding> findings;  // most important first
        bool placed = true;             // it stands where such an entry may stand

        void add(Check check, Errc code, std::string detail) {
            findings.push_back({check, code, std::move(detail)});
        }
        void misplaced(std::string detail, Errc code = Errc::wrong_phase) {
            add(Check::log_order, code, std::move(detail));
            placed = false;
        }
    };

    [[nodiscard]] Result<DecodedEntry> decode(ByteView entry) const;
    [[nodiscard]] Inspection inspect(const DecodedEntry& entry, ByteView bytes) const;
    void advance(const DecodedEntry& entry, ByteView bytes, const Inspection& inspection);

    // congress_setup.cpp
    void inspect_one(const Congress& congress, ByteView bytes, Inspection& out) const;
    void inspect_one(const Enrolment& enrolment, ByteView bytes, Inspection& out) const;
    void inspect_one(const Ceremony& ceremony, ByteView bytes, Inspection& out) const;
    void inspect_one(const Roll& roll, ByteView bytes, Inspection& out) const;
    void inspect_one(const Attachment& attachment, ByteView bytes, Inspection& out) const;
    void inspect_one(const VoteManifest& manifest, ByteView bytes, Inspection& out) const;
    void inspect_keys_of(const VoteManifest& manifest, Inspection& out) const;
    void inspect_place_of(const VoteManifest& manifest, Inspection& out) const;
    void inspect_slips_of(const VoteManifest& manifest, Inspection& out) const;
    void inspect_setup(const CongressId& congress, Check check, Inspection& out) const;
    // congress_statement.cpp
    void inspect_one(const Statement& statement, ByteView bytes, Inspection& out) const;
    void inspect_signers(const Statement& statement, Inspection& out) const;
    void inspect_phase(const Statement& statement, Inspection& out) const;
    void inspect_act(const Statement& statement, Inspection& out) const;
    void inspect_seal(Inspection& out) const;
    void inspect_result_hash(const Statement& statement, Inspection& out) const;
    void inspect_slips(const SlipsBody& body, Inspection& out) const;
    void inspect_further_round(const NextRoundBody& body, Inspection& out) const;
    // congress_claims.cpp
    void inspect_end_claims(Inspection& out) const;
    void inspect_one(const Declaration& declaration, ByteView bytes, Inspection& out) const;
    void advance_one(const Declaration& declaration, ByteView bytes, const Inspection& inspection);
    // congress_round.cpp
    void inspect_one(const Issuance& issuance, ByteView bytes, Inspection& out) const;
    void inspect_one(const BoxEntry& entry, ByteView bytes, Inspection& out) const;
    void inspect_one(const Opened& opened, ByteView bytes, Inspection& out) const;
    void inspect_one(const Counts& counts, ByteView bytes, Inspection& out) const;
    void inspect_one(const Closing& closing, ByteView bytes, Inspection& out) const;
    void inspect_one(const Cosigned& cosigned, ByteView bytes, Inspection& out) const;
    void inspect_one(const Share& share, ByteView bytes, Inspection& out) const;
    void inspect_one(const ResultEntry& result, ByteView bytes, Inspection& out) const;
    void inspect_batch(Batch batch, const ManifestHash& manifest, ByteView bytes,
                       Inspection& out) const;
    // congress_paper.cpp
    void inspect_one(const SignedPaperBatch& batch, ByteView bytes, Inspection& out) const;
    void inspect_paper(const PaperBody& body, Inspection& out) const;
    // congress_advance.cpp
    void advance_one(const Congress& congress, ByteView bytes, const Inspection& inspection);
    void advance_one(const Enrolment& enrolment, ByteView bytes, const Inspection& inspection);
    void advance_one(const Ceremony& ceremony, ByteView bytes, const Inspection& inspection);
    void advance_one(const Roll& roll, ByteView bytes, const Inspection& inspection);
    void advance_one(const Attachment& attachment, ByteView bytes, const Inspection& inspection);
    void advance_one(const VoteManifest& manifest, ByteView bytes, const Inspection& inspection);
    void advance_one(const Statement& statement, ByteView bytes, const Inspection& inspection);
    void advance_one(const Issuance& issuance, ByteView bytes, const Inspection& inspection);
    void advance_one(const BoxEntry& entry, ByteView bytes, const Inspection& inspection);
    void advance_one(const Opened& opened, ByteView bytes, const Inspection& inspection);
    void advance_one(const Counts& counts, ByteView bytes, const Inspection& inspection);
    void advance_one(const Closing& closing, ByteView bytes, const Inspection& inspection);
    void advance_one(const Cosigned& cosigned, ByteView bytes, const Inspection& inspection);
    void advance_one(const Share& share, ByteView bytes, const Inspection& inspection);
    void advance_one(const ResultEntry& result, ByteView bytes, const Inspection& inspection);
    void advance_one(const SignedPaperBatch& batch, ByteView bytes, const Inspection& inspection);
    void advance_act(const Statement& statement, ByteView bytes, RoundState& round);
    // Nobody is signed in and every card is that of the roll.
    void clear_desk();
    void set_in_hall(const Statement& statement, bool in_hall);

    [[nodiscard]] RoundState* newest();
    // The newest round was opened, and no round after it was drafted.
    [[nodiscard]] bool was_opened() const;
    // Those attachments that a manifest names and that list slips.
    [[nodiscard]] std::vector<AttachmentHash> slips_of(const ManifestFields& fields) const;
    // The newest round has this manifest hash and stands in one of these phases.
    [[nodiscard]] bool in_round(const ManifestHash& manifest,
                                std::initializer_list<Phase> phases) const;

    MerkleTree tree_;
    std::optional<Congress> congress_;
    CongressId congress_id_;
    std::optional<Enrolment> enrolment_;
    EnrolmentHash enrolment_hash_;
    std::optional<JointKeys> joint_keys_;
    CeremonyHash ceremony_hash_;
    RollHash roll_hash_;
    std::vector<VerifyKey> roll_keys_;      // as the roll has them
    std::vector<VerifyKey> identity_keys_;  // in force
    std::vector<bool> in_hall_;             // by the newest sign-in or leave of each deputy
    std::vector<bool> signed_in_;  // in the hall when the newest round was opened, or since
    std::map<AttachmentHash, SlipList> attachments_;  // those of another kind have no slips
    std::map<VerifyKey, std::uint32_t> last_serial_;  // by the first signer's key
    std::vector<RoundState> rounds_;
};

// The check that reports what is wrong inside an entry of this type.
[[nodiscard]] Check check_of(EntryType type);

}  // namespace piaojue
