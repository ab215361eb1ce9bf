// server/http/pages.hpp — the pages that people meet, as rows of the issue origin     PROTOCOL.md
// §16
//
// "/" is the public page, "/vote" the one of a deputy's own device, "/booth" of a shared booth,
// "/check" of a check, "/hall" of the hall's screens; the rest are their files, and origins.json,
// which says where the box is.
// Every page stands under one content policy without exceptions: nothing inline, nothing from
// elsewhere, no request but to this origin and the box.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "server/http/origins.hpp"
#include "server/http/router.hpp"

namespace piaojue::http {

struct PageFile {
    std::string path;  // under the folder of the build: "deputy.html", "assets/deputy-3fa2.js"
    Bytes content;
};

// Whether pages can have files of this name: its characters and its type.
[[nodiscard]] bool is_page_file(std::string_view path);

// Every file must be one. The origins are filled before the first request.
[[nodiscard]] std::vector<Route> page_routes(std::vector<PageFile> files,
                                             const std::shared_ptr<const Origins>& origins);

}  // namespace piaojue::http
