#include "server/teller/commands/terminal.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace piaojue::teller::commands {

namespace {

// Echo off as long as it lives.
class Silence {
public:
    explicit Silence(int terminal) : terminal_(terminal) {
        known_ = tcgetattr(terminal_, &before_) == 0;
        if (!known_) return;
        termios silent = before_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(terminal_, TCSAFLUSH, &silent);
    }
    ~Silence() {
        if (known_) tcsetattr(terminal_, TCSAFLUSH, &before_);
    }
    Silence(const Silence&) = delete;
    Silence& operator=(const Silence&) = delete;

private:
    int terminal_;
    termios before_{};
    bool known_ = false;
};

// Up to the end of the line; what does not fit is read away.
std::size_t read_line(int terminal, std::span<Byte> out) {
    std::size_t size = 0;
    for (;;) {
        Byte byte = 0;
        const ssize_t got = ::read(terminal, &byte, 1);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0 || byte == '\n') return size;
        if (byte != '\r' && size < out.size()) out[size++] = byte;
    }
}

constexpr std::size_t line_bytes_max = 1024;

}  // namespace

Terminal::Terminal() : descriptor_(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)) {}

Terminal::~Terminal() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

void Terminal::say(const std::string& text) const {
    std::string_view rest = text;
    while (!rest.empty()) {
        const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
        if (written <= 0) return;
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
}

std::string Terminal::ask(const std::string& prompt) {
    say(prompt);
    std::array<Byte, line_bytes_max> line{};
    const std::size_t size = read_line(descriptor_, line);
    return std::string{as_text(ByteView{line}.first(size))};
}

SecretBuffer Terminal::ask_secret(const std::string& prompt) {
    const Silence silence{descriptor_};
    say(prompt);
    SecretBuffer line(line_bytes_max);
    const std::size_t size = read_line(descriptor_, line.expose_mut());
    say("\n");
    return SecretBuffer{line.expose().first(size)};
}

void show_progress(std::size_t done, std::size_t total) {
    if (isatty(STDERR_FILENO) == 0) return;
    constexpr std::size_t width = 40;
    const std::size_t filled = total == 0 ? width : done * width / total;
    std::string bar;
    for (std::size_t i = 0; i < width; ++i)
        bar += i < filled ? "█" : "░";
    fmt::print(stderr, "\r核验票箱 / verifying the box {} {}/{}", bar, done, total);
    if (done == total) fmt::print(stderr, "\r\x1b[K");
    std::fflush(stderr);
}

}  // namespace piaojue::teller::commands
