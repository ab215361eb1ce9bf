#include "server/teller/paper_copy.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <map>

#include "crypto/base/encoding.hpp"
#include "crypto/base/reader.hpp"
#include "crypto/base/writer.hpp"
#include "crypto/hash.hpp"

namespace piaojue::teller {

namespace {

constexpr std::size_t line_bytes = 20;
constexpr std::size_t check_bits = 20;
constexpr std::size_t group_characters = 4;
constexpr std::size_t line_characters = 36;

std::string check_group(std::uint8_t number, ByteView bytes) {
    const Bytes32 hash = sha256(Writer{}.u8(number).raw(bytes).bytes());
    return encode_crockford(hash, check_bits);
}

std::string paper_line(std::uint8_t number, ByteView bytes) {
    const std::string characters =
        encode_crockford(bytes, 8 * line_bytes) + check_group(number, bytes);
    std::string out = fmt::format("{:02}", number);
    for (std::size_t at = 0; at < characters.size(); at += group_characters) {
        out += at == 0 ? ' ' : '-';
        out += characters.substr(at, group_characters);
    }
    return out;
}

struct PaperLine {
    std::uint8_t number = 0;
    Bytes bytes;
};

// The two digits are read before the groups: without them a line says nothing of its place.
Result<PaperLine> read_paper_line(std::string_view text) {
    PaperLine out;
    const std::string_view digits = text.substr(0, 2);
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), out.number);
    const bool numbered = error == std::errc{} && end == digits.data() + digits.size() &&
                          digits.size() == 2 && out.number != 0;
    if (!numbered)
        return fail(Errc::malformed,
                    "有一行不以两位行号开头，请照纸上输入 / a line does not begin with its two "
                    "digits: type it as it is printed");
    const auto refused = [&] {
        return fail(
            Errc::malformed,
            fmt::format("第 {0:02} 行与印出的不同，请逐字核对这一行 / line {0:02} is not as "
                        "it was printed: compare it letter by letter",
                        out.number));
    };
    const auto whole = decode_crockford(text.substr(2), line_characters * 5, Separators::allowed);
    if (!whole) return refused();
    out.bytes.assign(whole->begin(), whole->begin() + line_bytes);
    const std::string again = paper_line(out.number, out.bytes);
    const auto printed = decode_crockford(std::string_view{again}.substr(2), line_characters * 5,
                                          Separators::allowed);
    if (!printed || *printed != *whole) return refused();
    return out;
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blank = " \t\r";
    const std::size_t first = text.find_first_not_of(blank);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

std::string missing_line(std::uint8_t number) {
    return fmt::format("缺第 {0:02} 行 / line {0:02} is missing", number);
}

Result<std::map<std::uint8_t, Bytes>> read_paper(std::string_view text) {
    std::map<std::uint8_t, Bytes> out;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of("/\n"), text.size());
        const std::string_view one = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (one.empty()) continue;
        PaperLine line = PJ_TRY(read_paper_line(one));
        const auto [at, fresh] = out.emplace(line.number, line.bytes);
        if (!fresh && at->second != line.bytes) {
            return fail(
                Errc::malformed,
                fmt::format("第 {0:02} 行有两次，且不相同 / line {0:02} is there twice, and "
                            "differs",
                            line.number));
        }
    }
    if (out.empty()) return fail(Errc::malformed, "没有输入任何一行 / no lines");
    return out;
}

}  // namespace

Result<std::vector<std::string>> lines_of_file(ByteView file) {
    if (file.size() + 2 > paper_lines_max * line_bytes) {
        return fail(Errc::too_large, "a file of more lines than a page has");
    }
    Bytes content = Writer{}.bytes16(file).bytes();
    content.resize((content.size() + line_bytes - 1) / line_bytes * line_bytes);
    std::vector<std::string> out;
    for (std::size_t at = 0; at < content.size(); at += line_bytes) {
        const auto number = static_cast<std::uint8_t>(out.size() + 1);
        out.push_back(paper_line(number, ByteView{content}.subspan(at, line_bytes)));
    }
    return out;
}

Result<Bytes> file_of_lines(std::string_view text) {
    const std::map<std::uint8_t, Bytes> lines = PJ_TRY(read_paper(text));
    Bytes content;
    std::uint8_t expected = 1;
    for (const auto& [number, bytes] : lines) {
        if (number != expected) {
            return fail(Errc::malformed, missing_line(expected));
        }
        content.insert(content.end(), bytes.begin(), bytes.end());
        ++expected;
    }
    Reader reader{content};
    const auto file = reader.bytes16(content.size());
    if (!file) return fail(Errc::malformed, missing_line(expected));
    return Bytes{file->begin(), file->end()};
}

}  // namespace piaojue::teller
