// server/cli/options.hpp — what a command takes from its command line
//
// A thin front of CLI11: its headers take ten seconds to compile, and so only server/cli sees them.
// Names are CLI11's: "--out" is an option, "file" stands at its place. A value is written into the
// variable that was named with it, which must outlive the parsing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace piaojue::cli {

class Option {
public:
    explicit Option(CLI::Option* option) : option_(option) {}

    Option& required();
    Option& between(std::uint64_t least, std::uint64_t most);
    Option& one_of(std::vector<std::string> words);
    // The help names the value that stands in the variable now.
    Option& shows_default();
    Option& excludes(const Option& other);

private:
    CLI::Option* option_;
};

class Options {
public:
    explicit Options(CLI::App& app) : app_(&app) {}

    Option add(const std::string& name, std::string& value, const std::string& help);
    Option add(const std::string& name, std::vector<std::string>& values, const std::string& help);
    Option add(const std::string& name, std::uint8_t& value, const std::string& help);
    Option add(const std::string& name, std::uint16_t& value, const std::string& help);
    Option add(const std::string& name, std::uint32_t& value, const std::string& help);
    Option add(const std::string& name, std::uint64_t& value, const std::string& help);
    Option add(const std::string& name, std::optional<std::uint8_t>& value,
               const std::string& help);
    Option flag(const std::string& name, bool& value, const std::string& help);

private:
    CLI::App* app_;
};

}  // namespace piaojue::cli
