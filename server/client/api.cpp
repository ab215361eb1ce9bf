#include "server/client/api.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <thread>

#include "ballot/wire.hpp"
#include "crypto/base/encoding.hpp"
#include "crypto/base/reader.hpp"
#include "crypto/base/writer.hpp"
#include "server/client/refusals.hpp"
#include "server/net/certificate.hpp"

namespace piaojue::client {

namespace {

constexpr std::size_t answer_bytes_max = std::size_t{1} << 30U;  // a record of ten thousand

net::ClientOptions options(const Endpoint& endpoint, std::uint16_t port,
                           std::chrono::milliseconds deadline) {
    net::ClientOptions out;
    out.host = endpoint.host;
    out.port = port;
    (net::is_authority(endpoint.certificate) ? out.trust.authority : out.trust.pinned_certificate) =
        endpoint.certificate;
    out.deadline = deadline;
    out.answer_bytes_max = answer_bytes_max;
    return out;
}

tl::unexpected<Failure> unexpected_answer(std::string what) {
    Failure failure;
    failure.advice = std::move(what);
    return tl::unexpected<Failure>{std::move(failure)};
}

Failure from_transport(const net::TransportFailure& failure) {
    using net::TransportFault;
    Failure out;
    out.advice = failure.advice;
    switch (failure.fault) {
    case TransportFault::connection_lost:
    case TransportFault::timed_out: out.kind = Failure::Kind::unknown; break;
    // A server that ends in the middle of a handshake is met like one that is not there.
    case TransportFault::handshake_failed:
    case TransportFault::unreachable: out.kind = Failure::Kind::unreached; break;
    case TransportFault::unknown_host:
    case TransportFault::certificate_rejected:
    case TransportFault::answer_malformed: out.kind = Failure::Kind::unexpected; break;
    }
    return out;
}

Bytes evidence_of(const boost::json::object& problem) {
    for (const char* const name : {"promise", "refusal"}) {
        const boost::json::value* const text = problem.if_contains(name);
        if (text == nullptr || !text->is_string()) continue;
        if (auto bytes = decode_base64(text->get_string())) return *std::move(bytes);
    }
    return {};
}

// What the server says of the case, in words: a detail, or under which id its journal tells more.
std::string said_in(const boost::json::object& problem) {
    const auto text = [&problem](const char* name) -> std::string {
        const boost::json::value* const value = problem.if_contains(name);
        return value != nullptr && value->is_string() ? std::string{value->get_string()} : "";
    };
    const std::string incident = text("incident");
    return incident.empty() ? text("detail") : "incident " + incident;
}

// A problem body (RFC 9457) as a Failure.
Failure from_problem(const net::ClientAnswer& answer) {
    Failure out;
    out.retry_after_seconds = answer.retry_after_seconds;
    out.status = answer.status;
    out.advice = fmt::format(
        "服务器的答复不合规定（{0}）；请核对地址和端口是不是这个服务器的 / the server answered "
        "{0}, "
        "outside the protocol; compare address and port with the server's",
        answer.status);
    boost::json::error_code error;
    const boost::json::value body = boost::json::parse(as_text(answer.body), error);
    if (error || !body.is_object()) return out;
    const boost::json::object& problem = body.get_object();
    const boost::json::value* const code = problem.if_contains("code");
    if (code == nullptr || !code->is_int64()) return out;
    const std::int64_t number = code->get_int64();
    if (number < errc_first || number > errc_last) return out;
    out.kind = Failure::Kind::refused;
    out.code = static_cast<Errc>(number);
    out.advice = refusal_text(out.code, said_in(problem));
    out.evidence = evidence_of(problem);
    return out;
}

std::string_view step_name(CeremonyStep step) {
    switch (step) {
    case CeremonyStep::commit: return "commit";
    case CeremonyStep::message: return "message";
    case CeremonyStep::certificate: return "certificate";
    }
    PJ_UNREACHABLE("a ceremony step outside its list");
}

Answer<EntryIndex> as_index(const Answer<Bytes>& answer) {
    if (!answer) return tl::unexpected<Failure>{answer.error()};
    Reader reader{*answer};
    const auto index = reader.u64();
    if (!index || !reader.finish()) return unexpected_answer("an index of another length");
    return EntryIndex{*index};
}

Answer<std::string> as_string(Answer<Bytes> answer) {
    if (!answer) return tl::unexpected<Failure>{std::move(answer).error()};
    return std::string{as_text(*answer)};
}

// u8 n ‖ n × bytes32
Result<std::vector<Bytes>> decode_list(ByteView bytes) {
    Reader reader{bytes};
    std::vector<Bytes> out(PJ_TRY(reader.u8()));
    for (Bytes& message : out) {
        const ByteView view = PJ_TRY(reader.bytes32(limit::entry_bytes));
        message.assign(view.begin(), view.end());
    }
    PJ_TRY(reader.finish());
    return out;
}

Answer<std::vector<Bytes>> as_list(const Answer<Bytes>& answer) {
    if (!answer) return tl::unexpected<Failure>{answer.error()};
    Result<std::vector<Bytes>> list = decode_list(*answer);
    if (!list) return unexpected_answer("a list of another form");
    return *std::move(list);
}

}  // namespace

void pause_after_failure(unsigned failures, unsigned retry_after_seconds) {
    const unsigned milliseconds = std::min(2000U, 25U << std::min(failures, 7U));
    std::this_thread::sleep_for(
        std::chrono::milliseconds{std::max(milliseconds, retry_after_seconds * 1000U)});
}

Api::Api(const Endpoint& endpoint, std::chrono::milliseconds deadline)
    : issue_(options(endpoint, endpoint.issue_port, deadline)),
      box_(options(endpoint, endpoint.box_port, deadline)) {}

Answer<net::ClientAnswer> Api::send(net::HttpsClient& client, const net::ClientRequest& request) {
    net::ClientResult answer = client.send(request);
    if (!answer) return tl::unexpected<Failure>{from_transport(answer.error())};
    if (!answer->is_success()) return tl::unexpected<Failure>{from_problem(*answer)};
    return std::move(*answer);
}

Answer<Bytes> Api::post(net::HttpsClient& client, std::string_view target, ByteView body) {
    net::ClientRequest request;
    request.method = http::Method::post;
    request.target = target;
    request.content_type = http::media_binary;
    request.body = body;
    Answer<net::ClientAnswer> answer = send(client, request);
    if (!answer) return tl::unexpected<Failure>{std::move(answer).error()};
    return std::move(answer->body);
}

Answer<Bytes> Api::get(std::string target) {
    net::ClientRequest request;
    request.target = std::move(target);
    Answer<net::ClientAnswer> answer = send(issue_, request);
    if (!answer) return tl::unexpected<Failure>{std::move(answer).error()};
    return std::move(answer->body);
}

Answer<std::uint16_t> Api::box_port() {
    const Answer<Bytes> answer = get("/origins.json");
    if (!answer && answer.error().status == 0) return tl::unexpected<Failure>{answer.error()};
    boost::json::error_code error;
    const boost::json::value said =
        answer ? boost::json::parse(as_text(*answer), error) : boost::json::value{};
    const boost::json::value* const port =
        !error && said.is_object() ? said.get_object().if_contains("box_port") : nullptr;
    constexpr std::int64_t most = 65'535;
    if (port == nullptr || !port->is_int64() || port->get_int64() < 1 || port->get_int64() > most) {
        return unexpected_answer(
            "服务器没有说票箱在哪里：它须是本系统的服务器，并带网页 / the server does not say "
            "where "
            "its box is: is it piaojue's, and has it its pages?");
    }
    return static_cast<std::uint16_t>(port->get_int64());
}

Answer<std::string> Api::round() {
    return as_string(get("/api/v1/round"));
}

Answer<Bytes> Api::entry(std::string_view kind) {
    return get(fmt::format("/api/v1/entries/{}", kind));
}

Answer<Bytes> Api::keys() {
    return get("/api/v1/keys");
}

Answer<std::string> Api::checkpoint() {
    return as_string(get("/api/v1/checkpoint"));
}

Answer<EntryIndex> Api::post_setup_entry(std::string_view setup_code, ByteView entry) {
    net::ClientRequest request;
    request.method = http::Method::post;
    request.target = "/api/v1/setup/entries";
    request.content_type = http::media_binary;
    request.authorization = fmt::format("Bearer {}", setup_code);
    request.body = entry;
    Answer<net::ClientAnswer> answer = send(issue_, request);
    if (!answer) return tl::unexpected<Failure>{std::move(answer).error()};
    return as_index(Answer<Bytes>{std::move(answer->body)});
}

Answer<Bytes> Api::post_line(ByteView line) {
    return post(issue_, "/api/v1/setup/lines", line);
}

Answer<Bytes> Api::post_ceremony(CeremonyStep step, TellerNumber teller, ByteView message) {
    return post(issue_, fmt::format("/api/v1/ceremony/{}/{}", step_name(step), teller.value()),
                message);
}

Answer<std::vector<Bytes>> Api::ceremony(CeremonyStep step) {
    return as_list(get(fmt::format("/api/v1/ceremony/{}", step_name(step))));
}

Answer<Bytes> Api::issue(ByteView request) {
    return post(issue_, "/api/v1/issue", request);
}

Answer<Bytes> Api::take_sheet(ByteView request) {
    return post(issue_, "/api/v1/paper", request);
}

namespace {

// {"differs": [cell, …]}
Answer<BatchAnswer> as_differing(const Bytes& body) {
    boost::system::error_code error;
    const boost::json::value value = boost::json::parse(as_text(body), error);
    const boost::json::value* const cells =
        !error && value.is_object() ? value.get_object().if_contains("differs") : nullptr;
    if (cells == nullptr || !cells->is_array()) return unexpected_answer("no list of cells");
    BatchAnswer out;
    for (const boost::json::value& cell : cells->get_array()) {
        if (!cell.is_string()) return unexpected_answer("a cell without a name");
        out.differs.emplace_back(cell.get_string());
    }
    if (out.differs.empty()) return unexpected_answer("batches that differ in nothing");
    return out;
}

}  // namespace

Answer<BatchAnswer> Api::post_batch(ByteView batch) {
    net::ClientRequest request;
    request.method = http::Method::post;
    request.target = "/api/v1/paper/batches";
    request.content_type = http::media_binary;
    request.body = batch;
    Answer<net::ClientAnswer> answer = send(issue_, request);
    if (!answer) return tl::unexpected<Failure>{std::move(answer).error()};
    constexpr unsigned ok = 200;
    constexpr unsigned accepted = 202;
    if (answer->status == accepted) return BatchAnswer{};
    if (answer->status == ok) return as_differing(answer->body);
    Answer<EntryIndex> index = as_index(Answer<Bytes>{std::move(answer->body)});
    if (!index) return tl::unexpected<Failure>{std::move(index).error()};
    return BatchAnswer{*index, {}};
}

Answer<std::vector<Bytes>> Api::waiting_batches(ByteView query) {
    return as_list(post(issue_, "/api/v1/paper/waiting", query));
}

Answer<std::string> Api::keyed_batches(ByteView query) {
    return as_string(post(issue_, "/api/v1/paper/keyed", query));
}

Answer<EntryIndex> Api::post_statement(ByteView entry) {
    return as_index(post(issue_, "/api/v1/statements", entry));
}

Answer<Bytes> Api::evidence(ByteView query) {
    return post(issue_, "/api/v1/evidence", query);
}

Answer<std::vector<Bytes>> Api::proposals() {
    return as_list(get("/api/v1/proposals"));
}

Answer<std::vector<Bytes>> Api::proposals(ByteView query) {
    return as_list(post(issue_, "/api/v1/proposals/query", query));
}

Answer<Bytes> Api::post_proposal(ByteView entry) {
    return post(issue_, "/api/v1/proposals", entry);
}

Answer<std::string> Api::devices(ByteView query) {
    return as_string(post(issue_, "/api/v1/devices/query", query));
}

Answer<bool> Api::post_cosignature(TellerNumber teller, std::uint64_t timestamp,
                                   const Bytes64& signature) {
    const Bytes body = Writer{}.u8(teller.value()).u64(timestamp).raw(signature).bytes();
    net::ClientRequest request;
    request.method = http::Method::post;
    request.target = "/api/v1/cosignatures";
    request.content_type = http::media_binary;
    request.body = body;
    Answer<net::ClientAnswer> answer = send(issue_, request);
    if (!answer) return tl::unexpected<Failure>{std::move(answer).error()};
    constexpr unsigned created = 201;
    return answer->status == created;
}

Answer<Bytes> Api::post_checkpoint(std::string_view checkpoint) {
    net::ClientRequest request;
    request.method = http::Method::post;
    request.target = "/api/v1/checkpoints";
    request.content_type = "text/plain";
    request.body = as_bytes(checkpoint);
    Answer<net::ClientAnswer> answer = send(issue_, request);
    if (!answer) return tl::unexpected<Failure>{std::move(answer).error()};
    return std::move(answer->body);
}

Answer<Bytes> Api::post_share(ByteView entry) {
    return post(issue_, "/api/v1/shares", entry);
}

Answer<Bytes> Api::record() {
    return get("/api/v1/record");
}

Answer<std::string> Api::receipt(const BallotId& id) {
    return as_string(get(fmt::format("/api/v1/receipts/{}", encode_hex(id.value()))));
}

Answer<Bytes> Api::cast(ByteView ballot) {
    return post(box_, "/api/v1/cast", ballot);
}

Answer<Bytes> Api::hand_back(ByteView request) {
    return post(box_, "/api/v1/hand-back", request);
}

Answer<Bytes> Api::exchange(ByteView request) {
    return post(box_, "/api/v1/exchange", request);
}

Answer<Bytes> Api::check(ByteView opened) {
    return post(box_, "/api/v1/check", opened);
}

Answer<Bytes> Api::claim(ByteView claim) {
    return post(box_, "/api/v1/claim", claim);
}

Answer<Bytes> Api::declare(ByteView declaration) {
    return post(issue_, "/api/v1/declare", declaration);
}

Result<EntryIndex> post_setup(Api& api, std::string_view setup_code, ByteView entry) {
    return as_result(repeat_passing([&] { return api.post_setup_entry(setup_code, entry); }));
}

}  // namespace piaojue::client
