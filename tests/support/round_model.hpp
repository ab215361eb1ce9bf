// tests/support/round_model.hpp — a round as the protocol tells it, in a few lines   PROTOCOL.md
// §7.3 §7.5 §8.6 §8.7 §9 §11.8 §11.9
//
// Knows neither bytes nor keys: papers and ballots are numbers. For every act it says by which name
// it is refused, or that it succeeds, and what the public counts are afterwards. Written from
// PROTOCOL.md, not from the server.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <vector>

#include "crypto/base/errc.hpp"

namespace piaojue::live {

// Nothing: it succeeds.
using Verdict = std::optional<Errc>;

enum class IssueFault : std::uint8_t { none, wrong_manifest, wrong_signature };

// A ballot that some client made.
struct ModelBallot {
    enum class Fault : std::uint8_t { none, wrong_manifest, wrong_signature, foreign_token };

    unsigned id = 0;
    unsigned deputy = 0;     // whose paper it is under
    unsigned approved = 0;   // bit by project
    unsigned copied_of = 0;  // id of the ballot with the same ciphertexts; 0: its own
    Fault fault = Fault::none;
};

class RoundModel {
public:
    enum class Phase : std::uint8_t { sealed, issuing, voting, paused, closed };

    RoundModel(unsigned due, bool joint) : due_(due), joint_(joint), deputies_(due + 1) {}

    // ── the desk ──
    [[nodiscard]] Verdict sign_in(unsigned deputy);
    // Counts at the next open: lowers nothing while a round is open.
    [[nodiscard]] Verdict leave(unsigned deputy);
    // `paper`: which of the deputy's requests.
    [[nodiscard]] Verdict issue(unsigned deputy, unsigned paper, IssueFault fault);
    // A sheet of paper instead.
    [[nodiscard]] Verdict take_sheet(unsigned deputy, IssueFault fault);
    // The card handed in: "my paper is in the box".
    [[nodiscard]] Verdict declare(unsigned deputy);

    // ── the box ──
    [[nodiscard]] Verdict cast(const ModelBallot& ballot);
    [[nodiscard]] Verdict hand_back(unsigned deputy);
    // For a sheet.
    [[nodiscard]] Verdict exchange(unsigned deputy);
    // A report names a ballot and, to tell reports apart, a station.
    [[nodiscard]] Verdict check(unsigned ballot, unsigned station);

    // ── acts ──
    [[nodiscard]] Verdict open();
    [[nodiscard]] Verdict pause();
    [[nodiscard]] Verdict resume(bool names_this_log);
    [[nodiscard]] Verdict end_issuing();
    [[nodiscard]] Verdict close();

    // ── sheets, behind the close ──
    enum class Keyed : std::uint8_t { waits, differs, logged };
    // The one batch, as this person keyed it: with this many approvals of the first project.
    [[nodiscard]] Keyed key_batch(unsigned person, unsigned approved);
    [[nodiscard]] unsigned sheets() const { return taken_ + exchanged_; }
    [[nodiscard]] unsigned declared() const { return static_cast<unsigned>(declared_.size()); }
    [[nodiscard]] unsigned sheet_approvals() const { return logged_ ? logged_->approved : 0; }

    [[nodiscard]] Phase phase() const { return phase_; }
    [[nodiscard]] bool issuing_is_over() const { return present_.has_value(); }
    [[nodiscard]] const char* phase_name() const;
    // The ballot in the box under this deputy's paper.
    [[nodiscard]] const ModelBallot* cast_of(unsigned deputy) const;
    [[nodiscard]] bool has_paper(unsigned deputy) const { return deputies_[deputy].paper != 0; }

    [[nodiscard]] unsigned present() const { return present_.value_or(signed_in_); }
    [[nodiscard]] unsigned issued() const { return issued_; }
    [[nodiscard]] unsigned cast_count() const { return static_cast<unsigned>(box_.size()); }
    [[nodiscard]] unsigned handed_back() const { return handed_back_; }
    [[nodiscard]] unsigned taken() const { return taken_; }
    [[nodiscard]] unsigned exchanged() const { return exchanged_; }
    [[nodiscard]] unsigned opened() const { return static_cast<unsigned>(reports_.size()); }
    [[nodiscard]] unsigned approvals(unsigned project) const;
    [[nodiscard]] unsigned blank() const;

private:
    struct Deputy {
        bool signed_in = false;
        unsigned paper = 0;  // 0: none issued
        bool sheet = false;  // taken
        bool spent = false;  // handed back or exchanged
        bool exchanged = false;
    };
    struct Batch {
        std::set<unsigned> persons;
        unsigned approved = 0;
    };

    [[nodiscard]] bool is_open() const {
        return phase_ == Phase::issuing || phase_ == Phase::voting;
    }

    const unsigned due_;
    const bool joint_;
    std::vector<Deputy> deputies_;  // by number
    Phase phase_ = Phase::sealed;
    Phase before_pause_ = Phase::issuing;
    unsigned signed_in_ = 0;
    std::optional<unsigned> present_;  // from end_issuing on
    unsigned issued_ = 0;
    unsigned handed_back_ = 0;
    unsigned taken_ = 0;
    unsigned exchanged_ = 0;
    std::set<unsigned> declared_;
    std::optional<Batch> kept_;
    std::optional<Batch> logged_;
    std::map<unsigned, ModelBallot> box_;              // by deputy
    std::set<std::pair<unsigned, unsigned>> reports_;  // ballot, station
};

}  // namespace piaojue::live
