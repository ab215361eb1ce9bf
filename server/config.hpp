// server/config.hpp — every setting of the server: name, default, range, meaning
//
// One table, from which `piaojue serve` makes its options and its help, and against which values
// are checked. What protects the vote (durability, limits of messages, the order of the log) is no
// setting.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "crypto/base/result.hpp"

namespace piaojue {

struct Config {
    std::filesystem::path data;      // made by `piaojue init`
    std::filesystem::path rooms;     // the built pages; none: the server has no pages
    std::string host = "127.0.0.1";  // address to listen on
    std::uint32_t issue_port = 0;    // 0: any free one
    std::uint32_t box_port = 0;
    std::uint32_t workers = 4;
    std::uint32_t io_threads = 2;
    std::uint32_t connections_max = 1024;
    std::uint32_t queue_max = 1024;
    std::uint32_t batch_max = 64;
};

// A setting that is a number.
struct NumberSetting {
    std::string_view option;  // "--box-port"
    std::uint32_t Config::*member;
    std::uint32_t least;
    std::uint32_t most;
    std::string_view meaning;
};

[[nodiscard]] std::span<const NumberSetting> number_settings();

// Refuses `malformed`; the detail names the setting and its range.
[[nodiscard]] Result<void> check_config(const Config& config);

}  // namespace piaojue
