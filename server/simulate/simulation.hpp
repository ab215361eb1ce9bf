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

// What a deputy gets who is not simulated: the card, or at a booth the slip that it drew.
struct Invitation {
    DeputyNumber deputy;
    std::string site;          // "https://localhost:8443"; deputies vote at /vote, or at /booth
    const SecretBuffer& code;  // of card or slip
    bool slip = false;
};

struct Outcome {
    Report report;  // of the last record
    unsigned rounds_held = 0;
    std::size_t over_cap = 0;  // rows that could not become a valid ballot, in all rounds
};

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
    Method method;
    std::uint64_t seed = 0;
    Vote vote;  // candidates and rows; at most `present` less all guests
    // Sheets of the first round, as both people keyed them, and how many of those handed out were
    // exchanged for a token or stand beside one; the others were taken instead of one. They go to
    // simulated deputies without a row.
    std::vector<PaperBatch> sheets;
    std::uint32_t sheets_exchanged = 0;
    std::uint32_t sheets_uncancelled = 0;
    // Fewer came back than a batch may show: then these are the valid ones among them, one by one,
    // and two people enter them before the close.
    std::optional<std::vector<MarkedRow>> few_sheets;
    [[nodiscard]] std::uint64_t sheets_issued() const {
        std::uint64_t out = 0;
        for (const PaperBatch& batch : sheets)
            out += batch.issued;
        return out;
    }
    // The marks of a further round with these candidates; nothing: it is not held. May be empty.
    // `record` then holds the last round, RECORD.round1 and so on the ones before it.
    std::function<Result<std::optional<std::vector<MarkedRow>>>(const VoteManifest&)> next_rows;
    std::vector<imports::Attached> attachments;
    // Of the present, so many are not simulated: people vote in their place, from the invitation
    // until the close. Casting then goes on beside issuing.
    std::uint32_t guests = 0;
    // Of the present: simulated ones who draw slips, and guests who do.
    std::uint32_t drawn = 0;
    std::uint32_t booth_guests = 0;
    // The simulated hand their cards in and say what they did, who did not vote claims behind the
    // close, and act 19 ends both. Otherwise the bound is not established.
    bool claims = false;

    [[nodiscard]] std::uint32_t all_guests() const { return guests + booth_guests; }
    std::function<void(const Invitation&)> invite;  // needed if there are guests
    std::function<void()> before_close;             // waits for whoever closes; may be empty
    // The record is published and the server still there; may be empty.
    std::function<void(const std::string& site)> before_end;
};

// Marks for `rows` deputies, as the seed decides them.
[[nodiscard]] std::vector<MarkedRow> random_rows(std::size_t rows, std::size_t projects,
                                                 const Method& method, std::uint64_t seed);

// Refuses what the server or a teller's device refuses (`quorum_missed` when too few are present).
// Throws EnvError if the server can not be run or the record not be written.
[[nodiscard]] Result<Outcome> run(const Options& options);

}  // namespace piaojue::simulate
