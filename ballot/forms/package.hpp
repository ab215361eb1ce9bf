// ballot/forms/package.hpp — the ZIP file that an Office document is
//
// The same parts give the same bytes: no time of making is in it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace piaojue::forms {

namespace office {
inline constexpr std::string_view xml_head =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
inline constexpr std::string_view relations =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
}  // namespace office

struct Part {
    std::string name;
    std::string text;
};

// [Content_Types].xml: of each part, by name, what follows "application/vnd.openxmlformats-".
struct PartType {
    std::string_view name;
    std::string_view type;
};
[[nodiscard]] Part content_types(const std::vector<PartType>& types);
// A part of relations: rId1, rId2 … as they stand here.
struct Relation {
    std::string_view type;  // behind office::relations and '/'
    std::string_view target;
};
[[nodiscard]] Part relations_part(const std::string& name, const std::vector<Relation>& relations);

// In this order. Throws EnvError if libzip fails.
[[nodiscard]] std::string package_of(const std::vector<Part>& parts);

// Text inside XML: escaped, and without the two characters that no XML may have.
[[nodiscard]] std::string xml_text(std::string_view text);

}  // namespace piaojue::forms
