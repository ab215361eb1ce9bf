// server/teller/commands/terminal.hpp — the person at the keyboard, whatever stdin and stdout are
//
// Threads: one owner.
#pragma once

#include <string>

#include "crypto/base/secret.hpp"

namespace piaojue::teller::commands {

class Terminal {
public:
    Terminal();
    ~Terminal();
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;

    [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }
    // One line, without its end.
    [[nodiscard]] std::string ask(const std::string& prompt);
    // The same, neither shown nor left in memory.
    [[nodiscard]] SecretBuffer ask_secret(const std::string& prompt);

private:
    void say(const std::string& text) const;

    int descriptor_;
};

// Draws a bar on stderr where that is a terminal; nothing elsewhere.
void show_progress(std::size_t done, std::size_t total);

}  // namespace piaojue::teller::commands
