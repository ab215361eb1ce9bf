#include "ballot/forms/package.hpp"

#include <zip.h>

#include <memory>

#include "ballot/forms/markup.hpp"
#include "crypto/base/result.hpp"

namespace piaojue::forms {

namespace {

// The first day that the format knows.
constexpr zip_uint16_t first_day = (1U << 5U) | 1U;

struct Discard {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct Release {
    void operator()(zip_source_t* source) const { zip_source_free(source); }
};
using Source = std::unique_ptr<zip_source_t, Release>;

void need(bool done) {
    if (!done) throw EnvError("libzip can not make the file");
}

std::string bytes_of(zip_source_t* source) {
    need(zip_source_open(source) == 0);
    zip_stat_t facts;
    need(zip_source_stat(source, &facts) == 0);
    std::string out(facts.size, '\0');
    const zip_int64_t got = zip_source_read(source, out.data(), out.size());
    zip_source_close(source);
    need(got >= 0 && static_cast<std::size_t>(got) == out.size());
    return out;
}

}  // namespace

Part content_types(const std::vector<PartType>& types) {
    std::string out = fmt::format(
        "{}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
        "<Default Extension=\"rels\" "
        "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        "<Default Extension=\"xml\" ContentType=\"application/xml\"/>",
        office::xml_head);
    for (const PartType& one : types) {
        out += fmt::format(
            "<Override PartName=\"/{}\" ContentType=\"application/vnd.openxmlformats-{}+xml\"/>",
            one.name, one.type);
    }
    return {"[Content_Types].xml", out + "</Types>"};
}

Part relations_part(const std::string& name, const std::vector<Relation>& relations) {
    std::string out = fmt::format(
        "{}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
        office::xml_head);
    for (std::size_t i = 0; i < relations.size(); ++i) {
        out += fmt::format("<Relationship Id=\"rId{}\" Type=\"{}/{}\" Target=\"{}\"/>", i + 1,
                           office::relations, relations[i].type, relations[i].target);
    }
    return {name, out + "</Relationships>"};
}

std::string package_of(const std::vector<Part>& parts) {
    const Source whole{zip_source_buffer_create(nullptr, 0, 0, nullptr)};
    need(whole != nullptr);
    // The archive takes one hold of the source for itself, ours stays.
    zip_source_keep(whole.get());
    std::unique_ptr<zip_t, Discard> archive{
        zip_open_from_source(whole.get(), ZIP_TRUNCATE, nullptr)};
    if (archive == nullptr) zip_source_free(whole.get());
    need(archive != nullptr);
    for (const Part& part : parts) {
        Source source{zip_source_buffer(archive.get(), part.text.data(), part.text.size(), 0)};
        need(source != nullptr);
        const zip_int64_t index =
            zip_file_add(archive.get(), part.name.c_str(), source.get(), ZIP_FL_ENC_UTF_8);
        need(index >= 0);
        static_cast<void>(source.release());  // the archive's now
        const auto at = static_cast<zip_uint64_t>(index);
        need(zip_file_set_dostime(archive.get(), at, 0, first_day, 0) == 0);
    }
    need(zip_close(archive.get()) == 0);
    static_cast<void>(archive.release());
    return bytes_of(whole.get());
}

std::string xml_text(std::string_view text) {
    std::string out = escaped(text);
    for (const std::string_view never : {"\xEF\xBF\xBE", "\xEF\xBF\xBF"}) {
        for (std::size_t at = out.find(never); at != std::string::npos; at = out.find(never, at))
            out.replace(at, never.size(), "\xEF\xBF\xBD");
    }
    return out;
}

}  // namespace piaojue::forms
