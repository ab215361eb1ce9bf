// tests/integration/congress.cpp — a small congress around a real server: the server and the
// network
#include "tests/integration/congress.hpp"

#include <boost/json.hpp>
#include <fstream>
#include <ostream>

#include "crypto/base/encoding.hpp"
#include "crypto/base/reader.hpp"
#include "server/log/files.hpp"

namespace piaojue::testing {
namespace {

namespace fs = std::filesystem;

// One folder of `piaojue init` for the whole test program, copied for each congress.
const fs::path& made_once() {
    static const struct Made {
        fs::path root;
        Made() {
            std::string pattern = ::testing::TempDir() + "piaojue-congress-XXXXXX";
            PJ_ASSERT(::mkdtemp(pattern.data()) != nullptr, "a folder for tests");
            root = pattern;
            SystemRng rng;
            const SetClock clock;
            const auto made = make_data_dir(DataDir{root / "made"},
                                            {"测试大会", "Test", true, {}, {}}, rng, clock);
            PJ_ASSERT(made.has_value(), "a data folder for tests");
            const SecretBuffer key = issuer_test_key().to_der();
            log::write_file_whole(root / "made" / "issuing.der", key.expose());
        }
        ~Made() { fs::remove_all(root); }
        Made(const Made&) = delete;
        Made& operator=(const Made&) = delete;
    } made;
    return made.root;
}

fs::path next_folder() {
    static int number = 0;
    return made_once() / std::to_string(++number);
}

std::string read_text(const fs::path& file) {
    const std::optional<Bytes> content = log::read_file(file);
    PJ_ASSERT(content.has_value(), "a file of the data folder");
    return std::string{as_text(*content)};
}

boost::json::object problem_of(const Reply& reply) {
    if (reply.type != http::media_problem) return {};
    return boost::json::parse(reply.text()).as_object();
}

}  // namespace

std::optional<Errc> Reply::refusal() const {
    const boost::json::object problem = problem_of(*this);
    const boost::json::value* const code = problem.if_contains("code");
    if (code == nullptr) return std::nullopt;
    return static_cast<Errc>(code->to_number<std::uint16_t>());
}

Bytes Reply::evidence(std::string_view member) const {
    const boost::json::object problem = problem_of(*this);
    const boost::json::value* const found = problem.if_contains(member);
    if (found == nullptr) return {};
    return value_of(decode_base64(found->as_string()));
}

std::uint64_t Reply::index() const {
    Reader reader{body};
    return value_of(reader.u64());
}

std::ostream& operator<<(std::ostream& out, const Reply& reply) {
    out << reply.status;
    if (const auto code = reply.refusal()) out << ' ' << errc_name(*code);
    return out;
}

Congress::Congress(CongressPlan wanted) : plan(wanted), dir_(next_folder()) {
    fs::copy(made_once() / "made", dir_.folder(), fs::copy_options::recursive);
    certificate_ = read_text(dir_.file("tls.crt"));
    setup_code_ = read_text(dir_.file("setup.code"));
    setup_code_.pop_back();  // line feed
    for (int i = 0; i < 2 + plan.tellers; ++i)
        persons_.push_back(SigningKey::generate(rng));
    for (int i = 0; i < plan.tellers; ++i)
        tellers_.push_back({SecretScalar::random(rng), SigningKey::generate(rng), {}});
    for (std::uint32_t i = 0; i < plan.deputies; ++i)
        deputies_.push_back(SigningKey::generate(rng));
    const Result<void> started = start();
    PJ_ASSERT(started.has_value(), "the server of a test starts");
    congress_ = app_->congress();
}

Congress::~Congress() {
    stop();
    fs::remove_all(dir_.folder());
}

Result<void> Congress::start() {
    Config config;
    config.data = dir_.folder();
    config.workers = 2;
    config.io_threads = 1;
    Surroundings surroundings{clock,
                              rng,
                              [this](std::string_view line) { journal_.emplace_back(line); },
                              {},
                              [this] { ++rehearsals_over; },
                              false};
    app_ = PJ_TRY(App::start(config, std::move(surroundings)));
    return {};
}

void Congress::stop() {
    issue_client_.reset();
    box_client_.reset();
    app_.reset();
}

void Congress::restart() {
    stop();
    const Result<void> started = start();
    ASSERT_TRUE(started) << errc_name(started.error().code) << ": " << started.error().detail;
}

net::ClientOptions Congress::client_options(Origin origin) const {
    net::ClientOptions options;
    options.host = "127.0.0.1";
    options.port = origin == Origin::issue ? app_->issue_port() : app_->box_port();
    options.trust.pinned_certificate = certificate_;
    options.keep_alive = origin == Origin::issue;
    return options;
}

net::HttpsClient& Congress::client(Origin origin) {
    std::optional<net::HttpsClient>& kept = origin == Origin::issue ? issue_client_ : box_client_;
    if (!kept) kept.emplace(client_options(origin));
    return *kept;
}

Reply Congress::send(http::Method method, std::string_view path, ByteView body, Origin origin,
                     std::string_view type, std::string_view authorization) {
    net::ClientRequest request;
    request.method = method;
    request.target = path;
    request.body = body;
    request.content_type = type;
    request.authorization = authorization;
    const net::ClientResult answer = client(origin).send(request);
    if (!answer) {
        ADD_FAILURE() << path << ": " << answer.error().advice;
        return {};
    }
    Reply reply{answer->status, answer->content_type, answer->body};
    if (on_reply) on_reply(method, path, origin, reply);
    return reply;
}

Reply Congress::get(std::string_view path, Origin origin) {
    return send(http::Method::get, path, {}, origin, {}, {});
}

Reply Congress::post(std::string_view path, ByteView body, Origin origin, std::string_view type,
                     std::string_view authorization) {
    return send(http::Method::post, path, body, origin, type, authorization);
}

Reply Congress::post_setup(ByteView entry) {
    return post("/api/v1/setup/entries", entry, Origin::issue, http::media_binary,
                setup_authorization());
}

void Congress::expect_accepted(const Reply& reply, std::string_view step) {
    EXPECT_TRUE(reply.status >= 200 && reply.status < 300) << step << ": " << reply;
}

const SigningKey& Congress::person_key(std::uint16_t person) const {
    return persons_.at(person - 1U);
}

const SigningKey& Congress::identity_key(std::uint32_t deputy) const {
    return deputies_.at(deputy - 1U);
}

}  // namespace piaojue::testing
