// server/http/openapi.json and the server say the same          PROTOCOL.md §16
//
// Every row of the tables is described, every described operation has its row with the same limit
// and type. One vote then reaches every described status; every answer on the way has a described
// status, type and length, and refuses by a described name.
#include "tests/integration/contract.hpp"
#include "tests/integration/contract_paper.hpp"

#include <map>

#include "ballot/entries/roll.hpp"
#include "crypto/base/encoding.hpp"
#include "server/http/errors.hpp"
#include "tests/integration/hall_device.hpp"
#include "tests/integration/loopback.hpp"

namespace piaojue::testing {
namespace {

TEST(Contract, every_row_is_described_and_every_description_has_its_row) {
    Congress congress;
    for (const Origin origin : {Origin::issue, Origin::box}) {
        std::set<std::string> rows;
        for (const http::Route& route : congress.app().routes(origin == Origin::issue ? 0 : 1)) {
            const std::string method = lower(http::method_name(route.method));
            rows.insert(method + ' ' + route.pattern);
            for (const Operation& operation : operations()) {
                if (operation.method != method || operation.path != route.pattern) continue;
                const json::value* const limit = operation.body.if_contains("x-body-limit");
                const std::size_t described =
                    limit == nullptr ? 0 : limit->to_number<std::size_t>();
                EXPECT_EQ(route.body_limit, described) << route.pattern;
                if (limit == nullptr) continue;
                const json::object& content =
                    operation.body.at("requestBody").at("content").as_object();
                EXPECT_EQ(std::string{content.begin()->key()}, route.content_type);
            }
        }
        std::set<std::string> described;
        for (const Operation& operation : operations())
            if (is_of_origin(operation, origin))
                described.insert(operation.method + ' ' + operation.path);
        EXPECT_EQ(rows, described);
    }
}

TEST(Contract, refusals_are_named_and_stand_under_their_status) {
    std::map<std::string, Errc, std::less<>> by_name;
    for (std::uint16_t code = errc_first; code <= errc_last; ++code)
        by_name.emplace(errc_name(static_cast<Errc>(code)), static_cast<Errc>(code));
    for (const Operation& operation : operations()) {
        for (const json::value& name : operation.body.at("x-refusals").as_array()) {
            const auto found = by_name.find(std::string{name.as_string()});
            ASSERT_NE(found, by_name.end()) << operation.path << ' ' << name;
            EXPECT_TRUE(operation.body.at("responses")
                            .as_object()
                            .contains(std::to_string(http::status_of(found->second))))
                << operation.path << ' ' << name;
        }
    }
}

// Bodies that are too long, and of another type.
void send_misfits(Congress& congress) {
    for (const Operation& operation : operations()) {
        const json::value* const limit = operation.body.if_contains("x-body-limit");
        if (limit == nullptr) continue;
        std::string path = operation.path;
        if (const std::size_t at = path.find("{teller}"); at != std::string::npos)
            path.replace(at, 8, "1");
        const Origin origin = is_of_origin(operation, Origin::box) ? Origin::box : Origin::issue;
        const json::object& content = operation.body.at("requestBody").at("content").as_object();
        const std::string type{content.begin()->key()};
        EXPECT_EQ(
            congress.post(path, Bytes(limit->to_number<std::size_t>() + 1), origin, type).status,
            413U)
            << path;
        EXPECT_EQ(congress.post(path, Bytes(1), origin, "text/html").status, 415U) << path;
    }
}

// A ballot whose signature holds and whose proof does not.
Bytes with_false_proof(const Congress& congress, const SamplePaper& paper,
                       const EncryptedBallot& ballot) {
    Bytes out = ballot.bytes();
    const std::size_t token_at = out.size() - size::signature - size::token;
    out[token_at - size::scalar] ^= 1;  // the lowest byte of the last response
    const std::size_t key_at = 2 + size::hash;
    const ByteView all{out};
    const Bytes32 id = hash_tagged(
        tag::ballot, {congress.round().hash().value(), all.subspan(key_at, token_at - key_at)});
    const Bytes32 token = sha256(all.subspan(token_at, size::token));
    Bytes payload;
    append(payload, id);
    append(payload, token);
    const Signature signature = sign(paper.key, tag::cast, payload);
    std::copy(signature.data_.begin(), signature.data_.end(),
              out.begin() + static_cast<std::ptrdiff_t>(token_at + size::token));
    return out;
}

// What a watcher gets at once.
Reply first_event(std::uint16_t port) {
    net::Probe probe{port};
    EXPECT_TRUE(probe.handshake());
    EXPECT_TRUE(probe.send("GET /api/v1/events HTTP/1.1\r\nHost: a\r\n\r\n"));
    const std::string head = probe.read_until("\r\n\r\n");
    Reply reply;
    reply.status = head.starts_with("HTTP/1.1 200 ") ? 200 : 0;
    if (head.find("Content-Type: text/event-stream\r\n") != std::string::npos)
        reply.type = http::media_events;
    const std::string event = probe.read_until("\n\n");
    reply.body.assign(event.begin(), event.end());
    return reply;
}

class ContractVote {
public:
    ContractVote() { contract_.watch(congress_); }

    void before_the_round() {
        send_misfits(congress_);
        get_all({"/healthz", "/metrics", "/ca.crt", "/api/v1/round", "/api/v1/keys",
                 "/api/v1/checkpoint", "/api/v1/record", "/api/v1/receipts/xyz",
                 "/api/v1/receipts/" + std::string(64, '0'), "/api/v1/attachments/xyz",
                 "/api/v1/attachments/" + std::string(64, '0'), "/api/v1/replacements"});
        expect_event_of_now();
        get_all(entries_);
        get_all(ceremony_);
        for (const char* path : {"/healthz", "/api/v1/round", "/api/v1/entries/manifest"})
            congress_.get(path, Origin::box);
        for (const char* path : {"/api/v1/cast", "/api/v1/hand-back", "/api/v1/check"})
            congress_.post(path, Bytes(10), Origin::box);
        ask_about_paper_too_early(congress_);
        claim_too_early(congress_);
        congress_.post("/api/v1/issue", Bytes(487));
        congress_.post("/api/v1/cosignatures", Bytes(73));
        const Point& any = Point::generator();
        congress_.post("/api/v1/shares",
                       encode_share({{}, {}, TellerNumber{1}, {any}, {any, any}, {}, {}}));
        congress_.post("/api/v1/setup/entries", Bytes{1});
        congress_.post_setup(Bytes{0xff});
        by_page();
        for (const std::string& path : ceremony_)
            congress_.post(path + "/1", Bytes(3));
    }

    // What the page of a session asks, with the code and without it.
    void by_page() {
        const auto ask = [this](std::string_view path, std::string_view body,
                                std::string_view type = http::media_binary) {
            congress_.post(path, as_bytes(body), Origin::issue, type);
            return congress_.post(path, as_bytes(body), Origin::issue, type,
                                  congress_.setup_authorization());
        };
        for (const std::string_view kind : {"roll/read", "projects/read", "names"})
            EXPECT_EQ(ask("/api/v1/setup/" + std::string{kind}, "no,name\n1,a\n").status, 200U);
        ask("/api/v1/setup/method/read?projects=2", "places = 1", "text/plain");
        ask("/api/v1/setup/method/read", "places = 1", "text/plain");
        ask("/api/v1/setup/draft", "{}", http::media_json);
        ask("/api/v1/setup/draft", one_project_, http::media_json);
        ask("/api/v1/setup/draft", R"({"further":true})", http::media_json);
        ask("/api/v1/setup/lines/drop", "{}", http::media_json);
        ask("/api/v1/setup/lines/drop", R"({"sha256":")" + std::string(64, '0') + R"("})",
            http::media_json);
        for (const std::string_view body : {"{}", "[]"})
            ask("/api/v1/setup/preflight", body, http::media_json);
        for (const std::string_view body : {"{}", R"({"sure":true})"})
            ask("/api/v1/setup/end-rehearsal", body, http::media_json);
        EXPECT_EQ(congress_.rehearsals_over, 1);
        const Bytes line =
            encode_person(make_person(congress_.app().congress(), Role::official, "x",
                                      congress_.person_key(1), congress_.rng.bytes<32>()));
        Bytes forged = line;
        forged.back() ^= 1;
        for (const Bytes& body : {line, forged, Bytes(3)})
            congress_.post("/api/v1/setup/lines", body);
        congress_.get("/api/v1/setup/lines");
        get_state();
    }
    void get_state() {
        congress_.get("/api/v1/setup/state");
        congress_.send(http::Method::get, "/api/v1/setup/state", {}, Origin::issue, {},
                       congress_.setup_authorization());
    }

    void setup() {
        congress_.enrol();
        congress_.post("/api/v1/ceremony/commit/1", Bytes(3));
        congress_.post("/api/v1/ceremony/commit/1", Bytes(96));
        congress_.post("/api/v1/ceremony/commit/0", Bytes(96));
        congress_.post("/api/v1/ceremony/message/1", Bytes(3));
        congress_.post("/api/v1/ceremony/message/9", Bytes(3));
        congress_.post("/api/v1/ceremony/certificate/9", Bytes(64));
        congress_.exchange();
        congress_.post("/api/v1/ceremony/certificate/1", Bytes(64));
        congress_.certify();
        congress_.post("/api/v1/ceremony/commit/1", Bytes(96));
        congress_.draw_up_roll();
        const Bytes attachment = encode_attachment(
            {congress_.app().congress(), AttachmentKind::method, "text/plain", Bytes{1}});
        EXPECT_EQ(congress_.post_setup(attachment).status, 201U);
        const Reply fetched =
            congress_.get("/api/v1/attachments/" + encode_hex(attachment_hash(attachment).value()));
        EXPECT_EQ(fetched.body, attachment);
        EXPECT_EQ(congress_
                      .post("/api/v1/setup/draft", as_bytes(one_project_), Origin::issue,
                            http::media_json, congress_.setup_authorization())
                      .status,
                  200U);
        congress_.draft();
        EXPECT_EQ(congress_.act(Act::seal).status, 201U);
        expect_event_of_now();
        congress_.post(
            "/api/v1/setup/lines",
            encode_person(make_person(congress_.app().congress(), Role::official, "x",
                                      congress_.person_key(1), congress_.rng.bytes<32>())));
        congress_.post_setup(congress_.round().manifest().bytes());  // the same: the same answer
        // Out of its place.
        congress_.post_setup(encode_attachment(
            {congress_.app().congress(), AttachmentKind::method, "text/plain", Bytes{2}}));
        get_all(entries_);
        get_all(ceremony_);
        congress_.get("/api/v1/entries/manifest", Origin::box);
        congress_.post("/api/v1/evidence", congress_.query(1));
        congress_.post("/api/v1/evidence", Bytes(3));
        Bytes forged = congress_.query(1);
        forged.back() ^= 1;
        congress_.post("/api/v1/evidence", forged);
        for (const char* path :
             {"/api/v1/desk/names", "/api/v1/desk/attendance", "/api/v1/desk/form?form=notice",
              "/api/v1/desk/site", "/api/v1/desk/archive"}) {
            congress_.post(path, congress_.query(1));
            congress_.post(path, Bytes(3));
            congress_.post(path, forged);
        }
        congress_.post("/api/v1/statements", Bytes(3));
        Bytes other = congress_.statement(Act::open);
        other.back() ^= 1;
        congress_.post("/api/v1/statements", other);
        propose(other);
        reach_answers_about_devices(congress_, forged);
        congress_.act(Act::close);
    }

    // The first of two signatures, and what is no proposal; `forged` is a statement of two.
    void propose(const Bytes& forged) {
        congress_.post("/api/v1/proposals",
                       congress_.statement_by(Act::unseal, ReasonBody{"x"}, {1}));
        congress_.post("/api/v1/proposals",
                       congress_.statement_by(Act::unseal, ReasonBody{"x"}, {2}));
        congress_.post("/api/v1/proposals", congress_.statement_by(Act::close, {}, {1}));
        congress_.post("/api/v1/proposals", forged);
        congress_.get("/api/v1/proposals");
        congress_.post("/api/v1/proposals/query", congress_.query(1));
        congress_.post("/api/v1/proposals/query", Bytes(3));
        Bytes query = congress_.query(1);
        query.back() ^= 1;
        congress_.post("/api/v1/proposals/query", query);
    }

    void vote() {
        congress_.post("/api/v1/issue", Bytes(487));
        congress_.post("/api/v1/issue", congress_.issue_request(1));
        congress_.open();
        expect_event_of_now();
        Bytes forged = congress_.issue_request(1);
        forged.back() ^= 1;
        congress_.post("/api/v1/issue", forged);
        const SamplePaper first = congress_.paper(1);
        const SamplePaper second = congress_.paper(2);
        const SamplePaper third = congress_.paper(3);
        unused_ = congress_.paper(4);
        const SamplePaper exchanged = take_sheets_in_all_ways(congress_);
        congress_.end_issuing();
        declare_in_all_ways(congress_, sheet_deputy, *unused_);
        exchange_in_all_ways(congress_, exchanged);
        const EncryptedBallot ballot = congress_.ballot(first, {1, 0});
        cast_falsely(first, ballot);
        EXPECT_EQ(congress_.cast(ballot).status, 200U);
        congress_.cast(congress_.ballot(first, {0, 1}));
        EXPECT_EQ(congress_.hand_back(second).status, 200U);
        congress_.cast(congress_.ballot(second, {0, 1}));
        Bytes handed = make_hand_back(congress_.round(), third.token, third.key).bytes;
        handed.back() ^= 1;
        congress_.post("/api/v1/hand-back", handed, Origin::box);
        congress_.hand_back(first);
        exchange_too_late(congress_, first);
        EXPECT_EQ(congress_.cast(congress_.ballot(third, {1, 1})).status, 200U);
        report_opened(congress_, ballot);
        EXPECT_EQ(report_opened(congress_, congress_.ballot(first, {1, 0})).status, 202U);
        congress_.post("/api/v1/cosignatures", Bytes(73));
        ballot_ = ballot.id();
    }

    void after_the_close() {
        congress_.close();
        claim_in_all_ways(congress_, *unused_);
        count_sheets_in_all_ways(congress_);
        expect_event_of_now();
        get_all(entries_);
        get_all(ceremony_);
        get_all({"/api/v1/replacements", "/api/v1/attachments/" + std::string(64, '0'),
                 "/api/v1/setup/lines"});
        congress_.get("/api/v1/entries/manifest", Origin::box);
        const std::string receipt = "/api/v1/receipts/" + encode_hex(ballot_.value());
        congress_.get(receipt);
        congress_.post("/api/v1/shares", congress_.share(1));
        congress_.post("/api/v1/cosignatures", Bytes(3));
        Bytes forged = congress_.cosignature(1);
        forged.back() ^= 1;
        congress_.post("/api/v1/cosignatures", forged);
        congress_.cosign();
        congress_.post("/api/v1/shares", Bytes(3));
        Bytes unsigned_share = congress_.share(1);
        unsigned_share.back() ^= 1;
        congress_.post("/api/v1/shares", unsigned_share);
        Share share = value_of(decode_share(congress_.share(1)));
        std::swap(share.products[0], share.products[1]);
        sign_share(share, congress_.person_key(3));
        congress_.post("/api/v1/shares", encode_share(share));
        congress_.decrypt();
        congress_.announce();
        expect_event_of_now();
        EXPECT_EQ(congress_.get(receipt).status, 200U);
        congress_.get("/api/v1/receipts/" + std::string(64, '0'));
        congress_.get("/api/v1/round");
        congress_.publish();
        EXPECT_EQ(congress_.get("/api/v1/record").status, 200U);
        take_bundles(congress_);
    }

    void checkpoints() {
        const auto bring = [&](std::string_view note) {
            congress_.post("/api/v1/checkpoints", as_bytes(note), Origin::issue, "text/plain");
        };
        const std::string own = congress_.get("/api/v1/checkpoint").text();
        bring(own);
        bring("nothing");
        const CheckpointKeys keys = congress_.state().checkpoint_keys();
        const Checkpoint ahead{keys.origin, 5000, Bytes32{}};
        const auto note_by = [&](const SigningKey& key) {
            return print_signed_checkpoint({ahead, sign_checkpoint(ahead, key), {}}, keys);
        };
        bring(note_by(sample_key(77)));
        bring(note_by(SigningKey::from_seed(
            SecretBytes<32>::from(*log::read_file(congress_.dir().file("log.key"))))));
        contract_.expect_all_reached();
    }

private:
    // Who watches hears what who asks is told.
    void expect_event_of_now() {
        congress_.app().tick();
        const Reply event = first_event(congress_.app().issue_port());
        contract_.check("get", "/api/v1/events", Origin::issue, event);
        const std::string round = congress_.get("/api/v1/round").text();
        EXPECT_TRUE(event.text().ends_with("\ndata: " + round + "\n\n")) << event.text();
    }
    void get_all(const std::vector<std::string>& paths) {
        for (const std::string& path : paths)
            congress_.get(path);
    }
    void cast_falsely(const SamplePaper& paper, const EncryptedBallot& ballot) {
        const Reply refused =
            congress_.post("/api/v1/cast", with_false_proof(congress_, paper, ballot), Origin::box);
        EXPECT_TRUE(refused.refusal() == Errc::proof_rejected) << refused;
        congress_.post("/api/v1/cast", Bytes(10), Origin::box);
        congress_.post("/api/v1/hand-back", Bytes(10), Origin::box);
        congress_.post("/api/v1/check", Bytes(10), Origin::box);
        Bytes forged = ballot.bytes();
        forged.back() ^= 1;
        congress_.post("/api/v1/cast", forged, Origin::box);
    }

    const std::vector<std::string> entries_{"/api/v1/entries/congress", "/api/v1/entries/enrolment",
                                            "/api/v1/entries/ceremony", "/api/v1/entries/roll",
                                            "/api/v1/entries/manifest"};
    const std::vector<std::string> ceremony_{"/api/v1/ceremony/commit", "/api/v1/ceremony/message",
                                             "/api/v1/ceremony/certificate"};
    static constexpr std::string_view one_project_ =
        R"({"title":"t","phases":"split","projects":"no,name\n1,a\n","method":"places = 1"})";
    Contract contract_;
    Congress congress_{CongressPlan{.deputies = 6}};
    BallotId ballot_;
    std::optional<SamplePaper> unused_;
};

TEST(Contract, one_vote_reaches_every_described_status_and_no_other) {
    ContractVote vote;
    vote.before_the_round();
    vote.setup();
    vote.vote();
    vote.after_the_close();
    vote.checkpoints();
}

}  // namespace
}  // namespace piaojue::testing
