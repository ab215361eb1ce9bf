// `piaojue init` and `piaojue serve` as programs: what they print, how they end, who may read what
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <boost/json.hpp>
#include <csignal>
#include <fstream>
#include <string>
#include <vector>

#include "crypto/checkpoint.hpp"
#include "server/data_dir.hpp"
#include "server/log/files.hpp"
#include "tests/unit/server/temp_folder.hpp"

namespace piaojue::testing {
namespace {

namespace fs = std::filesystem;

// A child with stdout in a pipe and stderr in a file.
class Program {
public:
    Program(std::vector<std::string> arguments, const fs::path& errors) {
        std::array<int, 2> pipe{};
        PJ_ASSERT(::pipe2(pipe.data(), O_CLOEXEC) == 0, "a pipe");
        pid_ = ::fork();
        if (pid_ == 0) {
            const int error = ::open(errors.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
            ::dup2(pipe[1], STDOUT_FILENO);
            ::dup2(error, STDERR_FILENO);
            std::vector<char*> raw{const_cast<char*>(PJ_PROGRAM)};
            for (std::string& argument : arguments)
                raw.push_back(argument.data());
            raw.push_back(nullptr);
            ::execv(PJ_PROGRAM, raw.data());
            ::_exit(127);
        }
        ::close(pipe[1]);
        from_ = pipe[0];
    }
    ~Program() {
        if (pid_ > 0) {
            ::kill(pid_, SIGKILL);
            ::waitpid(pid_, nullptr, 0);
        }
        ::close(from_);
    }
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    [[nodiscard]] std::string read_line() { return read('\n'); }
    [[nodiscard]] std::string read_all() { return read('\0'); }
    void signal(int number) const { ::kill(pid_, number); }
    // The exit code; 128 + signal if one ended it.
    [[nodiscard]] int wait() {
        int status = 0;
        ::waitpid(std::exchange(pid_, -1), &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }

private:
    std::string read(char end) {
        std::string out;
        char c = 0;
        while (::read(from_, &c, 1) == 1) {
            if (c == end) break;
            out.push_back(c);
        }
        return out;
    }

    pid_t pid_ = -1;
    int from_ = -1;
};

class ProgramTest : public ::testing::Test {
protected:
    struct Outcome {
        int code;
        std::string out;
        std::string errors;
        [[nodiscard]] boost::json::object json() const {
            return boost::json::parse(out).as_object();
        }
    };

    Outcome run(std::vector<std::string> arguments) {
        Program program{std::move(arguments), folder_ / "errors"};
        std::string out = program.read_all();
        const int code = program.wait();
        std::ifstream in{folder_ / "errors"};
        return {code, std::move(out), {std::istreambuf_iterator<char>{in}, {}}};
    }
    Outcome init(const std::string& name = "测试大会") {
        return run({"init", "--data", data(), "--name", name, "--sample", "--json"});
    }
    [[nodiscard]] std::string data() const { return (folder_ / "congress").string(); }

    TempFolder folder_;
};

TEST_F(ProgramTest, init_says_what_it_made_and_keeps_it_from_others) {
    const Outcome made = init();
    ASSERT_EQ(made.code, 0) << made.errors;
    EXPECT_EQ(made.json().at("congress_id").as_string().size(), 64U);
    EXPECT_EQ(made.json().at("setup_code").as_string().size(), 24U);
    EXPECT_EQ(fs::status(data()).permissions(), fs::perms::owner_all);
    for (const char* secret : {"log.key", "box.key", "issuing.der", "setup.code", "ca.key",
                               "tls.key", "log.db", "roll.db", "box.db", "hall.db", "sheets.db"}) {
        const auto others = fs::perms::group_all | fs::perms::others_all;
        EXPECT_EQ(fs::status(DataDir{data()}.file(secret)).permissions() & others, fs::perms::none)
            << secret;
    }
    EXPECT_FALSE(fs::exists(data() + ".new"));
}

TEST_F(ProgramTest, a_certificate_is_renewed_for_other_names_under_the_same_authority) {
    ASSERT_EQ(init().code, 0);
    const DataDir dir{data()};
    const auto read = [&](const char* name) { return log::read_file(dir.file(name)); };
    const auto authority = read("ca.crt");
    const auto key = read("tls.key");
    const auto renew = [&](std::vector<std::string> more) {
        std::vector<std::string> arguments{"certificate", "--data", data(), "--json"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run(arguments);
    };
    const Outcome made = renew({"--tls-name", "10.9.8.7", "--tls-name", "localhost"});
    ASSERT_EQ(made.code, 0) << made.errors;
    const auto said = made.json();
    EXPECT_EQ(boost::json::serialize(said.at("hosts")),
              R"(["localhost","127.0.0.1","[::1]","10.9.8.7"])");
    EXPECT_EQ(read("ca.crt"), authority);
    EXPECT_EQ(read("tls.key"), key);
    // The same names again, for longer.
    const auto again = renew({}).json();
    EXPECT_EQ(again.at("hosts"), said.at("hosts"));
    EXPECT_NE(again.at("certificate_sha256"), said.at("certificate_sha256"));
    EXPECT_EQ(again.at("authority_sha256"), said.at("authority_sha256"));

    const auto before = read("tls.crt");
    const Outcome refused = renew({"--tls-name", "bank.example"});
    EXPECT_EQ(refused.code, 2);
    EXPECT_EQ(refused.json().at("error").at("code"), "not_permitted");
    EXPECT_EQ(read("tls.crt"), before);
    const Outcome anew = renew({"--tls-name", "bank.example", "--new-authority"});
    ASSERT_EQ(anew.code, 0) << anew.errors;
    EXPECT_NE(read("ca.crt"), authority);
    EXPECT_NE(anew.json().at("authority_sha256"), said.at("authority_sha256"));
}

TEST_F(ProgramTest, init_leaves_what_is_there_alone) {
    ASSERT_EQ(init().code, 0);
    const auto before = fs::last_write_time(DataDir{data()}.file("log.key"));
    const Outcome again = init();
    EXPECT_EQ(again.code, 2);
    EXPECT_EQ(again.json().at("error").at("code"), "not_permitted");
    EXPECT_EQ(fs::last_write_time(DataDir{data()}.file("log.key")), before);
}

TEST_F(ProgramTest, init_makes_nothing_under_a_name_that_no_congress_can_have) {
    EXPECT_EQ(init(std::string(201, 'x')).code, 2);
    EXPECT_EQ(init("two\nlines").code, 2);
    EXPECT_EQ(init("\xff").code, 2);
    EXPECT_FALSE(fs::exists(data()));
}

TEST_F(ProgramTest, serve_says_in_one_line_that_it_is_ready_and_ends_with_a_signal) {
    const Outcome made = init();
    for (const int signal : {SIGTERM, SIGINT}) {
        Program server{{"serve", "--data", data(), "--json"}, folder_ / "errors"};
        const boost::json::object ready = boost::json::parse(server.read_line()).as_object();
        EXPECT_EQ(ready.at("congress_id"), made.json().at("congress_id"));
        EXPECT_GT(ready.at("issue_port").to_number<int>(), 0);
        EXPECT_NE(ready.at("issue_port"), ready.at("box_port"));
        EXPECT_TRUE(fs::exists(fs::path{std::string{ready.at("certificate").as_string()}}));
        server.signal(signal);
        EXPECT_EQ(server.read_all(), "");
        EXPECT_EQ(server.wait(), 0);
    }
}

TEST_F(ProgramTest, a_second_server_in_the_same_folder_does_not_start) {
    ASSERT_EQ(init().code, 0);
    Program server{{"serve", "--data", data(), "--json"}, folder_ / "first-errors"};
    ASSERT_FALSE(server.read_line().empty());
    const Outcome second = run({"serve", "--data", data(), "--json"});
    EXPECT_EQ(second.code, 2);
    EXPECT_EQ(second.json().at("error").at("code"), "internal");
    EXPECT_NE(second.errors.find("in use by another process"), std::string::npos) << second.errors;
}

TEST_F(ProgramTest, serve_tells_what_is_missing_and_what_to_do) {
    const Outcome nowhere = run({"serve", "--data", data(), "--json"});
    EXPECT_EQ(nowhere.code, 2);
    EXPECT_NE(nowhere.errors.find("piaojue init"), std::string::npos);
    ASSERT_EQ(init().code, 0);
    fs::remove(DataDir{data()}.file("issuing.der"));
    const Outcome keyless = run({"serve", "--data", data(), "--json"});
    EXPECT_EQ(keyless.code, 2);
    EXPECT_NE(keyless.errors.find("issuing.der"), std::string::npos);
}

// What it acknowledged last stands in the journals alone.
TEST_F(ProgramTest, the_folder_of_a_killed_server_is_served_whole_or_not_at_all) {
    ASSERT_EQ(init().code, 0);
    const DataDir dir{data()};
    {
        Program server{{"serve", "--data", data(), "--json"}, folder_ / "errors"};
        ASSERT_FALSE(server.read_line().empty());
        server.signal(SIGKILL);
        EXPECT_EQ(server.wait(), 128 + SIGKILL);
    }
    for (const std::string_view database : databases) {
        const std::string journal = std::string{database} + "-wal";
        fs::rename(dir.file(journal), folder_ / "elsewhere");
        const Outcome refused = run({"serve", "--data", data(), "--json"});
        EXPECT_EQ(refused.code, 2) << database;
        EXPECT_NE(refused.errors.find(journal + " is missing"), std::string::npos);
        fs::rename(folder_ / "elsewhere", dir.file(journal));
    }
    for (int start = 0; start < 2; ++start) {
        Program server{{"serve", "--data", data(), "--json"}, folder_ / "errors"};
        ASSERT_FALSE(server.read_line().empty());
        server.signal(SIGTERM);
        EXPECT_EQ(server.wait(), 0);
        EXPECT_FALSE(fs::exists(dir.file("serving")));
    }
}

TEST_F(ProgramTest, a_log_behind_its_checkpoint_is_not_served) {
    ASSERT_EQ(init().code, 0);
    const DataDir dir{data()};
    // A checkpoint of a longer log under the same key.
    const ServerKeys keys = read_keys(dir);
    std::ifstream in{dir.file("log.checkpoint")};
    std::string origin;
    ASSERT_TRUE(std::getline(in, origin));
    const Checkpoint longer{origin, 7, Bytes32{}};
    std::ofstream{dir.file("log.checkpoint")}
        << print_signed_checkpoint({longer, sign_checkpoint(longer, keys.log_key), {}},
                                   {origin, keys.log_key.verify_key(), {}});
    const Outcome refused = run({"serve", "--data", data(), "--json"});
    EXPECT_EQ(refused.code, 1);
    EXPECT_EQ(refused.json().at("error").at("code"), "log_rollback");
}

TEST_F(ProgramTest, settings_out_of_range_and_unknown_words_are_misuse) {
    EXPECT_EQ(run({"serve", "--data", data(), "--batch-max", "0"}).code, 2);
    EXPECT_EQ(run({"serve", "--data", data(), "--box-port", "70000"}).code, 2);
    EXPECT_EQ(run({"nothing"}).code, 2);
    EXPECT_EQ(run({}).code, 2);
    for (const char* option : {"--help", "--version"}) {
        EXPECT_EQ(run({option}).code, 0);
        EXPECT_EQ(run({"serve", option}).code, 0);
        EXPECT_EQ(run({"init", option}).code, 0);
    }
    EXPECT_EQ(run({"serve", "--print-config"}).code, 0);
}

}  // namespace
}  // namespace piaojue::testing
