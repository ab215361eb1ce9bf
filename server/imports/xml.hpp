// server/imports/xml.hpp — pugixml, and the names of elements without their prefix
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "server/imports/archive.hpp"

namespace piaojue::imports {

// An entry of the archive as XML; null if there is none. damaged, and what Archive::read refuses.
[[nodiscard]] Readable<std::unique_ptr<pugi::xml_document>> read_xml(const Archive& archive,
                                                                     const std::string& name);

// sheet of x:sheet
[[nodiscard]] std::string_view local_name(const char* name);
[[nodiscard]] pugi::xml_node child(const pugi::xml_node& parent, std::string_view name);
// Of any prefix, as r:id.
[[nodiscard]] std::string_view attribute(const pugi::xml_node& node, std::string_view name);
[[nodiscard]] bool is_true(std::string_view value);
[[nodiscard]] std::optional<std::uint32_t> decimal(std::string_view text);

// The text of a string of a workbook: its runs one after another, without what tells how it is
// pronounced; _x000D_ stands for a character.
[[nodiscard]] std::string string_of(const pugi::xml_node& item);

}  // namespace piaojue::imports
