// What a session is set up with: files understood, names kept, a round composed, lines handed in
//                                                                            PROTOCOL.md §16
#include <boost/json.hpp>

#include "ballot/entries/enrolment.hpp"
#include "crypto/base/encoding.hpp"
#include "crypto/base/reader.hpp"
#include "crypto/hash.hpp"
#include "server/imports/table.hpp"
#include "server/log/files.hpp"
#include "server/net/certificate.hpp"
#include "tests/integration/congress.hpp"

namespace piaojue::testing {
namespace {

namespace json = boost::json;

constexpr std::string_view roll_path = "/api/v1/setup/roll/read";
constexpr std::string_view projects_path = "/api/v1/setup/projects/read";
constexpr std::string_view method_path = "/api/v1/setup/method/read?projects=3";
constexpr std::string_view keep_names_path = "/api/v1/setup/names";
constexpr std::string_view draft_path = "/api/v1/setup/draft";
constexpr std::string_view state_path = "/api/v1/setup/state";
constexpr std::string_view lines_path = "/api/v1/setup/lines";
constexpr std::string_view preflight_path = "/api/v1/setup/preflight";
constexpr std::string_view end_path = "/api/v1/setup/end-rehearsal";
constexpr std::string_view drop_path = "/api/v1/setup/lines/drop";

constexpr std::string_view good_roll = "序号,姓名,代表团,座位\n1,张　三,东湖,A1\n2,李四,西山,\n";
constexpr std::string_view bad_roll = "序号,姓名\n1,张三\n1,\n";
constexpr std::string_view good_projects = "no,name,name2,unit\n1,甲,A,教育局\n7,乙,,\n3,丙,,\n";

class Setup : public ::testing::Test {
protected:
    Reply ask(std::string_view path, std::string_view body,
              std::string_view type = http::media_binary) {
        return congress_.post(path, as_bytes(body), Origin::issue, type,
                              congress_.setup_authorization());
    }
    json::object object_of(const Reply& reply) {
        EXPECT_EQ(reply.status, 200U) << reply << ' ' << reply.text();
        return json::parse(reply.text()).as_object();
    }
    json::object read(std::string_view path, std::string_view body,
                      std::string_view type = http::media_binary) {
        return object_of(ask(path, body, type));
    }
    json::object state() {
        return object_of(congress_.send(http::Method::get, state_path, {}, Origin::issue, {},
                                        congress_.setup_authorization()));
    }
    Reply draft(const json::object& wanted) {
        return ask(draft_path, json::serialize(wanted), http::media_json);
    }
    static std::string detail_of(const Reply& reply) {
        return std::string{json::parse(reply.text()).at("detail").as_string()};
    }
    json::object wanted_round() const {
        return {{"title", "民生实事项目票决"},
                {"title2", "Projects"},
                {"phases", "split"},
                {"min_group", 2},
                {"projects", good_projects},
                {"method", "title = \"办法\"\nplaces = 2\n"},
                {"source", "各代表小组征集。\n"},
                {"slips", ""}};
    }

    Congress congress_;
};

TEST_F(Setup, nothing_is_answered_without_the_code) {
    for (const std::string_view path : {roll_path, projects_path, keep_names_path})
        EXPECT_REFUSAL(congress_.post(path, as_bytes(good_roll)), Errc::not_permitted);
    EXPECT_REFUSAL(congress_.post(method_path, Bytes(1), Origin::issue, "text/plain"),
                   Errc::not_permitted);
    for (const std::string_view path : {draft_path, drop_path}) {
        EXPECT_REFUSAL(congress_.post(path, as_bytes("{}"), Origin::issue, http::media_json,
                                      "Bearer 0000-0000-0000-0000-0000"),
                       Errc::not_permitted);
    }
    EXPECT_REFUSAL(congress_.get(state_path), Errc::not_permitted);
    EXPECT_FALSE(log::read_file(congress_.dir().file("names.csv")));
}

TEST_F(Setup, a_table_above_its_limit_is_refused_unread) {
    const std::string large(imports::file_bytes_max + 1, 'x');
    EXPECT_REFUSAL(ask(roll_path, large), Errc::too_large);
}

TEST_F(Setup, a_roll_is_understood_whole_or_every_fault_is_named) {
    const json::object good = read(roll_path, good_roll);
    EXPECT_TRUE(good.at("ok").as_bool());
    EXPECT_TRUE(good.at("errors").as_array().empty());
    EXPECT_EQ(good.at("deputies"),
              json::parse(R"([{"no":1,"name":"张三","delegation":"东湖","seat":"A1","note":""},)"
                          R"({"no":2,"name":"李四","delegation":"西山","seat":"","note":""}])"));

    const json::object bad = read(roll_path, bad_roll);
    EXPECT_FALSE(bad.at("ok").as_bool());
    EXPECT_TRUE(bad.at("deputies").as_array().empty());
    std::vector<std::string> codes;
    for (const json::value& one : bad.at("errors").as_array()) {
        EXPECT_EQ(one.at("row"), 3);
        codes.emplace_back(one.at("code").as_string());
    }
    EXPECT_EQ(codes, (std::vector<std::string>{"duplicate_number", "missing_name"}));
    EXPECT_EQ(bad.at("errors").as_array().back().at("column"), "B");

    const json::object no_table = read(roll_path, "%PDF-1.7");
    EXPECT_EQ(no_table.at("errors").as_array().front().at("code"), "not_a_table");
    EXPECT_TRUE(no_table.at("errors").as_array().front().at("row").is_null());
}

TEST_F(Setup, projects_are_given_back_with_the_text_that_a_draft_takes) {
    const json::object good = read(projects_path, good_projects);
    EXPECT_TRUE(good.at("ok").as_bool());
    const json::array& projects = good.at("projects").as_array();
    ASSERT_EQ(projects.size(), 3U);
    EXPECT_EQ(projects[1].at("no"), 7);
    EXPECT_EQ(projects[0].at("unit"), "教育局");
    const std::string text{good.at("text").as_string()};
    EXPECT_TRUE(text.starts_with("no,name,name2,unit,content,investment,funding,deadline\n"));
    EXPECT_EQ(read(projects_path, text).at("text"), good.at("text"));

    const json::object bad = read(projects_path, "no,name\n1,a\n2,a\n");
    EXPECT_FALSE(bad.at("ok").as_bool());
    EXPECT_EQ(bad.at("text"), "");
    EXPECT_EQ(bad.at("errors").as_array().front().at("code"), "duplicate_name");
}

TEST_F(Setup, a_method_comes_back_with_every_key_or_with_the_row_of_its_fault) {
    const json::object good = read(method_path, "places = 2\n", "text/plain; charset=utf-8");
    EXPECT_TRUE(good.at("ok").as_bool());
    const json::object& method = good.at("method").as_object();
    EXPECT_EQ(method.at("places"), 2);
    EXPECT_EQ(method.at("max_approvals"), 2);
    EXPECT_EQ(method.at("ballot"), "choose_up_to");
    EXPECT_TRUE(method.at("participation").is_null());
    EXPECT_EQ(method.at("threshold"),
              json::parse(R"({"fraction":"1/2","base":"all","strict":true})"));

    const json::object bad = read(method_path, "title = 'x'\nplaces = 'two'\n", "text/plain");
    EXPECT_FALSE(bad.at("ok").as_bool());
    EXPECT_TRUE(bad.at("method").is_null());
    const json::value& fault = bad.at("errors").as_array().front();
    EXPECT_EQ(fault.at("code"), "bad_method");
    EXPECT_EQ(fault.at("row"), 2);
    // Of two keys together: of no row.
    const json::object two =
        read(method_path, "ballot = 'three_way'\nmax_approvals = 2\n", "text/plain");
    EXPECT_TRUE(two.at("errors").as_array().front().at("row").is_null());

    for (const std::string_view query : {"", "?projects=", "?projects=0", "?projects=101"}) {
        const std::string path = "/api/v1/setup/method/read" + std::string{query};
        EXPECT_REFUSAL(ask(path, "places = 2\n", "text/plain"), Errc::malformed);
    }
}

TEST_F(Setup, names_are_kept_for_the_desks_only_if_all_of_them_are_understood) {
    EXPECT_EQ(read(keep_names_path, bad_roll).at("count"), 0);
    EXPECT_FALSE(log::read_file(congress_.dir().file("names.csv")));
    const json::object kept = read(keep_names_path, good_roll);
    EXPECT_TRUE(kept.at("ok").as_bool());
    EXPECT_EQ(kept.at("count"), 2);
    EXPECT_EQ(state().at("names"), 2);
    EXPECT_EQ(read(keep_names_path, "no,name\n1,甲\n").at("count"), 1);

    congress_.enrol();
    const Reply names = congress_.post("/api/v1/desk/names", congress_.query(1));
    EXPECT_EQ(json::parse(names.text()).at("deputies").as_array().front().at("name"), "甲");
    const auto mode = std::filesystem::status(congress_.dir().file("names.csv")).permissions();
    EXPECT_EQ(mode, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_F(Setup, the_state_tells_which_entries_stand_and_whether_more_may_come) {
    json::object now = state();
    EXPECT_EQ(now.at("congress_id").as_string(), encode_hex(congress_.app().congress().value()));
    EXPECT_EQ(now.at("name"), "测试大会");
    EXPECT_EQ(now.at("phase"), "setup");
    EXPECT_EQ(now.at("log_size"), 1);
    EXPECT_TRUE(now.at("due").is_null());
    EXPECT_TRUE(now.at("entries").at("enrolment").is_null());
    EXPECT_TRUE(now.at("may").as_bool());
    congress_.enrol();
    congress_.hold_ceremony();
    congress_.draw_up_roll();
    now = state();
    EXPECT_EQ(now.at("entries"),
              json::parse(R"({"enrolment":1,"ceremony":2,"roll":3,"manifest":null})"));
    EXPECT_EQ(now.at("due"), 5);
    congress_.draft();
    EXPECT_EQ(congress_.act(Act::seal).status, 201U);
    now = state();
    EXPECT_EQ(now.at("phase"), "sealed");
    EXPECT_EQ(now.at("entries").at("manifest"), 4);
    EXPECT_FALSE(now.at("may").as_bool());
}

TEST_F(Setup, the_state_keeps_silent_from_the_close_until_the_announcement) {
    congress_.prepare();
    congress_.open();
    const SamplePaper paper = congress_.paper(1);
    congress_.end_issuing();
    EXPECT_EQ(congress_.cast(congress_.ballot(paper, {1, 0})).status, 200U);
    congress_.close();
    congress_.cosign();
    congress_.decrypt();
    const json::object now = state();
    EXPECT_EQ(now.at("phase"), "closed");
    EXPECT_LT(now.at("log_size").to_number<std::uint64_t>(), congress_.state().size());
    EXPECT_REFUSAL(draft(wanted_round()), Errc::wrong_phase);
    EXPECT_REFUSAL(congress_.get(lines_path), Errc::wrong_phase);
}

TEST_F(Setup, a_round_is_composed_whose_entries_the_log_takes) {
    congress_.enrol();
    congress_.hold_ceremony();
    congress_.draw_up_roll();
    const std::uint64_t before = congress_.state().size();
    const json::object drafted = object_of(draft(wanted_round()));
    EXPECT_EQ(congress_.state().size(), before);  // nothing is kept
    std::vector<std::string> kinds;
    for (const json::value& one : drafted.at("attachments").as_array()) {
        kinds.emplace_back(one.at("kind").as_string());
        const Bytes entry = value_of(decode_base64(one.at("entry").as_string()));
        EXPECT_EQ(congress_.post_setup(entry).status, 201U);
    }
    EXPECT_EQ(kinds, (std::vector<std::string>{"projects", "source", "method"}));
    const Bytes entry = value_of(decode_base64(drafted.at("manifest").as_string()));
    const VoteManifest manifest = value_of(VoteManifest::decode(entry));
    EXPECT_EQ(manifest.fields().title2, "Projects");
    EXPECT_EQ(manifest.fields().due, 5U);
    EXPECT_EQ(manifest.fields().min_group, 2U);
    EXPECT_EQ(manifest.fields().phases, Phases::split);
    EXPECT_EQ(manifest.fields().projects[1].no, ProjectNumber{7});
    EXPECT_EQ(manifest.method().places, 2);
    EXPECT_EQ(congress_.post_setup(entry).status, 201U);
    EXPECT_EQ(congress_.state().phase(), Phase::drafted);
}

TEST_F(Setup, a_round_with_slips_names_their_list) {
    congress_.enrol();
    congress_.hold_ceremony();
    congress_.draw_up_roll();
    const SlipList list = value_of(SlipList::create({slip_hash(congress_.rng.secret<32>())}));
    json::object wanted = wanted_round();
    wanted["slips"] = encode_base64(list.encode());
    wanted["source"] = "";
    const json::object drafted = object_of(draft(wanted));
    EXPECT_EQ(drafted.at("attachments").as_array().back().at("kind"), "slips");
    EXPECT_EQ(drafted.at("attachments").as_array().size(), 3U);
}

TEST_F(Setup, a_draft_is_refused_with_what_is_wrong_and_where) {
    EXPECT_REFUSAL(draft(wanted_round()), Errc::unknown_round);
    EXPECT_EQ(detail_of(draft(wanted_round())), "no enrolment yet");
    congress_.enrol();
    EXPECT_EQ(detail_of(draft(wanted_round())), "no ceremony yet");
    congress_.hold_ceremony();
    EXPECT_EQ(detail_of(draft(wanted_round())), "no roll yet");
    congress_.draw_up_roll();
    const auto expect = [this](std::string_view member, json::value value, std::string_view said,
                               Errc code = Errc::malformed) {
        json::object wanted = wanted_round();
        wanted[member] = std::move(value);
        const Reply reply = draft(wanted);
        EXPECT_TRUE(reply.refusal() == code) << member << ' ' << reply;
        EXPECT_NE(detail_of(reply).find(said), std::string::npos) << detail_of(reply);
    };
    expect("projects", "no,name\n1,\n", "row 2, column B name");
    expect("projects", "", "projects: ");
    expect("method", "places = 2\nquorum = 3\n", "method.toml:2: quorum");
    expect("phases", "both", "phases is split or joint");
    expect("min_group", 0, "min_group is no whole number from 1 to 65535");
    expect("title", json::string(201, 'x'), "");
    expect("slips", "AAAA", "the slips: ");
    expect("slips", "A", "");
    expect("candidates", json::array{1}, "candidates are of a further round");
    expect("colour", "red", "colour is no member of this request");
    EXPECT_REFUSAL(ask(draft_path, "[]", http::media_json), Errc::malformed);
    const json::object further{{"phases", "split"}, {"further", true}};
    EXPECT_EQ(detail_of(draft(further)), "no round that is over");
}

TEST_F(Setup, a_further_round_follows_from_the_servers_own_log) {
    congress_.prepare();
    congress_.open();
    EXPECT_EQ(congress_.act(Act::void_round, ReasonBody{"停电"}).status, 201U);
    json::object further{{"phases", "joint"}, {"further", true}, {"candidates", {99}}};
    EXPECT_EQ(detail_of(draft(further)), "candidates: 99 is not among those that are left");
    further["projects"] = good_projects;
    EXPECT_REFUSAL(draft(further), Errc::malformed);
    further.erase("projects");
    further["candidates"] = nullptr;
    const json::object drafted = object_of(draft(further));
    const Bytes entry = value_of(decode_base64(drafted.at("manifest").as_string()));
    const VoteManifest manifest = value_of(VoteManifest::decode(entry));
    EXPECT_EQ(manifest.fields().round, 2);
    EXPECT_EQ(manifest.fields().kind, RoundKind::ordered);
    EXPECT_EQ(manifest.fields().phases, Phases::joint);
    EXPECT_EQ(manifest.fields().title, congress_.round().manifest().fields().title);
    const NextRoundBody body{congress_.state().round()->as_before().parent, RoundKind::ordered};
    EXPECT_EQ(congress_.act(Act::further_round, body).status, 201U);
    EXPECT_EQ(congress_.post_setup(entry).status, 201U);
}

TEST_F(Setup, the_preflight_tells_of_names_that_the_desks_cannot_read) {
    const std::filesystem::path names = congress_.dir().file("names.csv");
    log::write_file_whole(names, as_bytes("neither number nor name\n"));
    const json::object seen = read(preflight_path, "{}", http::media_json);
    const std::string fault = text_of(seen.at("names_fault"));
    EXPECT_NE(fault.find(names.string()), std::string::npos) << fault;
    EXPECT_NE(fault.find("import it again"), std::string::npos) << fault;
    EXPECT_EQ(congress_.app().fault_of_names(), fault);
}

TEST_F(Setup, the_preflight_tells_how_this_machine_stands) {
    EXPECT_EQ(read(keep_names_path, "no,name\n1,甲\uE000\n").at("count"), 1);
    const json::object seen = read(preflight_path, "{}", http::media_json);
    EXPECT_EQ(seen.at("clock").to_number<std::uint64_t>(), congress_.clock.now_seconds());
    EXPECT_GT(seen.at("disk_free_bytes").to_number<std::uint64_t>(), 0U);
    const std::filesystem::path file = congress_.app().certificate();
    const json::object& certificate = seen.at("certificate").as_object();
    EXPECT_EQ(certificate.at("sha256").as_string(),
              encode_hex(net::fingerprint_of_certificate(file)));
    const auto seconds = [&certificate](const char* name) {
        return certificate.at(name).to_number<std::uint64_t>();
    };
    EXPECT_LT(seconds("not_before"), congress_.clock.now_seconds());
    EXPECT_GT(seconds("not_after"), congress_.clock.now_seconds());
    EXPECT_EQ(certificate.at("names").as_array().front(), "localhost");
    EXPECT_FALSE(seen.at("pages").as_bool());
    // Of private use: certain nowhere, whatever fonts this machine has.
    EXPECT_NE(seen.at("fonts_missing").as_string().find("\uE000"), std::string::npos);
    EXPECT_EQ(seen.at("names_fault"), "");
    EXPECT_EQ(seen.at("log").at("size"), 1);
    EXPECT_EQ(seen.at("log").at("checkpoint_sha256").as_string(),
              encode_hex(sha256(congress_.get("/api/v1/checkpoint").body)));
    EXPECT_TRUE(seen.at("databases").as_bool());
    EXPECT_REFUSAL(congress_.post(preflight_path, as_bytes("{}"), Origin::issue, http::media_json),
                   Errc::not_permitted);
    EXPECT_REFUSAL(ask(preflight_path, std::string(257, ' '), http::media_json), Errc::too_large);
}

TEST_F(Setup, a_rehearsal_is_ended_only_by_who_is_sure_and_has_the_code) {
    EXPECT_REFUSAL(ask(end_path, "{}", http::media_json), Errc::malformed);
    EXPECT_REFUSAL(ask(end_path, R"({"sure":"yes"})", http::media_json), Errc::malformed);
    EXPECT_REFUSAL(
        congress_.post(end_path, as_bytes(R"({"sure":true})"), Origin::issue, http::media_json),
        Errc::not_permitted);
    EXPECT_EQ(congress_.rehearsals_over, 0);
    EXPECT_EQ(ask(end_path, R"({"sure":true})", http::media_json).status, 200U);
    EXPECT_EQ(congress_.rehearsals_over, 1);
}

}  // namespace
}  // namespace piaojue::testing
