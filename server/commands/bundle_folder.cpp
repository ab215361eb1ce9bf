#include "server/commands/bundle_folder.hpp"

#include <fmt/format.h>

#include "crypto/hash.hpp"

namespace piaojue::commands {

int write_bundle(bool json, const std::string& folder, const forms::Bundle& bundle,
                 const RecordFile& record, teller::FileMode mode) {
    std::vector<teller::NamedContent> contents;
    boost::json::array told;
    std::string text = fmt::format("已写出 / written: {}\n", folder);
    for (const forms::BundleFile& file : bundle) {
        contents.push_back({file.name, as_bytes(file.bytes)});
        const std::string digest = encode_hex(sha256(as_bytes(file.bytes)));
        told.push_back({{"name", file.name}, {"bytes", file.bytes.size()}, {"sha256", digest}});
        text += fmt::format("  {}  {}\n", digest, file.name);
    }
    if (!record.anchored) text += not_anchored;
    if (const auto written = teller::write_new_folder(folder, contents, mode); !written)
        return report_error(json, written.error(), misused);
    if (!json) {
        std::fputs(text.c_str(), stdout);
        return held;
    }
    print_json({{"out", folder},
                {"files", std::move(told)},
                {"anchored", record.anchored},
                {"sample", record.data.sample},
                {"record_sha256", encode_hex(record.data.record_sha256)}});
    return held;
}

}  // namespace piaojue::commands
