#include "server/teller/console/batch_order.hpp"

#include <fmt/format.h>

#include "ballot/wire.hpp"
#include "crypto/base/reader.hpp"

namespace piaojue::teller::console {

namespace {

namespace json = boost::json;

constexpr std::size_t doubtful_max = 0xFF;  // their number is one byte of the entry

tl::unexpected<Error> wrong(std::string_view member) {
    return fail(Errc::malformed, fmt::format("the batch's member {}", member));
}

Result<const json::value*> member_of(const json::value& parent, std::string_view name) {
    const json::value* const found =
        parent.is_object() ? parent.get_object().if_contains(name) : nullptr;
    if (found == nullptr) return wrong(name);
    return found;
}

Result<std::uint32_t> sheets_in(const json::value& parent, std::string_view name) {
    const json::value* const found = PJ_TRY(member_of(parent, name));
    const bool whole = found->is_int64() && found->get_int64() >= 0;
    if (!whole || found->get_int64() > std::int64_t{limit::sheets}) return wrong(name);
    return static_cast<std::uint32_t>(found->get_int64());
}

Result<const json::array*> list_in(const json::value& parent, std::string_view name,
                                   std::size_t most) {
    const json::value* const found = PJ_TRY(member_of(parent, name));
    if (!found->is_array() || found->get_array().size() > most) return wrong(name);
    return &found->get_array();
}

Result<std::string> text_in(const json::value& parent, std::string_view name) {
    const json::value* const found = PJ_TRY(member_of(parent, name));
    if (!found->is_string()) return wrong(name);
    return std::string{found->get_string()};
}

Result<DoubtfulSheet> doubtful_sheet(const json::value& sheet) {
    const auto decision = sheet_decision(PJ_TRY(text_in(sheet, "decision")));
    std::string reason = PJ_TRY(text_in(sheet, "reason"));
    if (!decision) return wrong("decision");
    const bool fits = !reason.empty() && reason.size() <= limit::statement_reason;
    if (!fits || !is_plain_text(as_bytes(reason))) return wrong("reason");
    return DoubtfulSheet{*decision, std::move(reason)};
}

}  // namespace

Result<PaperBatch> decode_batch_order(const json::value& batch) {
    PaperBatch out;
    const std::uint32_t number = PJ_TRY(sheets_in(batch, "batch"));
    if (number < 1 || number > limit::paper_batches) return wrong("batch");
    out.batch = BatchNumber{static_cast<std::uint16_t>(number)};
    out.issued = PJ_TRY(sheets_in(batch, "issued"));
    out.returned = PJ_TRY(sheets_in(batch, "returned"));
    const json::value& voided = *PJ_TRY(member_of(batch, "void"));
    out.voided.over = PJ_TRY(sheets_in(voided, "over"));
    out.voided.unreadable = PJ_TRY(sheets_in(voided, "unreadable"));
    out.voided.marked = PJ_TRY(sheets_in(voided, "marked"));
    out.voided.blank = PJ_TRY(sheets_in(voided, "blank"));
    const json::array& projects = *PJ_TRY(list_in(batch, "projects", limit::projects));
    for (const json::value& votes : projects) {
        const std::uint32_t approve = PJ_TRY(sheets_in(votes, "approve"));
        const std::uint32_t oppose = PJ_TRY(sheets_in(votes, "oppose"));
        const std::uint32_t abstain = PJ_TRY(sheets_in(votes, "abstain"));
        out.projects.push_back({approve, oppose, abstain});
    }
    const json::array& doubtful = *PJ_TRY(list_in(batch, "doubtful", doubtful_max));
    for (const json::value& sheet : doubtful)
        out.doubtful.push_back(PJ_TRY(doubtful_sheet(sheet)));
    return out;
}

}  // namespace piaojue::teller::console
