// ballot/forms/page.hpp — paper, and lines of text on it
//
// All lengths are points, from the upper left corner of the sheet. A Paper without a sink draws
// nowhere: that is how pages are counted.
#pragma once

#include <memory>
#include <set>
#include <string>

#include "ballot/forms/document.hpp"
#include "ballot/forms/fonts.hpp"

struct _cairo;
struct _cairo_surface;
struct _PangoContext;
struct _PangoLayout;

namespace piaojue::forms {

[[nodiscard]] constexpr double mm(double millimetres) {
    return millimetres * 72 / 25.4;
}

namespace sheet {
inline constexpr double width = mm(210);
inline constexpr double height = mm(297);
inline constexpr double left = mm(28);
inline constexpr double top = mm(37);
inline constexpr double type_width = mm(156);
inline constexpr double type_height = mm(225);
}  // namespace sheet

// A face in a size, and the distance of its lines.
struct Type {
    Face face;
    double size;
    double pitch;
    bool bold = false;
};

// A text broken into lines.
class Lines {
public:
    [[nodiscard]] std::size_t count() const;
    [[nodiscard]] double height() const { return static_cast<double>(count()) * type_.pitch; }
    [[nodiscard]] const Type& type() const { return type_; }
    [[nodiscard]] double widest() const;

private:
    friend class Paper;
    struct Release {
        void operator()(_PangoLayout* layout) const;
    };
    Lines(_PangoLayout* layout, const Type& type) : layout_(layout), type_(type) {}

    std::unique_ptr<_PangoLayout, Release> layout_;
    Type type_;
};

class Paper {
public:
    // `sink` gets the file; nullptr: nowhere.
    Paper(const Fonts& fonts, Lang lang, std::string* sink);
    ~Paper();
    Paper(const Paper&) = delete;
    Paper& operator=(const Paper&) = delete;

    // `indent` of the first line; below zero: of the others.
    [[nodiscard]] Lines lines(const std::string& text, const Type& type, double width,
                              Align align = Align::left, double indent = 0);
    // One of the lines, with its upper edge at y.
    void draw(const Lines& lines, std::size_t line, double x, double y);
    void draw_all(const Lines& lines, double x, double y);
    void rule(double x, double y, double width, double thickness, bool red = false);
    void white(double x, double y, double width, double height);
    // Diagonal stripes: what is no real vote looks like nothing else.
    void stripes(double x, double y, double width, double height);
    void next_page();
    void tell(const Document& document);
    // Nothing more is drawn. Refuses `internal`.
    [[nodiscard]] Result<void> finish();

    // Texts with a character that no font has.
    [[nodiscard]] const std::set<std::string>& unprintable() const { return unprintable_; }
    [[nodiscard]] const std::set<std::string>& used() const { return used_; }

private:
    void note_fonts(_PangoLayout* layout, const std::string& text);

    const Fonts& fonts_;
    _cairo_surface* surface_ = nullptr;
    _cairo* cairo_ = nullptr;
    _PangoContext* context_ = nullptr;
    std::set<std::string> unprintable_;
    std::set<std::string> used_;
};

}  // namespace piaojue::forms
