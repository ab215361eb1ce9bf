#include "server/cli/options.hpp"

#include <CLI/CLI.hpp>

namespace piaojue::cli {

Option& Option::required() {
    option_->required();
    return *this;
}

Option& Option::between(std::uint64_t least, std::uint64_t most) {
    option_->check(CLI::Range(least, most));
    return *this;
}

Option& Option::one_of(std::vector<std::string> words) {
    option_->check(CLI::IsMember(std::move(words)));
    return *this;
}

Option& Option::shows_default() {
    option_->capture_default_str();
    return *this;
}

Option& Option::excludes(const Option& other) {
    option_->excludes(other.option_);
    return *this;
}

Option Options::add(const std::string& name, std::string& value, const std::string& help) {
    return Option{app_->add_option(name, value, help)};
}

Option Options::add(const std::string& name, std::vector<std::string>& values,
                    const std::string& help) {
    return Option{app_->add_option(name, values, help)};
}

Option Options::add(const std::string& name, std::uint8_t& value, const std::string& help) {
    return Option{app_->add_option(name, value, help)};
}

Option Options::add(const std::string& name, std::uint16_t& value, const std::string& help) {
    return Option{app_->add_option(name, value, help)};
}

Option Options::add(const std::string& name, std::uint32_t& value, const std::string& help) {
    return Option{app_->add_option(name, value, help)};
}

Option Options::add(const std::string& name, std::uint64_t& value, const std::string& help) {
    return Option{app_->add_option(name, value, help)};
}

Option Options::add(const std::string& name, std::optional<std::uint8_t>& value,
                    const std::string& help) {
    return Option{app_->add_option(name, value, help)};
}

Option Options::flag(const std::string& name, bool& value, const std::string& help) {
    return Option{app_->add_flag(name, value, help)};
}

}  // namespace piaojue::cli
