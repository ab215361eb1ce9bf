#include "server/cli/command.hpp"

#include <fmt/format.h>

#include <cerrno>

#include "crypto/base/encoding.hpp"

namespace piaojue::cli {

int report_error(bool json, const Error& error, int exit_code) {
    const std::string_view code = errc_name(error.code);
    // People are told nothing by the name of what is about this machine or the way to another.
    if (error.code == Errc::internal && !error.detail.empty()) {
        fmt::print(stderr, "✗ {}: {}\n", program_invocation_short_name, error.detail);
    } else {
        fmt::print(stderr, "✗ {}: {}{}{}\n", program_invocation_short_name, code,
                   error.detail.empty() ? "" : ": ", error.detail);
    }
    if (json) {
        boost::json::object object;
        object["code"] = code;
        object["message"] = error.detail;
        boost::json::object out;
        out["error"] = std::move(object);
        print_json(out);
    }
    return exit_code;
}

void print_json(const boost::json::object& object) {
    std::puts(boost::json::serialize(object).c_str());
}

void add_server_options(Options& command, ServerOptions& options) {
    command.add("--server", options.server, "服务器 HOST:PORT / the issue origin").required();
    command
        .add("--certificate", options.certificate,
             "服务器证书 / the server's tls.crt or the hall's ca.crt, PEM")
        .required();
}

void add_json_flag(Options& command, bool& json) {
    command.flag("--json", json, "输出一个 JSON 对象 / one JSON object on stdout");
}

Result<Bytes32> read_hash(std::string_view option, std::string_view text) {
    const auto hash = decode_hex_fixed<32>(text);
    if (!hash) {
        return fail(Errc::malformed,
                    fmt::format("{}: 64 位小写十六进制 / 64 lower-case hex digits", option));
    }
    return *hash;
}

}  // namespace piaojue::cli
