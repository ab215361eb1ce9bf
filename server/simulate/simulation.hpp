// server/simulate/simulation.hpp — a whole vote with real clients          README, `piaojue
// simulate`
//
// Starts a server as a process of its own, plays everybody (officials, scrutineers, tellers,
// deputies) over HTTPS, writes the record and verifies it against the manifest that the people
// sealed. The seed decides marks and order, never keys. Every simulation says that it is a sample.
//
// Threads: one simulation at a time.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "ballot/verify.hpp"
#include "server/simulate/people.hpp"
#include "server/simulate/vote_file.hpp"

namespace piaojue::simulate {

struct Options {
    std::filesystem::path program;  // piaojue, for the server
    std::filesystem::path data;     // the server's data directory; must not exist
    std::filesystem::path record;   // where the record goes
    std::string name = "模拟市人民代表大会";
    std::string name2 = "Simulated People's Congress";
    std::string title = "民生实事项目票决（模拟）";
    std::string title2 = "Vote on livelihood projects (simulated)";
    std::uint32_t due = 327;
    std::uint32_t present = 314;
    std::uint8_t tellers = 5;
    std::uint8_t threshold = 3;
    std::uint16_t min_group = 1;
    MarkStyle style = MarkStyle::approve;
    std::uint8_t places = 10;
    std::uint8_t max_approvals = 10;
    std::uint64_t seed = 0;
    Vote vote;  // candidates and rows; at most `present` rows
    std::vector<Plan::Attached> attachments;
    std::function<void()> before_close;  // waits for whoever closes; may be empty
};

struct Outcome {
    Report report;
    std::size_t over_cap = 0;  // rows that could not become a valid ballot
};

// Marks for `rows` deputies, as the seed decides them.
[[nodiscard]] std::vector<MarkedRow> random_rows(std::size_t rows, std::size_t projects,
                                                 MarkStyle style, std::size_t cap,
                                                 std::uint64_t seed);

// The method that these options stand for.
[[nodiscard]] Method method_of(const Options& options);

// Refuses what the server or a teller's device refuses (`quorum_missed` when too few are present).
// Throws EnvError if the server can not be run or the record not be written.
[[nodiscard]] Result<Outcome> run(const Options& options);

}  // namespace piaojue::simulate
