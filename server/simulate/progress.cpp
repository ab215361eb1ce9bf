#include "server/simulate/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <utility>

namespace piaojue::simulate {

Progress::Progress(std::string label, std::size_t total)
    : label_(std::move(label)), total_(total), on_terminal_(isatty(STDERR_FILENO) == 1) {
    if (on_terminal_) draw(0);
}

Progress::~Progress() {
    if (on_terminal_) {
        draw(done_);
        std::fputc('\n', stderr);
    } else {
        fmt::print(stderr, "{}  {}/{}\n", label_, done_.load(), total_);
    }
}

void Progress::advance() {
    const std::size_t done = ++done_;
    if (!on_terminal_) return;
    const std::unique_lock lock{drawing_, std::try_to_lock};
    if (lock.owns_lock()) draw(done);
}

void Progress::draw(std::size_t done) {
    const std::size_t permille =
        total_ == 0 ? 1000 : std::min<std::size_t>(1000, done * 1000 / total_);
    if (permille == drawn_permille_) return;
    drawn_permille_ = permille;
    constexpr std::size_t width = 30;
    const std::size_t full = permille * width / 1000;
    std::string bar;
    for (std::size_t i = 0; i < width; ++i)
        bar += i < full ? "█" : "░";
    fmt::print(stderr, "\r{}  {}  {}/{}", label_, bar, done, total_);
    std::fflush(stderr);
}

}  // namespace piaojue::simulate
