// tests/integration/consoles.hpp — tellers of a small congress at their consoles, by orders
#pragma once

#include <gtest/gtest.h>

#include <array>
#include <thread>

#include "server/teller/console/console.hpp"
#include "tests/support/live_congress.hpp"

namespace piaojue::live {

class Consoles : public ::testing::Test {
protected:
    using Console = teller::console::Console;
    using Order = teller::console::Order;
    using OrderKind = teller::console::OrderKind;
    using Board = boost::json::object;

    static constexpr std::string_view passphrase = "of a test";

    explicit Consoles(const Setting& setting = Setting{4, 3, 2, 2}) : congress_(setting) {
        congress_.enrol(server_);
        for (std::size_t i = 1; i <= congress_.setting().tellers; ++i) {
            need(teller::save_new_keys(keys(i), congress_.teller_keys(i), as_bytes(passphrase),
                                       rng_, SealCost::least()));
        }
    }

    [[nodiscard]] std::filesystem::path keys(std::size_t teller) const {
        return folder_.path() / ("teller" + std::to_string(teller) + ".keys");
    }
    void start(std::size_t teller) { start_at(teller, server_.endpoint()); }
    void start_at(std::size_t teller, const client::Endpoint& endpoint) {
        teller::console::DeskSettings settings;
        settings.endpoint = endpoint;
        std::pair own{keys(teller),
                      need(teller::unlock_keys(keys(teller), SecretBuffer{as_bytes(passphrase)}))};
        consoles_.at(teller) = need(Console::start(std::move(settings), std::move(own)));
    }

    // A console that asks for keys.
    void start_without_keys(std::size_t teller) {
        teller::console::DeskSettings settings;
        settings.endpoint = server_.endpoint();
        consoles_.at(teller) = need(Console::start(std::move(settings), {}));
    }
    // Of somebody who is enrolled, and has read the list aloud.
    void start_confirmed(std::size_t teller) {
        start(teller);
        wait_until_there(teller, "log");
        obeyed(order(teller, OrderKind::confirm));
    }
    [[nodiscard]] Board sheet(std::size_t teller) const {
        const SecretBuffer text = consoles_.at(teller)->sheet();
        return boost::json::parse(as_text(text.expose())).as_object();
    }
    static Bytes file_of(const Board& sheet) {
        return need(decode_base64(std::string_view{sheet.at("file").as_string()}));
    }
    // The codes of a sheet, row by row.
    static std::vector<std::string> codes_of(const Board& sheet) {
        std::vector<std::string> out;
        for (const boost::json::value& row : sheet.at("rows").as_array())
            out.emplace_back(row.at("code").as_string());
        return out;
    }
    Board order_with(std::size_t teller, OrderKind kind, std::string_view secret) {
        Order asked;
        asked.kind = kind;
        asked.passphrase = SecretBuffer{as_bytes(secret)};
        return order(teller, std::move(asked));
    }
    Board choose_names(std::size_t teller, std::string_view table) {
        Order asked;
        asked.kind = OrderKind::names;
        asked.file = Bytes(as_bytes(table).begin(), as_bytes(table).end());
        return order(teller, std::move(asked));
    }

    [[nodiscard]] Board board(std::size_t teller) const {
        return boost::json::parse(consoles_.at(teller)->text()).as_object();
    }
    template <class Holds>
    Board wait_for(std::size_t teller, Holds holds) const {
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{120};
        for (;;) {
            Board now = board(teller);
            if (holds(now)) return now;
            if (std::chrono::steady_clock::now() > deadline) {
                throw Unexpected{"the board stays " + boost::json::serialize(now)};
            }
            std::this_thread::sleep_for(std::chrono::milliseconds{20});
        }
    }
    Board wait_until_there(std::size_t teller, std::string_view section) const {
        return wait_for(teller, [&](const Board& now) { return !now.at(section).is_null(); });
    }
    // Carries an order out; what the board says then.
    Board order(std::size_t teller, OrderKind kind, std::string text = {},
                std::uint8_t number = 0) {
        Order asked;
        asked.kind = kind;
        asked.text = std::move(text);
        asked.number = number;
        return order(teller, std::move(asked));
    }
    Board order(std::size_t teller, Order asked) {
        need(consoles_.at(teller)->submit(std::move(asked)));
        return wait_for(teller, [](const Board& now) { return now.at("working").is_null(); });
    }
    void obeyed(const Board& board) {
        EXPECT_TRUE(board.at("refused").is_null()) << boost::json::serialize(board.at("refused"));
    }
    static std::string refusal(const Board& board) {
        const boost::json::value& refused = board.at("refused");
        return refused.is_null() ? "" : std::string{refused.at("name").as_string()};
    }
    static std::string stage(const Board& board) {
        const boost::json::value& ceremony = board.at("ceremony");
        return ceremony.is_null() ? "" : std::string{ceremony.at("stage").as_string()};
    }

    // The order of a ceremony ends with the ceremony: it is not waited for here.
    void begin_ceremony(std::size_t teller) {
        wait_for(teller, [](const Board& now) { return stage(now) == "ahead"; });
        Order asked;
        asked.kind = OrderKind::ceremony;
        asked.number = congress_.setting().threshold;
        need(consoles_.at(teller)->submit(std::move(asked)));
    }
    void act(Act act, StatementBody body = {}) {
        need(api_.post_statement(congress_.statement(act, std::move(body))));
    }

    TempFolder folder_;
    SystemRng rng_;
    Server server_{folder_.path() / "server"};
    client::Api api_{server_.endpoint()};
    Congress congress_;
    std::array<std::unique_ptr<Console>, 4> consoles_;  // by teller number
};

}  // namespace piaojue::live
