// server/config.cpp — every setting of the server
#include "server/config.hpp"

#include <fmt/format.h>

#include <array>

namespace piaojue {
namespace {

constexpr std::array settings{
    NumberSetting{"--issue-port", &Config::issue_port, 0, 65535,
                  "port of the issue origin (desk, statements, results); 0 takes a free one"},
    NumberSetting{"--box-port", &Config::box_port, 0, 65535,
                  "port of the box origin (cast, hand back, check); 0 takes a free one"},
    NumberSetting{"--workers", &Config::workers, 1, 64, "threads that answer requests"},
    NumberSetting{"--io-threads", &Config::io_threads, 1, 16, "threads that move bytes"},
    NumberSetting{"--connections-max", &Config::connections_max, 8, 65536,
                  "connections open at once, of each origin"},
    NumberSetting{"--queue-max", &Config::queue_max, 1, 65536,
                  "requests that wait; above it clients are told to try again"},
    NumberSetting{"--batch-max", &Config::batch_max, 1, 1024, "ballots in one commit"},
};

}  // namespace

std::span<const NumberSetting> number_settings() {
    return settings;
}

Result<void> check_config(const Config& config) {
    for (const NumberSetting& setting : settings) {
        const std::uint32_t value = config.*setting.member;
        if (value < setting.least || value > setting.most)
            return fail(Errc::malformed, fmt::format("{} {}: between {} and {}", setting.option,
                                                     value, setting.least, setting.most));
    }
    if (config.host.empty()) return fail(Errc::malformed, "--host is empty: give an IP address");
    return {};
}

}  // namespace piaojue
