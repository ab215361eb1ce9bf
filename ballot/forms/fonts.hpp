// ballot/forms/fonts.hpp — the fonts of the printed forms
//
// For each face the first that is there: what the office names, the fonts that GB/T 9704 means,
// Fandol, Noto. Settings of the machine or its user play no part: folders of fonts are those of
// Debian, of its TeX, and those that are named. Not safe from several threads at once.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "crypto/base/result.hpp"

struct _PangoFontMap;
struct _FcConfig;

namespace piaojue::forms {

// 仿宋 of the text, 小标宋 of titles, 黑体 of headings, 宋体 of page numbers, and of codes.
enum class Face { text, title, heading, song, code };
inline constexpr std::size_t face_count = 5;

struct FontWishes {
    std::vector<std::string> folders;
    // Families by face; empty: as above.
    std::array<std::string, face_count> families;
};

class Fonts {
public:
    // Refuses `malformed` (a named family is not there) and `internal` (no Chinese font at all).
    [[nodiscard]] static Result<Fonts> find(const FontWishes& wishes);

    // Families in the order in which a character is looked for, joined by commas.
    [[nodiscard]] const std::string& families(Face face) const {
        return families_[static_cast<std::size_t>(face)];
    }
    [[nodiscard]] _PangoFontMap* map() const { return map_.get(); }

private:
    struct Release {
        void operator()(_PangoFontMap* map) const;
        void operator()(_FcConfig* config) const;
    };
    Fonts() = default;

    std::unique_ptr<_FcConfig, Release> config_;
    std::unique_ptr<_PangoFontMap, Release> map_;
    std::array<std::string, face_count> families_;
};

}  // namespace piaojue::forms
