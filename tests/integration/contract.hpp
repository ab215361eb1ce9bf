// tests/integration/contract.hpp — server/http/openapi.json as tests hold answers against it
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "server/log/files.hpp"
#include "tests/integration/congress.hpp"

namespace piaojue::testing {

namespace json = boost::json;

struct Operation {
    std::string method;  // "get", "post"
    std::string path;    // with {name} segments
    json::object body;
    friend bool operator<(const Operation& a, const Operation& b) {
        return std::tie(a.path, a.method) < std::tie(b.path, b.method);
    }
};

inline const json::object& description() {
    static const json::value parsed = [] {
        const auto text = log::read_file(PJ_OPENAPI_FILE);
        PJ_ASSERT(text.has_value(), "the description of the interface");
        return json::parse(as_text(*text));
    }();
    return parsed.as_object();
}

inline std::vector<Operation> operations() {
    std::vector<Operation> out;
    for (const auto& [path, methods] : description().at("paths").as_object()) {
        for (const auto& [method, body] : methods.as_object())
            out.push_back({std::string{method}, std::string{path}, body.as_object()});
    }
    return out;
}

inline bool is_of_origin(const Operation& operation, Origin origin) {
    for (const json::value& name : operation.body.at("x-origins").as_array())
        if ((name == "issue") == (origin == Origin::issue)) return true;
    return false;
}

inline bool fits(std::string_view pattern, std::string_view path) {
    while (!pattern.empty() && !path.empty()) {
        const std::string_view a = pattern.substr(0, pattern.find('/', 1));
        const std::string_view b = path.substr(0, path.find('/', 1));
        if (a != b && !a.starts_with("/{")) return false;
        pattern.remove_prefix(a.size());
        path.remove_prefix(b.size());
    }
    return pattern.empty() && path.empty();
}

inline std::string lower(std::string_view name) {
    std::string out;
    for (const char c : name)
        out += static_cast<char>(c - 'A' + 'a');
    return out;
}

// What was answered, held against the description as it comes.
class Contract {
public:
    void watch(Congress& congress) {
        congress.on_reply = [this](http::Method method, std::string_view path, Origin origin,
                                   const Reply& reply) {
            check(lower(http::method_name(method)), path, origin, reply);
        };
    }

    void check(const std::string& method, std::string_view path, Origin origin,
               const Reply& reply) {
        path = path.substr(0, path.find('?'));
        for (const Operation& operation : all_) {
            const bool literal = operation.path == path;
            if (operation.method != method || !fits(operation.path, path)) continue;
            if (!literal && has_literal(method, path)) continue;
            EXPECT_TRUE(is_of_origin(operation, origin)) << path;
            check_answer(operation, reply);
            return;
        }
        ADD_FAILURE() << method << ' ' << path << " is not described";
    }

    void expect_all_reached() const {
        for (const Operation& operation : all_) {
            for (const auto& [status, response] : operation.body.at("responses").as_object()) {
                if (status == "default") continue;
                EXPECT_TRUE(reached_.contains(key(operation, std::string{status})))
                    << operation.method << ' ' << operation.path << ' ' << status
                    << " was never answered";
            }
        }
    }

private:
    static std::string key(const Operation& operation, const std::string& status) {
        return operation.method + operation.path + status;
    }
    bool has_literal(const std::string& method, std::string_view path) const {
        return std::any_of(all_.begin(), all_.end(), [&](const Operation& operation) {
            return operation.method == method && operation.path == path;
        });
    }

    void check_answer(const Operation& operation, const Reply& reply) {
        const std::string where = operation.method + ' ' + operation.path;
        const std::string status = std::to_string(reply.status);
        const json::object& responses = operation.body.at("responses").as_object();
        const json::value* const described = responses.if_contains(status);
        reached_.insert(key(operation, status));
        if (reply.status < 300) {
            ASSERT_NE(described, nullptr) << where << ' ' << status;
            check_content(where, described->as_object(), reply);
            return;
        }
        EXPECT_EQ(reply.type, http::media_problem) << where;
        const auto code = reply.refusal();
        if (!code) return;  // by HTTP's own rules: 415 and the like
        const std::set<Errc> everywhere{Errc::too_large, Errc::busy, Errc::internal,
                                        Errc::log_rollback};
        if (!everywhere.contains(*code)) {
            EXPECT_NE(described, nullptr) << where << ' ' << reply;
            EXPECT_TRUE(names_refusal(operation, *code)) << where << ' ' << reply;
        }
    }

    static bool names_refusal(const Operation& operation, Errc code) {
        for (const json::value& name : operation.body.at("x-refusals").as_array())
            if (name.as_string() == errc_name(code)) return true;
        return false;
    }

    static void check_content(const std::string& where, const json::object& described,
                              const Reply& reply) {
        const json::value* const content = described.if_contains("content");
        if (content == nullptr) {
            EXPECT_TRUE(reply.body.empty()) << where;
            return;
        }
        const json::object& answers = content->as_object();
        const auto answer = std::ranges::find_if(answers, [&reply](const auto& one) {
            return reply.type.starts_with(std::string_view{one.key()});
        });
        ASSERT_NE(answer, answers.end()) << where << ' ' << reply.type;
        const std::string_view media = answer->key();
        const json::object& schema = answer->value().at("schema").as_object();
        const auto bound = [&schema](std::string_view name, std::size_t otherwise) {
            const json::value* const found = schema.if_contains(name);
            return found == nullptr ? otherwise : found->to_number<std::size_t>();
        };
        EXPECT_GE(reply.body.size(), bound("minLength", 0)) << where;
        EXPECT_LE(reply.body.size(), bound("maxLength", reply.body.size())) << where;
        if (media == http::media_json) {
            const std::string name{schema.at("$ref").as_string()};
            check_members(where, name, json::parse(reply.text()).as_object());
        }
    }

    // The object has exactly the members of its schema.
    static void check_members(const std::string& where, const std::string& reference,
                              const json::object& object) {
        const std::string name = reference.substr(reference.rfind('/') + 1);
        const json::object& schema =
            description().at("components").at("schemas").at(name).as_object();
        for (const json::value& required : schema.at("required").as_array())
            EXPECT_TRUE(object.contains(required.as_string())) << where << ' ' << required;
        for (const auto& [member, value] : object)
            EXPECT_TRUE(schema.at("properties").as_object().contains(member))
                << where << ' ' << member;
        if (name == "Round" && object.at("result").is_object())
            check_members(where, "Result", object.at("result").as_object());
    }

    std::vector<Operation> all_ = operations();
    std::set<std::string> reached_;
};

inline Reply report_opened(Congress& congress, const EncryptedBallot& ballot) {
    return congress.post(
        "/api/v1/check",
        encode_opened({congress.round().hash(), ballot.id(), 0, CheckVerdict::agrees}),
        Origin::box);
}

// Whatever is said about a paper before there is a round.
inline void claim_too_early(Congress& congress) {
    congress.post("/api/v1/claim", Bytes(10), Origin::box);
    Bytes declaration(size::declaration);
    declaration[0] = enum_code(EntryType::declaration);
    congress.post("/api/v1/declare", declaration);
}

// Accepted, then each kind of refusal. Deputy 1 has a paper, the other took none of kind 0.
inline void declare_in_all_ways(Congress& congress, std::uint32_t without,
                                const SamplePaper& unused) {
    congress.claim(unused);  // too early
    EXPECT_EQ(congress.declare(1).status, 200U);
    congress.post("/api/v1/declare", Bytes(10));
    congress.declare(without);
    congress.post("/api/v1/declare",
                  encode_declaration(
                      make_declaration(ManifestHash{}, DeputyNumber{1}, congress.identity_key(1))));
}

// Behind the close, with a paper that nobody used.
inline void claim_in_all_ways(Congress& congress, const SamplePaper& unused) {
    Bytes forged = make_claim(congress.round(), unused.token, unused.key).bytes;
    forged.back() ^= 1;
    congress.post("/api/v1/claim", Bytes(10), Origin::box);
    congress.post("/api/v1/claim", forged, Origin::box);
    EXPECT_EQ(congress.claim(unused).status, 200U);
}

}  // namespace piaojue::testing
