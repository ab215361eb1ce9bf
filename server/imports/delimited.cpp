#include "server/imports/delimited.hpp"

#include <fmt/format.h>

namespace piaojue::imports {

namespace {

class Parser {
public:
    Parser(std::string_view text, char separator) : text_(text), separator_(separator) {}

    Result<std::vector<Row>> run() {
        while (at_ < text_.size())
            PJ_TRY(row());
        return std::move(rows_);
    }

private:
    [[nodiscard]] bool at_row_end() const {
        return at_ >= text_.size() || text_[at_] == '\n' ||
               (text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n');
    }

    Result<void> row() {
        Row out{line_, {}};
        for (;;) {
            out.fields.push_back(PJ_TRY(field()));
            if (at_row_end()) break;
            ++at_;  // the separator
        }
        if (at_ < text_.size() && text_[at_] == '\r') ++at_;
        if (at_ < text_.size()) ++at_;
        ++line_;
        rows_.push_back(std::move(out));
        return {};
    }

    Result<std::string> field() {
        if (at_ >= text_.size() || text_[at_] != '"') return bare_field();
        const std::size_t opened = line_;
        std::string out;
        for (++at_; at_ < text_.size(); ++at_) {
            if (text_[at_] == '"') {
                if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
                    ++at_;
                } else {
                    ++at_;
                    return out + bare_field();
                }
            }
            if (text_[at_] == '\n') ++line_;
            out.push_back(text_[at_]);
        }
        return fail(Errc::malformed, fmt::format("line {}: a quote is never closed", opened));
    }

    std::string bare_field() {
        const std::size_t begin = at_;
        while (!at_row_end() && text_[at_] != separator_)
            ++at_;
        return std::string{text_.substr(begin, at_ - begin)};
    }

    std::string_view text_;
    char separator_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
    std::vector<Row> rows_;
};

}  // namespace

Result<std::vector<Row>> parse_delimited(std::string_view text, char separator) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    return Parser{text, separator}.run();
}

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

}  // namespace piaojue::imports
