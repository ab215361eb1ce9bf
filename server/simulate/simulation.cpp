#include "server/simulate/simulation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <numeric>

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

Plan plan_of(const Options& options) {
    Plan plan;
    plan.title = options.title;
    plan.title2 = options.title2;
    plan.sample = true;
    plan.due = options.due;
    plan.tellers = options.tellers;
    plan.threshold = options.threshold;
    plan.min_group = options.min_group;
    plan.method = method_of(options);
    plan.projects = options.vote.candidates;
    plan.attachments = options.attachments;
    plan.phases = options.guests == 0 ? Phases::split : Phases::joint;
    return plan;
}

// Who is present. Guests vote by themselves; the program keeps no card of theirs.
struct Present {
    std::vector<DeputyNumber> numbers;  // of all of them
    std::vector<Deputy> simulated;
    std::vector<std::pair<DeputyNumber, CardSecret>> guests;
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
        if (i >= options.present - options.guests) {
            out.guests.emplace_back(number, std::move(card));
            continue;
        }
        Deputy deputy{number, std::move(card), {}, {}, {}, {}};
        if (i < options.vote.rows.size()) deputy.row = options.vote.rows[i];
        out.simulated.push_back(std::move(deputy));
    }
    return out;
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

Result<void> hold_vote(People& people, const Options& options, Present& present, SeededRng& rng) {
    std::vector<Deputy*> taking;
    std::vector<Deputy*> casting;
    for (Deputy& deputy : present.simulated) {
        taking.push_back(&deputy);
        const bool casts = deputy.row && is_castable(people.round().shape(), *deputy.row);
        if (casts) casting.push_back(&deputy);
    }
    PJ_TRY(people.sign_in(present.numbers));
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
    PJ_TRY(issue_all(people.endpoint(), people.round(), people.roll_id(), taking));
    if (present.guests.empty()) PJ_TRY(people.act(Act::end_issuing));
    shuffle(casting, rng);
    PJ_TRY(cast_all(people.endpoint(), people.round(), casting));
    if (options.before_close) options.before_close();
    if (!present.guests.empty()) PJ_TRY(people.act(Act::end_issuing));
    return people.act(Act::close);
}

Result<void> count(People& people, const Options& options) {
    say("监票人核验票箱、会签……", "The tellers verify the box and cosign…");
    PJ_TRY(people.cosign());
    if (people.ballots_in_box() >= options.min_group) {
        say("监票人开箱计票……", "The tellers open the box…");
        PJ_TRY(people.decrypt());
    }
    PJ_TRY(people.report());
    return people.announce_and_publish();
}

void write_file(const std::filesystem::path& path, ByteView bytes) {
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out.write(reinterpret_cast<const char*>(bytes.data()),
              static_cast<std::streamsize>(bytes.size()));
    out.flush();
    if (!out) throw EnvError(fmt::format("{} can not be written", path.string()));
}

Result<Report> fetch_and_verify(People& people, const Options& options) {
    client::Api api{people.endpoint()};
    const Bytes record =
        PJ_TRY(client::as_result(client::repeat_passing([&] { return api.record(); })));
    write_file(options.record, record);
    say("核验记录……", "Verifying the record…");
    SystemRng rng;
    VerifyOptions verification;
    verification.expected_manifest = people.round().hash();
    verification.run = tools::run_on_threads;
    return verify(record, rng, verification);
}

}  // namespace

std::vector<MarkedRow> random_rows(std::size_t rows, std::size_t projects, MarkStyle style,
                                   std::size_t cap, std::uint64_t seed) {
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
            if (favoured && row.approvals() < cap) {
                row.grades[project] = 1;
            } else if (style == MarkStyle::three_way && rng.below(2) == 0) {
                row.grades[project] = 2;
            }
        }
        if (style == MarkStyle::approve && row.approvals() == 0) row.grades[order[0]] = 1;
    }
    return out;
}

Method method_of(const Options& options) {
    Method method = default_method();
    const auto projects = static_cast<std::uint8_t>(options.vote.candidates.size());
    method.places = options.places;
    method.hi = options.max_approvals;
    if (options.style == MarkStyle::three_way) {
        const bool capped = options.max_approvals < projects;
        method.style = capped ? Style::three_way_capped : Style::three_way;
        method.lo = 0;
        if (!capped) method.hi = projects;
    }
    return method;
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
    PJ_TRY(hold_vote(people, options, present, rng));
    PJ_TRY(count(people, options));

    Outcome outcome;
    for (const Deputy& deputy : present.simulated) {
        if (deputy.row && !deputy.promise) ++outcome.over_cap;
    }
    outcome.report = PJ_TRY(fetch_and_verify(people, options));
    if (options.before_end) options.before_end(site_of(people));
    server.stop();
    return outcome;
}

}  // namespace piaojue::simulate
