#include "server/imports/fonts.hpp"

#include <fontconfig/fontconfig.h>

#include <map>
#include <memory>
#include <set>

namespace piaojue::imports {

namespace {

struct ConfigCloser {
    void operator()(FcConfig* config) const { FcConfigDestroy(config); }
};
struct CharSetCloser {
    void operator()(FcCharSet* set) const { FcCharSetDestroy(set); }
};

bool is_private(char32_t c) {
    return (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000;
}

}  // namespace

std::optional<HasCharacter> installed_characters() {
    const std::unique_ptr<FcConfig, ConfigCloser> config{FcInitLoadConfigAndFonts()};
    if (config == nullptr) return {};
    const FcFontSet* const fonts = FcConfigGetFonts(config.get(), FcSetSystem);
    const std::shared_ptr<FcCharSet> all{FcCharSetCreate(), CharSetCloser{}};
    if (fonts == nullptr || all == nullptr) return {};
    for (int i = 0; i < fonts->nfont; ++i) {
        FcCharSet* of_font = nullptr;
        if (FcPatternGetCharSet(fonts->fonts[i], FC_CHARSET, 0, &of_font) != FcResultMatch)
            continue;
        FcCharSetMerge(all.get(), of_font, nullptr);
    }
    const auto has = [all](char32_t c) { return FcCharSetHasChar(all.get(), c) != 0; };
    if (!has(U'一')) return {};
    return has;
}

std::vector<Fault> font_faults(const std::vector<Record>& records,
                               const std::optional<HasCharacter>& has) {
    std::vector<Fault> out;
    if (!has) {
        out.push_back(fault(FaultCode::fonts_unchecked, {}));
        return out;
    }
    std::map<char32_t, std::vector<std::uint32_t>> rows_of;  // empty: a font has it
    for (const Record& record : records) {
        std::set<char32_t> seen;
        for (const std::string& value : record.values) {
            for (const char32_t c : points_of(value)) {
                if (c < 0x80 || !seen.insert(c).second) continue;
                const auto known = rows_of.find(c);
                const bool fine =
                    known != rows_of.end() ? known->second.empty() : !is_private(c) && (*has)(c);
                auto& rows = rows_of[c];
                if (!fine) rows.push_back(record.row);
            }
        }
    }
    for (const auto& [c, rows] : rows_of) {
        if (rows.empty()) continue;
        const std::string shown = fmt::format("{} (U+{:04X})", text_of(std::u32string(1, c)),
                                              static_cast<std::uint32_t>(c));
        out.push_back(fault(FaultCode::no_font, {rows.front(), {}}, shown, spoken_rows(rows)));
    }
    return out;
}

std::string missing_characters(const std::vector<std::string>& texts,
                               const std::optional<HasCharacter>& has) {
    std::set<char32_t> missing;
    for (const std::string& text : texts) {
        for (const char32_t c : points_of(text)) {
            if (c >= 0x80 && (is_private(c) || !has || !(*has)(c))) missing.insert(c);
        }
    }
    return text_of(std::u32string(missing.begin(), missing.end()));
}

Import import_with_fonts(ByteView bytes, Kind kind, const std::string& sheet) {
    Import out = import_table(bytes, kind, sheet);
    if (out.records.empty()) return out;
    const std::vector<Fault> more = font_faults(out.records, installed_characters());
    out.faults.insert(out.faults.end(), more.begin(), more.end());
    sort_faults(out.faults);
    return out;
}

}  // namespace piaojue::imports
