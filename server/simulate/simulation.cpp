#include "server/simulate/simulation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <numeric>

#include "ballot/card.hpp"
#include "ballot/tools/run_on_threads.hpp"
#include "server/client/server_process.hpp"
#include "server/simulate/deputies.hpp"
#include "server/simulate/progress.hpp"

namespace piaojue::simulate {

namespace {

void say(std::string_view chinese, std::string_view english) {
    fmt::print(stderr, "{}  {}\n", chinese, english);
}

template <class T>
void shuffle(std::vector<T>& items, SeededRng& rng) {
    for (std::size_t i = items.size(); i > 1; --i) {
        std::swap(items[i - 1], items[rng.below(static_cast<std::uint32_t>(i))]);
    }
}

// More than are drawn: the rest is voided.
std::uint32_t slips_of(const Options& options) {
    const std::uint32_t drawn = options.drawn + options.booth_guests;
    constexpr std::uint32_t spare_at_least = 3;
    return drawn == 0 ? 0 : drawn + std::max(spare_at_least, drawn / 20);
}

Plan plan_of(const Options& options) {
    Plan plan;
    plan.title = options.title;
    plan.title2 = options.title2;
    plan.sample = true;
    plan.due = options.due;
    plan.tellers = options.tellers;
    plan.threshold = options.threshold;
    plan.min_group = options.min_group;
    plan.method = options.method;
    plan.projects = options.vote.candidates;
    plan.attachments = options.attachments;
    plan.slips = slips_of(options);
    plan.phases = options.all_guests() == 0 ? Phases::split : Phases::joint;
    return plan;
}

// Who is present. Guests vote by themselves; the program keeps no card of theirs.
struct Present {
    std::vector<DeputyNumber> numbers;  // of all of them
    std::vector<Deputy> simulated;
    std::vector<std::pair<DeputyNumber, CardSecret>> guests;
    std::vector<std::pair<DeputyNumber, CardSecret>> booth_guests;
};

// The seed deals rows to deputies and decides the order.
Present present_deputies(const Options& options, std::vector<CardSecret> cards, SeededRng& rng) {
    std::vector<std::uint32_t> numbers(options.due);
    std::iota(numbers.begin(), numbers.end(), 1U);
    shuffle(numbers, rng);
    Present out;
    for (std::size_t i = 0; i < options.present; ++i) {
        const DeputyNumber number{numbers[i]};
        CardSecret& card = cards[numbers[i] - 1];
        out.numbers.push_back(number);
        if (i >= options.present - options.booth_guests) {
            out.booth_guests.emplace_back(number, std::move(card));
            continue;
        }
        if (i >= options.present - options.all_guests()) {
            out.guests.emplace_back(number, std::move(card));
            continue;
        }
        out.simulated.push_back(Deputy{number, std::move(card), {}, {}, {}, {}, {}, {}});
    }
    return out;
}

// Who has no row takes a ballot paper and never uses it.
void deal(std::vector<Deputy>& deputies, const std::vector<MarkedRow>& rows) {
    for (std::size_t i = 0; i < deputies.size(); ++i) {
        deputies[i].row = i < rows.size() ? std::optional{rows[i]} : std::nullopt;
        deputies[i].paper.reset();
        deputies[i].promise.reset();
        deputies[i].sheet = Deputy::Sheet::none;
    }
}

// Sheets go to the last of the simulated, who have no row.
void deal_sheets(std::vector<Deputy>& deputies, const Options& options) {
    const std::uint64_t issued = options.sheets_issued();
    PJ_ASSERT(issued <= deputies.size(), "a deputy for each sheet");
    for (std::uint64_t i = 0; i < issued; ++i) {
        Deputy& deputy = deputies[deputies.size() - 1 - i];
        PJ_ASSERT(!deputy.row && !deputy.slip, "a sheet for a deputy who casts nothing");
        deputy.sheet = i < options.sheets_uncancelled ? Deputy::Sheet::uncancelled
                       : i < std::uint64_t{options.sheets_uncancelled} + options.sheets_exchanged
                           ? Deputy::Sheet::exchanged
                           : Deputy::Sheet::taken;
    }
}

Result<void> prepare(People& people, std::vector<CardSecret>& cards) {
    PJ_TRY(people.enrol());
    say("监票人生成密钥……", "The tellers make their joint key…");
    PJ_TRY(people.hold_ceremony());
    cards = PJ_TRY(people.draw_up_roll());
    return people.seal();
}

std::string site_of(const People& people) {
    return fmt::format("https://{}:{}", people.endpoint().host, people.endpoint().issue_port);
}

// The desk hands the sealed slips out: to the first of the simulated, and to guests.
Result<void> draw_slips(People& people, const Options& options, Present& present) {
    for (std::size_t i = 0; i < options.drawn; ++i)
        present.simulated[i].slip = people.draw_slip();
    client::Api api{people.endpoint()};
    for (const auto& [number, card] : present.booth_guests) {
        const SigningKey identity = identity_key(card, people.roll_id());
        PJ_TRY(client::as_result(client::draw_slip(api, people.round(), number, identity)));
        const SlipSeed slip = people.draw_slip();
        options.invite({number, site_of(people), encode_slip_code(slip), true});
    }
    return {};
}

// Whoever has a promise voted; who drew a slip has dropped it into the box at the booth.
Result<void> declare_used(People& people, Present& present) {
    std::vector<Deputy*> declaring;
    for (Deputy& deputy : present.simulated) {
        if (deputy.promise && !deputy.slip) declaring.push_back(&deputy);
    }
    return declare_all(people.endpoint(), people.round(), people.roll_id(), declaring);
}

Result<void> end_claims(People& people, Present& present) {
    std::vector<Deputy*> claiming;
    std::uint32_t used_slips = 0;
    for (Deputy& deputy : present.simulated) {
        if (deputy.paper && !deputy.promise && !deputy.slip) claiming.push_back(&deputy);
        if (deputy.promise && deputy.slip) ++used_slips;
    }
    PJ_TRY(claim_all(people.endpoint(), people.round(), claiming));
    return people.end_claims(used_slips);
}

Result<void> enter_few_sheets(People& people, const std::vector<MarkedRow>& sheets) {
    say("两人将零星纸票录入票箱……", "Two people enter the few sheets at a booth…");
    for (const MarkedRow& sheet : sheets) {
        const Marks marks = PJ_TRY(marks_of(people.round().shape(), sheet));
        PJ_TRY(people.enter_sheet(marks));
    }
    return {};
}

Result<void> hold_vote(People& people, const Options& options, Present& present, SeededRng& rng,
                       bool with_sheets) {
    std::vector<Deputy*> taking;
    std::vector<Deputy*> casting;
    std::vector<Deputy*> exchanging;
    for (Deputy& deputy : present.simulated) {
        taking.push_back(&deputy);
        const bool casts = deputy.row && is_castable(people.round().shape(), *deputy.row);
        if (casts) casting.push_back(&deputy);
        if (deputy.sheet == Deputy::Sheet::exchanged) exchanging.push_back(&deputy);
    }
    if (const auto opened = people.act(Act::open); !opened) {
        if (opened.error().code != Errc::quorum_missed) {
            return fail(opened.error().code, opened.error().detail);
        }
        return fail(Errc::quorum_missed,
                    fmt::format("{} of {} deputies are present, below the quorum: the server "
                                "refused to open",
                                present.numbers.size(), options.due));
    }
    for (const auto& [number, card] : present.guests)
        options.invite({number, site_of(people), encode_card_code(card)});
    PJ_TRY(draw_slips(people, options, present));
    PJ_TRY(issue_all(people.endpoint(), people.round(), people.roll_id(), taking));
    const bool alone = options.all_guests() == 0;
    if (alone) PJ_TRY(people.act(Act::end_issuing));
    shuffle(casting, rng);
    PJ_TRY(cast_all(people.endpoint(), people.round(), casting));
    PJ_TRY(exchange_all(people.endpoint(), people.round(), exchanging));
    if (options.claims) PJ_TRY(declare_used(people, present));
    if (options.before_close) options.before_close();
    if (!alone) PJ_TRY(people.act(Act::end_issuing));
    if (with_sheets && options.few_sheets) PJ_TRY(enter_few_sheets(people, *options.few_sheets));
    PJ_TRY(people.void_leftover_slips());
    PJ_TRY(people.act(Act::close));
    return options.claims ? end_claims(people, present) : Result<void>{};
}

Result<void> count(People& people, const Options& options, bool with_sheets) {
    say("监票人核验票箱、会签……", "The tellers verify the box and cosign…");
    PJ_TRY(people.cosign());
    if (with_sheets) {
        say("两人清点纸票……", "Two people count the sheets…");
        const std::vector<PaperBatch> none;
        PJ_TRY(people.count_sheets(options.few_sheets ? none : options.sheets,
                                   options.sheets_uncancelled));
    }
    if (PJ_TRY(people.may_open())) {
        say("监票人开箱计票……", "The tellers open the box…");
        PJ_TRY(people.decrypt());
    }
    PJ_TRY(people.report());
    return people.announce();
}

void write_file(const std::filesystem::path& path, ByteView bytes) {
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out.write(reinterpret_cast<const char*>(bytes.data()),
              static_cast<std::streamsize>(bytes.size()));
    out.flush();
    if (!out) throw EnvError(fmt::format("{} can not be written", path.string()));
}

Result<Bytes> publish(People& people) {
    PJ_TRY(people.act(Act::publish));
    client::Api api{people.endpoint()};
    return client::as_result(client::repeat_passing([&] { return api.record(); }));
}

Result<Report> verify_record(const People& people, ByteView record) {
    say("核验记录……", "Verifying the record…");
    SystemRng rng;
    VerifyOptions verification;
    verification.expected_manifest = people.round().hash();
    verification.run = tools::run_on_threads;
    return verify(record, rng, verification);
}

std::size_t refused_rows(const Present& present) {
    std::size_t out = 0;
    for (const Deputy& deputy : present.simulated) {
        if (deputy.row && !deputy.promise) ++out;
    }
    return out;
}

// The manifest that follows and its marks, if there is one and it is to be held.
struct NextRound {
    ManifestFields fields;
    std::vector<MarkedRow> rows;
};
Result<std::optional<NextRound>> next_round(People& people, const Options& options) {
    if (!options.next_rows) return std::optional<NextRound>{};
    auto fields = PJ_TRY(people.further_fields());
    if (!fields) return std::optional<NextRound>{};
    const VoteManifest manifest = PJ_TRY(VoteManifest::create(*fields));
    auto rows = PJ_TRY(options.next_rows(manifest));
    if (!rows) return std::optional<NextRound>{};
    return std::optional{NextRound{std::move(*fields), std::move(*rows)}};
}

// All rounds, each published before the next is drafted. The last record.
Result<Bytes> hold_rounds(People& people, const Options& options, Present& present, SeededRng& rng,
                          Outcome& outcome) {
    PJ_TRY(people.sign_in(present.numbers));
    deal(present.simulated, options.vote.rows);
    deal_sheets(present.simulated, options);
    for (unsigned number = 1;; ++number) {
        const bool with_sheets = number == 1 && !options.sheets.empty();
        PJ_TRY(hold_vote(people, options, present, rng, with_sheets));
        PJ_TRY(count(people, options, with_sheets));
        outcome.over_cap += refused_rows(present);
        outcome.rounds_held = number;
        const auto next = PJ_TRY(next_round(people, options));
        if (next) PJ_TRY(people.state_further_round());
        Bytes record = PJ_TRY(publish(people));
        if (!next) return record;
        write_file(fmt::format("{}.round{}", options.record.string(), number), record);
        say(fmt::format("第 {} 轮……", number + 1), fmt::format("Round {}…", number + 1));
        PJ_TRY(people.seal(next->fields));
        deal(present.simulated, next->rows);
    }
}

}  // namespace

std::vector<MarkedRow> random_rows(std::size_t rows, std::size_t projects, const Method& method,
                                   std::uint64_t seed) {
    SeededRng rng{seed};
    std::vector<std::uint32_t> appeal;  // percent of deputies who favour a project
    for (std::size_t i = 0; i < projects; ++i)
        appeal.push_back(45 + rng.below(50));
    std::vector<MarkedRow> out(rows);
    for (MarkedRow& row : out) {
        row.grades.assign(projects, 0);
        constexpr std::uint32_t one_blank_in = 100;
        row.blank = rng.below(one_blank_in) == 0;
        if (row.blank) continue;
        std::vector<std::size_t> order(projects);
        std::iota(order.begin(), order.end(), std::size_t{0});
        shuffle(order, rng);
        for (const std::size_t project : order) {
            const bool favoured = rng.below(100) < appeal[project];
            if (favoured && row.approvals() < method.hi) {
                row.grades[project] = 1;
            } else if (method.grades() == 3 && rng.below(2) == 0) {
                row.grades[project] = 2;
            }
        }
        for (const std::size_t project : order) {
            if (row.approvals() < method.lo) row.grades[project] = 1;
        }
    }
    return out;
}

Result<Outcome> run(const Options& options) {
    std::filesystem::create_directories(std::filesystem::absolute(options.data).parent_path());
    client::ServerProgram program{options.program, options.data, options.data.string() + ".log"};
    say("启动服务器……", "Starting the server…");
    client::init_server(program, {options.name, options.name2, true});
    client::ServerProcess server{program};

    People people{server.endpoint(), client::read_setup_code(program), plan_of(options)};
    std::vector<CardSecret> cards;
    PJ_TRY(prepare(people, cards));
    SeededRng rng{options.seed};
    Present present = present_deputies(options, std::move(cards), rng);
    Outcome outcome;
    const Bytes record = PJ_TRY(hold_rounds(people, options, present, rng, outcome));
    write_file(options.record, record);
    outcome.report = PJ_TRY(verify_record(people, record));
    if (options.before_end) options.before_end(site_of(people));
    server.stop();
    return outcome;
}

}  // namespace piaojue::simulate
