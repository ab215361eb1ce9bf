// ballot/marks.hpp — what a deputy marked          PROTOCOL.md §8.1
//
// Secret: a Marks is move-only and wiped. Having one means that a valid ballot can be made of it.
#pragma once

#include <span>

#include "ballot/shape.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/secret.hpp"

namespace piaojue {

enum class Mark : std::uint8_t {
    none = 0,  // unmarked; in a three-way vote: abstain
    approve = 1,
    oppose = 2,  // three-way only
};

class Marks {
public:
    // One mark a project in candidate order. Refuses `malformed`: a count, a mark or a number of
    // approvals that the shape does not allow, or `blank` beside marks.
    [[nodiscard]] static Result<Marks> create(const BallotShape& shape, std::span<const Mark> marks,
                                              bool blank);
    // Nothing marked; always allowed.
    [[nodiscard]] static Marks make_blank(const BallotShape& shape);
    // m bytes in candidate order ‖ u8 blank. Refuses `malformed`.
    [[nodiscard]] static Result<Marks> decode(const BallotShape& shape, ByteView bytes);

    [[nodiscard]] std::size_t projects() const { return bytes_.size() - 1; }
    [[nodiscard]] Mark mark(std::size_t project) const;
    [[nodiscard]] bool blank() const;
    [[nodiscard]] std::size_t approvals() const;
    // The encoding.
    [[nodiscard]] ByteView expose() const { return bytes_.expose(); }
    [[nodiscard]] Marks clone() const { return Marks{SecretBuffer{bytes_.expose()}}; }

private:
    explicit Marks(SecretBuffer bytes) : bytes_(std::move(bytes)) {}

    SecretBuffer bytes_;
};

}  // namespace piaojue
