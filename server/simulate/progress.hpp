// server/simulate/progress.hpp — how far a long step is
//
// On a terminal a bar that redraws itself on stderr; elsewhere one line when the step is done. May
// be advanced from several threads.
#pragma once

#include <atomic>
#include <cstddef>
#include <mutex>
#include <string>

namespace piaojue::simulate {

class Progress {
public:
    // `label` in both languages.
    Progress(std::string label, std::size_t total);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void advance();

private:
    void draw(std::size_t done);

    std::string label_;
    std::size_t total_;
    bool on_terminal_;
    std::atomic<std::size_t> done_ = 0;
    std::mutex drawing_;
    std::size_t drawn_permille_ = 1001;
};

}  // namespace piaojue::simulate
