#include "ballot/forms/pdf.hpp"

#include <algorithm>

#include "ballot/forms/page.hpp"

namespace piaojue::forms {

namespace {

constexpr double bottom = sheet::top + sheet::type_height;
constexpr double foot_gap = mm(7);
constexpr double band_height = mm(8);
constexpr double cell_gap = 4;
constexpr double box_growth = 1.6;        // a box is larger than its line's text
constexpr std::size_t rows_large = 13;    // of a ballot, likewise
constexpr std::size_t columns_large = 6;  // with more a table is set smaller

namespace types {
constexpr Type institution{Face::title, 22, 30, true};
constexpr Type title{Face::title, 22, 32, true};
constexpr Type note{Face::text, 10.5, 16};
constexpr Type code{Face::code, 8.5, 16};
constexpr Type foot_code{Face::code, 8, 14};
constexpr Type page_number{Face::song, 14, 20};
constexpr Type cell{Face::text, 12, 17};
constexpr Type cell_small{Face::text, 10.5, 14.5};
constexpr Type cell_marked{Face::text, 13, 16};
constexpr Type cell_marked_large{Face::text, 16, 20};
}  // namespace types

Type text_of(Gauge gauge) {
    switch (gauge) {
    case Gauge::form: return {Face::text, 12, 20};
    case Gauge::letter: return {Face::text, 16, sheet::type_height / 22};
    case Gauge::speech: return {Face::text, 18, 34};
    case Gauge::ballot: return {Face::text, 13, 21};
    }
    PJ_UNREACHABLE("a gauge outside its enumeration");
}

Type cell_of(Gauge gauge, const Table& table) {
    if (gauge == Gauge::ballot)
        return table.rows.size() > rows_large ? types::cell_marked : types::cell_marked_large;
    return table.columns.size() > columns_large ? types::cell_small : types::cell;
}

// Sets a document page after page. What does not fit goes on the next.
class Press {
public:
    // `pages`: how many there will be, as far as is known.
    Press(Paper& paper, const Document& document, std::size_t pages)
        : paper_(paper),
          document_(document),
          speech_(document.lang),
          pages_(pages),
          text_(text_of(document.gauge)) {}

    // The number of pages.
    std::size_t run() {
        begin_page();
        set_head();
        const std::vector<Block>& blocks = document_.blocks;
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            // Who signs does not stand on a page without a line of the text.
            if (!signs(blocks, i) && signs(blocks, i + 1)) need(3 * text_.pitch);
            at_ = i;
            std::visit([this](const auto& one) { set(one); }, blocks[i]);
        }
        end_page();
        return page_;
    }

private:
    [[nodiscard]] static bool signs(const std::vector<Block>& blocks, std::size_t i) {
        const auto* one = i < blocks.size() ? std::get_if<Paragraph>(&blocks[i]) : nullptr;
        return one != nullptr && one->manner == Manner::signer;
    }

    void begin_page() {
        ++page_;
        y_ = sheet::top;
        if (document_.sample.empty()) return;
        const Lines words = paper_.lines(document_.sample, {Face::heading, 12, band_height, true},
                                         sheet::type_width, Align::center);
        const double white = words.widest() + mm(10);
        paper_.stripes(sheet::left, y_, sheet::type_width, band_height);
        paper_.white(sheet::left + (sheet::type_width - white) / 2, y_ - 1, white, band_height + 2);
        paper_.draw_all(words, sheet::left, y_);
        y_ += band_height + mm(4);
    }

    void end_page() {
        const double y = bottom + foot_gap - types::page_number.pitch / 2;
        paper_.draw_all(paper_.lines(document_.foot, types::foot_code, sheet::type_width),
                        sheet::left, y + (types::page_number.pitch - types::foot_code.pitch) / 2);
        paper_.draw_all(paper_.lines(speech_.say(words::page, page_, pages_), types::page_number,
                                     sheet::type_width, Align::right),
                        sheet::left, y);
        paper_.next_page();
    }

    // Room for so much on this page, or the next one begins.
    void need(double height) {
        if (y_ + height <= bottom) return;
        end_page();
        begin_page();
    }

    void set_head() {
        Type type = types::institution;
        // On one line where it fits in a readable size.
        const auto on_paper = [&] {
            return paper_.lines(document_.institution, type, sheet::type_width, Align::center);
        };
        while (type.size > 15 && on_paper().count() > 1)
            type.size -= 1;
        set_lines(on_paper());
        y_ += 4;
        paper_.rule(sheet::left, y_, sheet::type_width, 2, true);
        y_ += mm(6);
        set_lines(paper_.lines(document_.title, types::title, sheet::type_width, Align::center));
        y_ += mm(3);
    }

    void set_lines(const Lines& lines, double x = sheet::left) {
        for (std::size_t i = 0; i < lines.count(); ++i) {
            need(lines.type().pitch);
            paper_.draw(lines, i, x, y_);
            y_ += lines.type().pitch;
        }
    }

    void set(const Heading& heading) {
        const Type type{Face::heading, std::max(text_.size, 13.0), text_.pitch + 4, true};
        const Lines lines = paper_.lines(heading.text, type, sheet::type_width);
        need(4 + lines.height() + least_of_next());  // not alone at the foot of a page
        y_ += 4;
        set_lines(lines);
    }

    void set(const Paragraph& paragraph) {
        const Type& type = paragraph.manner == Manner::note ? types::note : text_;
        const double two = 2 * type.size;
        switch (paragraph.manner) {
        case Manner::body:
            return set_lines(
                paper_.lines(paragraph.text, type, sheet::type_width, Align::left, two));
        case Manner::item:
            return set_lines(
                paper_.lines(paragraph.text, type, sheet::type_width - two, Align::left, -two),
                sheet::left + two);
        case Manner::center:
            return set_lines(paper_.lines(paragraph.text, type, sheet::type_width, Align::center));
        case Manner::signer:
            return set_lines(
                paper_.lines(paragraph.text, type, sheet::type_width - 2 * two, Align::right));
        case Manner::note: return set_lines(paper_.lines(paragraph.text, type, sheet::type_width));
        }
        PJ_UNREACHABLE("a manner outside its enumeration");
    }

    void set(const FieldList& list) {
        const double label = mm(document_.lang == Lang::zh ? 32 : 38);
        const double half = sheet::type_width / 2;
        const std::vector<Field>& fields = list.fields;
        for (std::size_t i = 0; i < fields.size(); ++i) {
            const bool pair = !fields[i].wide && i + 1 < fields.size() && !fields[i + 1].wide;
            std::vector<Cell> cells;
            const auto add = [&](const Field& field, double x, double width) {
                cells.push_back({paper_.lines(field.label, types::cell, label - cell_gap), x});
                cells.push_back(
                    {paper_.lines(field.value, types::cell, width - label - cell_gap), x + label});
            };
            add(fields[i], 0, pair ? half : sheet::type_width);
            if (pair) add(fields[++i], half, half);
            set_row(cells, i + 1 == fields.size() ? 1.0 : 0.4);
        }
        y_ += 6;
    }

    struct Cell {
        Lines lines;
        double x;
    };

    [[nodiscard]] static double height_of(const std::vector<Cell>& cells) {
        double height = 0;
        for (const Cell& one : cells)
            height = std::max(height, one.lines.height());
        return height + 6;
    }

    void draw_row(const std::vector<Cell>& cells, double rule) {
        for (const Cell& one : cells)
            paper_.draw_all(one.lines, sheet::left + one.x, y_ + 3);
        y_ += height_of(cells);
        paper_.rule(sheet::left, y_ - rule, sheet::type_width, rule);
    }

    void set_row(const std::vector<Cell>& cells, double rule) {
        need(height_of(cells));
        draw_row(cells, rule);
    }

    [[nodiscard]] std::vector<Cell> cells_of(const Table& table,
                                             const std::vector<std::string>& texts,
                                             const Type& type) {
        double whole = 0;
        for (const Column& column : table.columns)
            whole += column.width;
        std::vector<Cell> out;
        double x = 0;
        for (std::size_t i = 0; i < texts.size(); ++i) {
            const Column& column = table.columns[i];
            const double width = sheet::type_width * column.width / whole;
            Type of_cell = type;
            if (texts[i] == mark_box) of_cell.size *= box_growth;
            out.push_back({paper_.lines(texts[i], of_cell, width - 2 * cell_gap, column.align),
                           x + cell_gap});
            x += width;
        }
        return out;
    }

    [[nodiscard]] std::vector<Cell> head_of(const Table& table) {
        const Type type = cell_of(document_.gauge, table);
        std::vector<std::string> heads;
        for (const Column& column : table.columns)
            heads.push_back(column.head);
        return cells_of(table, heads, {Face::heading, type.size, type.pitch, true});
    }

    // Of the rows [from, from + count), as many as there are.
    [[nodiscard]] double height_of_rows(const Table& table, std::size_t from, std::size_t count) {
        const Type type = cell_of(document_.gauge, table);
        double height = 0;
        for (std::size_t i = from; i < std::min(table.rows.size(), from + count); ++i)
            height += height_of(cells_of(table, table.rows[i], type));
        return height;
    }

    // What is printed under a table, such as what its shares are of, stays with its last rows.
    [[nodiscard]] double under_table(std::size_t at) {
        const std::vector<Block>& blocks = document_.blocks;
        const auto* note =
            at + 1 < blocks.size() ? std::get_if<Paragraph>(&blocks[at + 1]) : nullptr;
        if (note == nullptr || note->manner != Manner::note) return 0;
        return 6 + paper_.lines(note->text, types::note, sheet::type_width).height();
    }

    // No row stands alone on a page: the first two stay together, and so do the last two.
    [[nodiscard]] double least_of(const Table& table, double under) {
        const bool whole = table.rows.size() <= 3;
        return height_of(head_of(table)) + height_of_rows(table, 0, whole ? 3 : 2) +
               (whole ? under : 0);
    }

    // Of the block behind this one, what its heading may not leave for the next page.
    [[nodiscard]] double least_of_next() {
        const std::size_t next = at_ + 1;
        if (next >= document_.blocks.size()) return 3 * text_.pitch;
        const Block& block = document_.blocks[next];
        if (const auto* table = std::get_if<Table>(&block))
            return least_of(*table, under_table(next));
        if (const auto* places = std::get_if<Signatures>(&block)) return height_of(*places);
        return 3 * text_.pitch;
    }

    void set(const Table& table) {
        const Type type = cell_of(document_.gauge, table);
        const std::vector<Cell> head = head_of(table);
        const auto draw_head = [&] {
            paper_.rule(sheet::left, y_, sheet::type_width, 1);
            draw_row(head, 1);
        };
        const std::size_t count = table.rows.size();
        const double under = under_table(at_);
        need(least_of(table, under));
        draw_head();
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t together = i + 2 == count ? 2 : 1;
            const double height = height_of_rows(table, i, together);
            const double below = i + together == count ? under : 0;
            if (i > 0 && y_ + height + below > bottom + rounding) {
                end_page();
                begin_page();
                draw_head();
            }
            draw_row(cells_of(table, table.rows[i], type), i + 1 == count ? 1.0 : 0.4);
        }
        y_ += 6;
    }

    void set(const Fingerprint& fingerprint) {
        const double label = mm(36);
        std::vector<Cell> cells;
        cells.push_back({paper_.lines(fingerprint.label, types::note, label - cell_gap), 0});
        cells.push_back(
            {paper_.lines(fingerprint.groups, types::code, sheet::type_width - label), label});
        set_row(cells, 0.4);
    }

    [[nodiscard]] static double height_of(const Signatures& signatures) {
        const std::size_t rows = (signatures.labels.size() + 1) / 2;
        return static_cast<double>(rows) * row_of_signatures;
    }

    void set(const Signatures& signatures) {
        const double row = row_of_signatures;
        const double half = sheet::type_width / 2;
        need(height_of(signatures));
        for (std::size_t i = 0; i < signatures.labels.size(); ++i) {
            const double x = sheet::left + (i % 2 == 0 ? 0 : half);
            const Lines label = paper_.lines(signatures.labels[i], types::cell, half - mm(30));
            paper_.draw_all(label, x, y_ + row - label.height() - 2);
            const double from = label.widest() + 6;
            paper_.rule(x + from, y_ + row - 2, half - from - mm(6), 0.6);
            if (i % 2 == 1 || i + 1 == signatures.labels.size()) y_ += row;
        }
    }

    static constexpr double row_of_signatures = mm(13);
    static constexpr double rounding = 0.01;  // sums taken in another order

    Paper& paper_;
    const Document& document_;
    std::size_t at_ = 0;  // of the block that is set
    Speech speech_;
    std::size_t pages_;
    Type text_;
    std::size_t page_ = 0;
    double y_ = 0;
};

}  // namespace

Result<Pdf> pdf_of(const Document& document, const Fonts& fonts) {
    Pdf out;
    Paper nowhere{fonts, document.lang, nullptr};
    out.pages = Press{nowhere, document, 1}.run();
    if (!nowhere.unprintable().empty()) {
        return fail(Errc::malformed,
                    fmt::format("没有字体能印出 / no font has every character of: {}",
                                *nowhere.unprintable().begin()));
    }
    Paper paper{fonts, document.lang, &out.bytes};
    paper.tell(document);
    const std::size_t pages = Press{paper, document, out.pages}.run();
    PJ_ASSERT(pages == out.pages, "page numbers do not move a line");
    PJ_TRY(paper.finish());
    out.fonts.assign(paper.used().begin(), paper.used().end());
    return out;
}

}  // namespace piaojue::forms
