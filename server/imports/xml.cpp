#include "server/imports/xml.hpp"

#include <charconv>

#include "server/imports/text.hpp"

namespace piaojue::imports {

namespace {

// The character of _xHHHH_ at `at`, if one stands there.
std::optional<char32_t> escaped(std::string_view text, std::size_t at) {
    if (at + 7 > text.size() || text.substr(at, 2) != "_x" || text[at + 6] != '_') return {};
    std::uint32_t value = 0;
    const char* const begin = text.data() + at + 2;
    const auto read = std::from_chars(begin, begin + 4, value, 16);
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (read.ptr != begin + 4 || surrogate) return {};
    return value;
}

std::string unescaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        if (const auto c = escaped(text, i)) {
            out += text_of(std::u32string(1, *c));
            i += 7;
        } else {
            out.push_back(text[i++]);
        }
    }
    return out;
}

}  // namespace

Readable<std::unique_ptr<pugi::xml_document>> read_xml(const Archive& archive,
                                                       const std::string& name) {
    auto content = archive.read(name);
    if (!content) return tl::unexpected<Fault>{content.error()};
    if (!*content) return std::unique_ptr<pugi::xml_document>{};
    auto document = std::make_unique<pugi::xml_document>();
    const pugi::xml_parse_result read = document->load_buffer(
        (*content)->data(), (*content)->size(), pugi::parse_default | pugi::parse_ws_pcdata);
    if (!read) return unreadable(FaultCode::damaged, name);
    return document;
}

std::string_view local_name(const char* name) {
    const std::string_view whole{name};
    return whole.substr(whole.find(':') + 1);  // npos + 1 is 0
}

pugi::xml_node child(const pugi::xml_node& parent, std::string_view name) {
    return parent.find_child(
        [name](const pugi::xml_node& node) { return local_name(node.name()) == name; });
}

std::string_view attribute(const pugi::xml_node& node, std::string_view name) {
    return node
        .find_attribute(
            [name](const pugi::xml_attribute& one) { return local_name(one.name()) == name; })
        .value();
}

bool is_true(std::string_view value) {
    return value == "1" || value == "true";
}

std::optional<std::uint32_t> decimal(std::string_view text) {
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return {};
    return value;
}

std::string string_of(const pugi::xml_node& item) {
    std::string out;
    for (const pugi::xml_node& part : item.children()) {
        const std::string_view name = local_name(part.name());
        if (name == "t") out += part.text().get();
        if (name == "r") out += child(part, "t").text().get();
    }
    return unescaped(out);
}

}  // namespace piaojue::imports
