#include "ballot/marks.hpp"

namespace piaojue {

Result<Marks> Marks::create(const BallotShape& shape, std::span<const Mark> marks, bool blank) {
    SecretBuffer bytes{marks.size() + 1};
    for (std::size_t i = 0; i < marks.size(); ++i)
        bytes.expose_mut()[i] = static_cast<Byte>(marks[i]);
    bytes.expose_mut()[marks.size()] = blank ? 1 : 0;
    return decode(shape, bytes.expose());
}

Marks Marks::make_blank(const BallotShape& shape) {
    SecretBuffer bytes{shape.marks_bytes()};
    bytes.expose_mut()[shape.projects] = 1;
    return Marks{std::move(bytes)};
}

Result<Marks> Marks::decode(const BallotShape& shape, ByteView bytes) {
    if (bytes.size() != shape.marks_bytes()) return fail(Errc::malformed, "one mark a project");
    std::size_t approvals = 0;
    std::size_t marked = 0;
    for (std::size_t i = 0; i < shape.projects; ++i) {
        if (bytes[i] >= shape.grades) return fail(Errc::malformed, "no such mark");
        approvals += bytes[i] == static_cast<Byte>(Mark::approve) ? 1U : 0U;
        marked += bytes[i] != 0 ? 1U : 0U;
    }
    const Byte blank = bytes[shape.projects];
    if (blank > 1) return fail(Errc::malformed, "blank is 0 or 1");
    if (blank == 1 && marked != 0) return fail(Errc::malformed, "marks on a blank ballot");
    if (blank == 0 && approvals < shape.lo) return fail(Errc::malformed, "too few approvals");
    if (approvals > shape.cap) return fail(Errc::malformed, "too many approvals");
    return Marks{SecretBuffer{bytes}};
}

Mark Marks::mark(std::size_t project) const {
    PJ_ASSERT(project < projects(), "a mark beyond the last project");
    return static_cast<Mark>(bytes_.expose()[project]);
}

bool Marks::blank() const {
    return bytes_.expose()[projects()] == 1;
}

std::size_t Marks::approvals() const {
    std::size_t count = 0;
    for (std::size_t i = 0; i < projects(); ++i)
        count += static_cast<std::size_t>(mark(i) == Mark::approve);
    return count;
}

}  // namespace piaojue
