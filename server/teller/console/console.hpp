// server/teller/console/console.hpp — a desk at work: one thread looks at the server and carries
// out orders, one after the other; what it shows can be read meanwhile
//
// Threads: text() and submit() from any thread; one owner. The destructor waits for what is under
// way.
#pragma once

#include <condition_variable>
#include <optional>
#include <thread>

#include "server/teller/console/desk.hpp"

namespace piaojue::teller::console {

class Console {
public:
    // Without keys the page asks for them. Refuses `not_permitted`: another program uses the keys.
    [[nodiscard]] static Result<std::unique_ptr<Console>> start(
        DeskSettings settings, std::optional<std::pair<std::filesystem::path, Unlocked>> keys);
    ~Console();
    Console(const Console&) = delete;
    Console& operator=(const Console&) = delete;

    // The board, JSON.
    [[nodiscard]] std::string text() const { return board_.text(); }
    // What is to be printed, JSON; empty when there is nothing.
    [[nodiscard]] SecretBuffer sheet() const { return sheet_.text(); }
    // Refuses `busy` while an order waits or is carried out.
    [[nodiscard]] Result<void> submit(Order order);

private:
    explicit Console(DeskSettings settings);

    void work();
    [[nodiscard]] std::optional<Order> next_order();

    Board board_;
    Sheet sheet_;
    std::atomic<bool> stopping_ = false;
    Desk desk_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::optional<Order> waiting_;
    bool busy_ = false;
    std::thread worker_;
};

}  // namespace piaojue::teller::console
