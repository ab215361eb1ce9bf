#include "ballot/forms/attendance.hpp"

namespace piaojue::forms {

namespace {

// The door of the hall: the statements in their order.
class Door {
public:
    explicit Door(const CongressState& state) {
        for (const RoundState& round : state.rounds())
            due_[round.manifest.hash().value()] = round.manifest.fields().due;
    }

    // A new enrolment or roll ends every sign-in.
    void clear() {
        hall_.clear();
        left_.clear();
    }

    void apply(const Statement& statement) {
        switch (statement.act) {
        case Act::sign_in: return sign_in(statement);
        case Act::leave: return leave(statement);
        case Act::open:
            present_ = hall_;
            issuing_ = true;
            return;
        case Act::end_issuing:
            issuing_ = false;
            write_down(statement.scope);
            return;
        case Act::void_round: issuing_ = false; return;
        default: return;
        }
    }

    [[nodiscard]] std::map<Bytes32, std::vector<AttendanceLine>> take() && {
        return std::move(rounds_);
    }

private:
    using Minutes = std::map<DeputyNumber, std::uint32_t>;

    [[nodiscard]] static const std::vector<DeputyNumber>& named(const Statement& statement) {
        return std::get<DeputiesBody>(statement.body).deputies;
    }

    void sign_in(const Statement& statement) {
        for (const DeputyNumber deputy : named(statement)) {
            hall_.emplace(deputy, statement.minute);
            left_.erase(deputy);
            if (issuing_) present_.emplace(deputy, statement.minute);
        }
    }

    void leave(const Statement& statement) {
        for (const DeputyNumber deputy : named(statement)) {
            hall_.erase(deputy);
            left_[deputy] = statement.minute;
        }
    }

    [[nodiscard]] static std::optional<std::uint32_t> of(const Minutes& minutes,
                                                         DeputyNumber deputy) {
        const auto found = minutes.find(deputy);
        if (found == minutes.end()) return std::nullopt;
        return found->second;
    }

    void write_down(const Bytes32& scope) {
        std::vector<AttendanceLine> lines;
        for (std::uint32_t number = 1; number <= due_[scope]; ++number) {
            const DeputyNumber deputy{number};
            const auto signed_in = of(present_, deputy);
            lines.push_back({deputy, signed_in.has_value(), signed_in, of(left_, deputy)});
        }
        rounds_[scope] = std::move(lines);
    }

    std::map<Bytes32, std::uint32_t> due_;
    Minutes hall_;     // in the hall, since when
    Minutes left_;     // not in the hall any more, since when
    Minutes present_;  // of the round that is open
    bool issuing_ = false;
    std::map<Bytes32, std::vector<AttendanceLine>> rounds_;
};

}  // namespace

std::map<Bytes32, std::vector<AttendanceLine>> attendance_of(const VerifiedRecord& record) {
    Door door{record.state()};
    for (const ByteView entry : record.view().entries) {
        const auto type = entry_type(entry);
        if (type == EntryType::enrolment || type == EntryType::roll) door.clear();
        if (type != EntryType::statement) continue;
        const auto statement = decode_statement(entry);
        PJ_ASSERT(statement.has_value(), "the verifier has read it");
        door.apply(*statement);
    }
    return std::move(door).take();
}

}  // namespace piaojue::forms
