#include "tests/support/round_model.hpp"

#include <algorithm>
#include <utility>

namespace piaojue::live {

Verdict RoundModel::sign_in(unsigned deputy) {
    if (!deputies_[deputy].signed_in) ++signed_in_;
    deputies_[deputy].signed_in = true;
    return std::nullopt;
}

Verdict RoundModel::leave(unsigned deputy) {
    if (phase_ != Phase::sealed) return std::nullopt;
    if (deputies_[deputy].signed_in) --signed_in_;
    deputies_[deputy].signed_in = false;
    return std::nullopt;
}

Verdict RoundModel::issue(unsigned deputy, unsigned paper, IssueFault fault) {
    if (fault == IssueFault::wrong_manifest) return Errc::wrong_manifest;
    if (fault == IssueFault::wrong_signature) return Errc::not_on_roll;
    Deputy& one = deputies_[deputy];
    if (one.paper == paper && phase_ != Phase::closed) return std::nullopt;
    if (phase_ != Phase::issuing) return Errc::wrong_phase;
    if (!one.signed_in) return Errc::not_signed_in;
    if (one.paper != 0 || one.sheet) return Errc::already_issued;
    one.paper = paper;
    ++issued_;
    return std::nullopt;
}

Verdict RoundModel::take_sheet(unsigned deputy, IssueFault fault) {
    if (fault == IssueFault::wrong_manifest) return Errc::wrong_manifest;
    if (fault == IssueFault::wrong_signature) return Errc::not_on_roll;
    Deputy& one = deputies_[deputy];
    if (one.sheet && phase_ != Phase::closed) return std::nullopt;
    if (phase_ != Phase::issuing) return Errc::wrong_phase;
    if (!one.signed_in) return Errc::not_signed_in;
    if (one.paper != 0 || one.sheet) return Errc::already_issued;
    one.sheet = true;
    ++issued_;
    ++taken_;
    return std::nullopt;
}

Verdict RoundModel::declare(unsigned deputy) {
    if (declared_.contains(deputy)) return std::nullopt;
    if (phase_ == Phase::sealed) return Errc::wrong_phase;
    if (deputies_[deputy].paper == 0) return Errc::not_permitted;
    declared_.insert(deputy);
    return std::nullopt;
}

Verdict RoundModel::cast(const ModelBallot& ballot) {
    using Fault = ModelBallot::Fault;
    if (ballot.fault == Fault::wrong_manifest) return Errc::wrong_manifest;
    const ModelBallot* const used = cast_of(ballot.deputy);
    if (used != nullptr && used->id == ballot.id) return std::nullopt;
    if (phase_ != Phase::voting && !(joint_ && phase_ == Phase::issuing)) return Errc::wrong_phase;
    if (ballot.fault == Fault::foreign_token) return Errc::token_rejected;
    if (ballot.fault == Fault::wrong_signature) return Errc::signature_rejected;
    if (used != nullptr) return Errc::already_cast;
    if (deputies_[ballot.deputy].spent) return Errc::already_handed_back;
    const bool opened = std::any_of(reports_.begin(), reports_.end(),
                                    [&](const auto& report) { return report.first == ballot.id; });
    if (opened) return Errc::already_opened;
    if (ballot.copied_of != 0) {
        const bool original_in_box = std::any_of(box_.begin(), box_.end(), [&](const auto& in_box) {
            return in_box.second.id == ballot.copied_of;
        });
        return original_in_box ? Errc::duplicate_ciphertext : Errc::proof_rejected;
    }
    box_.emplace(ballot.deputy, ballot);
    return std::nullopt;
}

Verdict RoundModel::hand_back(unsigned deputy) {
    Deputy& one = deputies_[deputy];
    if (one.spent && !one.exchanged) return std::nullopt;  // the same bytes, always
    if (!is_open()) return Errc::wrong_phase;
    if (cast_of(deputy) != nullptr) return Errc::already_cast;
    if (one.exchanged) return Errc::already_handed_back;
    one.spent = true;
    ++handed_back_;
    return std::nullopt;
}

Verdict RoundModel::exchange(unsigned deputy) {
    Deputy& one = deputies_[deputy];
    if (one.exchanged) return std::nullopt;
    if (!is_open()) return Errc::wrong_phase;
    if (cast_of(deputy) != nullptr) return Errc::already_cast;
    if (one.spent) return Errc::already_handed_back;
    one.spent = true;
    one.exchanged = true;
    ++exchanged_;
    return std::nullopt;
}

RoundModel::Keyed RoundModel::key_batch(unsigned person, unsigned approved) {
    const Batch now{{person}, approved};
    if (logged_ && logged_->approved == approved && logged_->persons.contains(person))
        return Keyed::logged;  // the same bytes again
    if (!kept_ || (kept_->persons.contains(person) && kept_->approved != approved)) {
        kept_ = now;
        return Keyed::waits;
    }
    if (kept_->approved != approved) {
        kept_.reset();
        return Keyed::differs;
    }
    kept_->persons.insert(person);
    if (kept_->persons.size() < 2) return Keyed::waits;
    logged_ = *std::exchange(kept_, std::nullopt);
    return Keyed::logged;
}

Verdict RoundModel::check(unsigned ballot, unsigned station) {
    if (reports_.contains({ballot, station})) return std::nullopt;
    if (!is_open()) return Errc::wrong_phase;
    for (const auto& [deputy, in_box] : box_) {
        if (in_box.id == ballot) return Errc::already_cast;
    }
    if (reports_.size() >= std::size_t{4} * due_) return Errc::busy;
    reports_.emplace(ballot, station);
    return std::nullopt;
}

Verdict RoundModel::open() {
    if (phase_ != Phase::sealed) return Errc::wrong_phase;
    if (signed_in_ * 3 < due_ * 2) return Errc::quorum_missed;
    phase_ = Phase::issuing;
    return std::nullopt;
}

Verdict RoundModel::pause() {
    if (!is_open()) return Errc::wrong_phase;
    before_pause_ = phase_;
    phase_ = Phase::paused;
    return std::nullopt;
}

Verdict RoundModel::resume(bool names_this_log) {
    if (phase_ != Phase::paused) return Errc::wrong_phase;
    if (!names_this_log) return Errc::log_rollback;
    phase_ = before_pause_;
    return std::nullopt;
}

Verdict RoundModel::end_issuing() {
    if (phase_ != Phase::issuing) return Errc::wrong_phase;
    phase_ = Phase::voting;
    present_ = signed_in_;
    return std::nullopt;
}

Verdict RoundModel::close() {
    if (phase_ != Phase::voting) return Errc::wrong_phase;
    phase_ = Phase::closed;
    return std::nullopt;
}

const char* RoundModel::phase_name() const {
    switch (phase_) {
    case Phase::sealed: return "sealed";
    case Phase::issuing: return "issuing";
    case Phase::voting: return "voting";
    case Phase::paused: return "paused";
    case Phase::closed: return "closed";
    }
    return "";
}

const ModelBallot* RoundModel::cast_of(unsigned deputy) const {
    const auto found = box_.find(deputy);
    return found == box_.end() ? nullptr : &found->second;
}

unsigned RoundModel::approvals(unsigned project) const {
    unsigned out = 0;
    for (const auto& [deputy, ballot] : box_)
        out += (ballot.approved >> project) & 1U;
    return out;
}

unsigned RoundModel::blank() const {
    return static_cast<unsigned>(std::count_if(
        box_.begin(), box_.end(), [](const auto& in_box) { return in_box.second.approved == 0; }));
}

}  // namespace piaojue::live
