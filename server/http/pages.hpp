// server/http/pages.hpp — the pages that people meet, as rows of the issue origin     PROTOCOL.md
// §16
//
// Besides the pages there are their files, and origins.json, which says where the box is. The page
// of a teller's console is served by that teller's own program alone, the page that founds a
// congress before there is one, both on the loopback. Every page stands under one content policy
// without exceptions: nothing inline, nothing from elsewhere, no request but to this origin and the
// box.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/origins.hpp"
#include "server/http/router.hpp"

namespace piaojue::http {

// Without an address the congress's server does not serve it.
struct Page {
    std::string_view file;
    std::string_view address;
};
inline constexpr std::string_view console_page = "teller.html";
inline constexpr std::string_view founding_page = "found.html";
// One row a page; a build of kiosk/ has all of them.
inline constexpr std::array pages{
    Page{"public.html", "/"},
    Page{"deputy.html", "/vote"},
    Page{"booth.html", "/booth"},
    Page{"check.html", "/check"},
    Page{"hall.html", "/hall"},
    Page{"desk.html", "/check-in"},
    Page{"official.html", "/official"},
    Page{"setup.html", "/setup"},
    Page{"trust.html", "/trust"},
    Page{"rooms.html", "/rooms"},
    Page{console_page, {}},
    Page{founding_page, {}},
};

struct PageFile {
    std::string path;  // under the folder of the build: "deputy.html", "assets/deputy-3fa2.js"
    Bytes content;
};

// Whether pages can have files of this name: its characters and its type.
[[nodiscard]] bool is_page_file(std::string_view path);

// Every file must be one. The origins are filled before the first request.
[[nodiscard]] std::vector<Route> page_routes(std::vector<PageFile> files,
                                             const std::shared_ptr<const Origins>& origins);

// This page alone as "/", and the files of pages; nothing of it without passing the gate.
[[nodiscard]] std::vector<Route> local_page_routes(std::vector<PageFile> files,
                                                   std::string_view page, const Gate& gate);

}  // namespace piaojue::http
