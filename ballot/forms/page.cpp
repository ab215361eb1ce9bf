#include "ballot/forms/page.hpp"

#include <cairo/cairo-pdf.h>
#include <pango/pangocairo.h>

#include <algorithm>

namespace piaojue::forms {

namespace {

// A line's baseline in its pitch: CJK characters stand 0.88 above and 0.12 below it.
double baseline(const Type& type) {
    return type.pitch / 2 + type.size * 0.38;
}

int units(double points) {
    return static_cast<int>(points * PANGO_SCALE);
}

cairo_status_t write_to(void* sink, const unsigned char* bytes, unsigned length) {
    static_cast<std::string*>(sink)->append(reinterpret_cast<const char*>(bytes), length);
    return CAIRO_STATUS_SUCCESS;
}

PangoAlignment alignment(Align align) {
    switch (align) {
    case Align::left: return PANGO_ALIGN_LEFT;
    case Align::center: return PANGO_ALIGN_CENTER;
    case Align::right: return PANGO_ALIGN_RIGHT;
    }
    PJ_UNREACHABLE("an alignment outside its enumeration");
}

}  // namespace

void Lines::Release::operator()(_PangoLayout* layout) const {
    g_object_unref(layout);
}

std::size_t Lines::count() const {
    return static_cast<std::size_t>(pango_layout_get_line_count(layout_.get()));
}

double Lines::widest() const {
    int width = 0;
    pango_layout_get_size(layout_.get(), &width, nullptr);
    return static_cast<double>(width) / PANGO_SCALE;
}

Paper::Paper(const Fonts& fonts, Lang lang, std::string* sink) : fonts_(fonts) {
    surface_ = cairo_pdf_surface_create_for_stream(sink == nullptr ? nullptr : write_to, sink,
                                                   sheet::width, sheet::height);
    cairo_ = cairo_create(surface_);
    context_ = pango_font_map_create_context(fonts.map());
    pango_cairo_update_context(cairo_, context_);
    pango_context_set_language(context_,
                               pango_language_from_string(lang == Lang::zh ? "zh-cn" : "en"));
    pango_context_set_round_glyph_positions(context_, FALSE);
    cairo_font_options_t* const options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context_, options);
    cairo_font_options_destroy(options);
}

Paper::~Paper() {
    g_object_unref(context_);
    cairo_destroy(cairo_);
    cairo_surface_destroy(surface_);
}

Lines Paper::lines(const std::string& text, const Type& type, double width, Align align,
                   double indent) {
    PangoLayout* const layout = pango_layout_new(context_);
    PangoFontDescription* const font =
        pango_font_description_from_string(fonts_.families(type.face).c_str());
    pango_font_description_set_absolute_size(font, type.size * PANGO_SCALE);
    pango_font_description_set_weight(font, type.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    pango_layout_set_width(layout, units(width));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(layout, alignment(align));
    pango_layout_set_indent(layout, units(indent));
    pango_layout_set_text(layout, text.data(), static_cast<int>(text.size()));
    note_fonts(layout, text);
    return Lines{layout, type};
}

void Paper::note_fonts(PangoLayout* layout, const std::string& text) {
    if (pango_layout_get_unknown_glyphs_count(layout) > 0) unprintable_.insert(text);
    for (int i = 0; i < pango_layout_get_line_count(layout); ++i) {
        const PangoLayoutLine* const line = pango_layout_get_line_readonly(layout, i);
        for (const GSList* run = line->runs; run != nullptr; run = run->next) {
            const auto* const item = static_cast<const PangoGlyphItem*>(run->data)->item;
            PangoFontDescription* const font = pango_font_describe(item->analysis.font);
            used_.insert(pango_font_description_get_family(font));
            pango_font_description_free(font);
        }
    }
}

void Paper::draw(const Lines& lines, std::size_t line, double x, double y) {
    PangoLayout* const layout = lines.layout_.get();
    PangoLayoutLine* const one = pango_layout_get_line_readonly(layout, static_cast<int>(line));
    // Alignment and indent of the line are those of the layout.
    PangoLayoutIter* const iter = pango_layout_get_iter(layout);
    for (std::size_t i = 0; i < line; ++i)
        pango_layout_iter_next_line(iter);
    PangoRectangle extents;
    pango_layout_iter_get_line_extents(iter, nullptr, &extents);
    pango_layout_iter_free(iter);
    cairo_move_to(cairo_, x + static_cast<double>(extents.x) / PANGO_SCALE,
                  y + baseline(lines.type_));
    pango_cairo_show_layout_line(cairo_, one);
}

void Paper::draw_all(const Lines& lines, double x, double y) {
    for (std::size_t i = 0; i < lines.count(); ++i)
        draw(lines, i, x, y + static_cast<double>(i) * lines.type_.pitch);
}

void Paper::rule(double x, double y, double width, double thickness, bool red) {
    if (red) cairo_set_source_rgb(cairo_, 0x9E / 255.0, 0x1B / 255.0, 0x1F / 255.0);
    cairo_rectangle(cairo_, x, y, width, thickness);
    cairo_fill(cairo_);
    cairo_set_source_rgb(cairo_, 0, 0, 0);
}

void Paper::white(double x, double y, double width, double height) {
    cairo_set_source_rgb(cairo_, 1, 1, 1);
    cairo_rectangle(cairo_, x, y, width, height);
    cairo_fill(cairo_);
    cairo_set_source_rgb(cairo_, 0, 0, 0);
}

void Paper::stripes(double x, double y, double width, double height) {
    const double step = height / 2;
    cairo_save(cairo_);
    cairo_rectangle(cairo_, x, y, width, height);
    cairo_clip(cairo_);
    cairo_set_line_width(cairo_, step / 2);
    for (double at = x - height; at < x + width; at += step) {
        cairo_move_to(cairo_, at, y + height);
        cairo_line_to(cairo_, at + height, y);
    }
    cairo_stroke(cairo_);
    cairo_restore(cairo_);
}

void Paper::next_page() {
    cairo_show_page(cairo_);
}

void Paper::tell(const Document& document) {
    const Moment at = beijing(document.minute);
    const std::string date = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:00+08:00", at.year,
                                         at.month, at.day, at.hour, at.minute);
    const auto set = [this](cairo_pdf_metadata_t what, const std::string& value) {
        cairo_pdf_surface_set_metadata(surface_, what, value.c_str());
    };
    set(CAIRO_PDF_METADATA_TITLE, document.title);
    set(CAIRO_PDF_METADATA_AUTHOR, document.institution);
    set(CAIRO_PDF_METADATA_SUBJECT, document.foot);
    set(CAIRO_PDF_METADATA_CREATOR, "piaojue");
    set(CAIRO_PDF_METADATA_CREATE_DATE, date);
    set(CAIRO_PDF_METADATA_MOD_DATE, date);
}

Result<void> Paper::finish() {
    cairo_surface_finish(surface_);
    const cairo_status_t status = cairo_surface_status(surface_);
    if (status == CAIRO_STATUS_SUCCESS) return {};
    return fail(Errc::internal, fmt::format("cairo: {}", cairo_status_to_string(status)));
}

}  // namespace piaojue::forms
