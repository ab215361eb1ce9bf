#include "ballot/forms/fonts.hpp"

#include <fmt/format.h>
#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

#include <set>

namespace piaojue::forms {

namespace {

constexpr std::array<std::string_view, 4> own_folders{
    "/usr/share/fonts", "/usr/local/share/fonts",
    "/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol", "/var/lib/piaojue/fonts"};

std::vector<std::string_view> preferred(Face face) {
    switch (face) {
    case Face::text: return {"FangSong_GB2312", "FangSong", "FandolFang", "Noto Serif CJK SC"};
    case Face::title: return {"FZXiaoBiaoSong-B05S", "FandolSong", "Noto Serif CJK SC"};
    case Face::heading: return {"SimHei", "FandolHei", "Noto Sans CJK SC"};
    // Both weights of FandolSong call themselves regular: which of them comes is not said.
    case Face::song: return {"SimSun", "Noto Serif CJK SC", "FandolSong"};
    case Face::code: return {"Noto Sans Mono CJK SC", "DejaVu Sans Mono"};
    }
    PJ_UNREACHABLE("a face outside its enumeration");
}

std::string settings(const std::vector<std::string>& folders) {
    std::string out = "<?xml version=\"1.0\"?><fontconfig>";
    const auto folder = [&out](std::string_view path) {
        out += "<dir>";
        for (const char c : path)
            out += c == '&' ? "&amp;" : c == '<' ? "&lt;" : std::string{c};
        out += "</dir>";
    };
    for (const std::string& path : folders)
        folder(path);
    for (const std::string_view path : own_folders)
        folder(path);
    return out +
           "<cachedir>/var/cache/fontconfig</cachedir>"
           "<cachedir prefix=\"xdg\">fontconfig</cachedir></fontconfig>";
}

// Every name of every family, and whether one of them has Chinese.
struct Installed {
    std::set<std::string> families;
    std::set<std::string> chinese;
};

Installed installed_in(FcConfig* config) {
    Installed out;
    const FcFontSet* const fonts = FcConfigGetFonts(config, FcSetSystem);
    for (int i = 0; fonts != nullptr && i < fonts->nfont; ++i) {
        FcPattern* const font = fonts->fonts[i];
        FcCharSet* characters = nullptr;
        const bool chinese =
            FcPatternGetCharSet(font, FC_CHARSET, 0, &characters) == FcResultMatch &&
            FcCharSetHasChar(characters, U'票') != 0;
        FcChar8* name = nullptr;
        for (int n = 0; FcPatternGetString(font, FC_FAMILY, n, &name) == FcResultMatch; ++n) {
            const std::string family = reinterpret_cast<const char*>(name);
            out.families.insert(family);
            if (chinese) out.chinese.insert(family);
        }
    }
    return out;
}

// The preferred ones that are there; any Chinese one if none is. A comma parts families.
std::string chosen(Face face, const std::string& wish, const Installed& installed) {
    std::string out = wish;
    for (const std::string_view family : preferred(face)) {
        if (installed.families.count(std::string{family}) == 0) continue;
        out += (out.empty() ? "" : ",") + std::string{family};
    }
    if (!out.empty()) return out;
    return *installed.chinese.begin();
}

}  // namespace

void Fonts::Release::operator()(_PangoFontMap* map) const {
    g_object_unref(map);
}

void Fonts::Release::operator()(_FcConfig* config) const {
    FcConfigDestroy(config);
}

Result<Fonts> Fonts::find(const FontWishes& wishes) {
    Fonts out;
    out.config_.reset(FcConfigCreate());
    const std::string text = settings(wishes.folders);
    if (out.config_ == nullptr ||
        FcConfigParseAndLoadFromMemory(
            out.config_.get(), reinterpret_cast<const FcChar8*>(text.c_str()), FcTrue) == 0 ||
        FcConfigBuildFonts(out.config_.get()) == 0) {
        return fail(Errc::internal, "fontconfig can not be started");
    }
    const Installed installed = installed_in(out.config_.get());
    if (installed.chinese.empty()) {
        return fail(Errc::internal,
                    "没有中文字体，请装 fonts-noto-cjk / no Chinese font; install fonts-noto-cjk");
    }
    for (std::size_t i = 0; i < face_count; ++i) {
        const std::string& wish = wishes.families[i];
        if (!wish.empty() && installed.families.count(wish) == 0) {
            return fail(Errc::malformed,
                        fmt::format("没有这种字体 / no font of this family: {}", wish));
        }
        out.families_[i] = chosen(static_cast<Face>(i), wish, installed);
    }
    out.map_.reset(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT));
    if (out.map_ == nullptr) return fail(Errc::internal, "Pango has no FreeType");
    pango_fc_font_map_set_config(reinterpret_cast<PangoFcFontMap*>(out.map_.get()),
                                 out.config_.get());
    return out;
}

}  // namespace piaojue::forms
