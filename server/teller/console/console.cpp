#include "server/teller/console/console.hpp"

#include "server/teller/console/describe.hpp"

namespace piaojue::teller::console {

namespace {

constexpr std::chrono::milliseconds between_looks{700};

}  // namespace

Console::Console(DeskSettings settings) : desk_(std::move(settings), board_, sheet_, stopping_) {}

Result<std::unique_ptr<Console>> Console::start(
    DeskSettings settings, std::optional<std::pair<std::filesystem::path, Unlocked>> keys) {
    // Its constructor is its own.
    std::unique_ptr<Console> console{new Console{std::move(settings)}};
    if (keys) PJ_TRY(console->desk_.take_keys(keys->first, std::move(keys->second)));
    console->worker_ = std::thread{[&own = *console] { own.work(); }};
    return console;
}

Console::~Console() {
    {
        const std::lock_guard lock{mutex_};
        stopping_ = true;
    }
    changed_.notify_all();
    if (worker_.joinable()) worker_.join();
}

Result<void> Console::submit(Order order) {
    {
        const std::lock_guard lock{mutex_};
        if (busy_) return fail(Errc::busy, "an order is being carried out");
        busy_ = true;
        board_.put("working", boost::json::string{order_name(order.kind)});
        waiting_ = std::move(order);
    }
    changed_.notify_all();
    return {};
}

std::optional<Order> Console::next_order() {
    std::unique_lock lock{mutex_};
    changed_.wait_for(lock, between_looks, [this] { return waiting_ || stopping_; });
    return std::exchange(waiting_, std::nullopt);
}

void Console::work() {
    while (!stopping_) {
        try {
            desk_.look();
            if (std::optional<Order> order = next_order()) {
                desk_.carry_out(*std::move(order));
                const std::lock_guard lock{mutex_};
                busy_ = false;
            }
        } catch (const std::exception& failure) {
            // The disk of this machine: nothing was sent before it was stored.
            board_.put("working", nullptr);
            board_.put("trouble", describe_error({Errc::internal, failure.what()}));
            std::unique_lock lock{mutex_};
            busy_ = false;
            changed_.wait_for(lock, between_looks, [this] { return stopping_.load(); });
        }
    }
}

}  // namespace piaojue::teller::console
