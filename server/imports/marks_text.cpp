#include "server/imports/marks_text.hpp"

#include <fmt/format.h>

#include <charconv>

#include "server/imports/text.hpp"

namespace piaojue::imports {

namespace {

Result<std::size_t> candidate(const VoteManifest& manifest, std::string_view text) {
    std::uint16_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc{} && end == text.data() + text.size()) {
        if (const auto position = manifest.position(ProjectNumber{number})) return *position;
    }
    return fail(Errc::malformed, fmt::format("'{}' is no project of this round", text));
}

}  // namespace

Result<Marks> parse_marks(const VoteManifest& manifest, std::string_view text) {
    const BallotShape& shape = manifest.shape();
    if (text == "blank") return Marks::make_blank(shape);
    std::vector<Mark> marks(shape.projects, Mark::none);
    for (bool more = text != "none"; more;) {
        const std::size_t comma = text.find(',');
        std::string_view part = text.substr(0, comma);
        const bool opposes = part.starts_with('-');
        if (opposes) part.remove_prefix(1);
        Mark& mark = marks[PJ_TRY(candidate(manifest, part))];
        if (mark != Mark::none) {
            return fail(Errc::malformed, fmt::format("project {} occurs twice", part));
        }
        mark = opposes ? Mark::oppose : Mark::approve;
        more = comma != std::string_view::npos;
        if (more) text.remove_prefix(comma + 1);
    }
    auto checked = Marks::create(shape, marks, false);
    if (!checked) {
        return fail(Errc::malformed,
                    fmt::format("not a valid ballot of this round (from {} to {} approvals{})",
                                shape.lo, shape.cap, shape.three_way() ? "" : ", none opposed"));
    }
    return checked;
}

Result<std::vector<Marks>> parse_sheets(const VoteManifest& manifest, const SheetsFile& file) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    std::string_view text = file.text;
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    if (!is_utf8(text)) {
        return fail(Errc::malformed,
                    fmt::format("{} is no UTF-8 text: save it as plain text, UTF-8", file.name));
    }
    std::vector<Marks> out;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        auto marks = parse_marks(manifest, line);
        if (!marks) {
            return fail(Errc::malformed, fmt::format("{} line {}: {}", file.name, out.size() + 1,
                                                     marks.error().detail));
        }
        out.push_back(*std::move(marks));
    }
    return out;
}

Result<std::vector<Marks>> agreed_sheets(const VoteManifest& manifest, const SheetsFile& one,
                                         const SheetsFile& other) {
    auto out = PJ_TRY(parse_sheets(manifest, one));
    const auto second = PJ_TRY(parse_sheets(manifest, other));
    if (out.size() != second.size()) {
        return fail(Errc::malformed,
                    fmt::format("{} has {} sheets, {} has {}: one line a sheet, in the same order",
                                one.name, out.size(), other.name, second.size()));
    }
    std::string differing;
    for (std::size_t i = 0; i < out.size(); ++i) {
        if (!equal(out[i].expose(), second[i].expose())) differing += fmt::format(" {}", i + 1);
    }
    if (!differing.empty()) {
        return fail(
            Errc::malformed,
            "两人所录不一致，请对照纸票各自重录 / the two keyed something else, look at the "
            "sheets and key them again; lines:" +
                differing);
    }
    const std::size_t least = manifest.fields().min_group;
    if (out.empty() || out.size() >= least) {
        return fail(Errc::malformed,
                    fmt::format("{}: {} sheets; from 1 to {} are entered so, more are keyed as a "
                                "batch behind the close (piaojue-teller sheets)",
                                one.name, out.size(), least - 1));
    }
    return out;
}

}  // namespace piaojue::imports
