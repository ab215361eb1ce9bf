#include "server/teller/sheet_acts.hpp"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <charconv>

#include "ballot/paper.hpp"

namespace piaojue::teller {

namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, 7> batch_cells{
    "issued", "returned", "void_over", "void_unreadable", "void_marked", "void_blank", "doubtful"};
constexpr std::array<std::string_view, 3> project_cells{"approve", "oppose", "abstain"};

template <class Words>
bool is_among(const Words& words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}

// "returned" or "3 approve" (§16): what is shown of it the device has a word for.
bool is_cell(std::string_view name, std::size_t projects) {
    const std::size_t space = name.find(' ');
    if (space == std::string_view::npos) return is_among(batch_cells, name);
    std::size_t place = 0;
    const char* const end = name.data() + space;
    const auto [read, error] = std::from_chars(name.data(), end, place);
    const bool numbered = error == std::errc{} && read == end && place >= 1 && place <= projects;
    return numbered && is_among(project_cells, name.substr(space + 1));
}

Result<void> check_cells(const std::vector<std::string>& cells, std::size_t projects) {
    for (const std::string& cell : cells) {
        if (!is_cell(cell, projects)) {
            return fail(Errc::malformed, "the server names a cell that no batch has");
        }
    }
    return {};
}

Result<client::BatchAnswer> send(client::Api& api, ByteView request) {
    return client::as_result(client::repeat_passing([&] { return api.post_batch(request); }));
}

tl::unexpected<Error> other_form() {
    return fail(Errc::malformed, "the server's list of keyed batches has another form");
}

// Nothing: no whole number from 0 to `most`.
std::optional<std::uint64_t> number_in(const json::object& object, std::string_view name,
                                       std::uint64_t most) {
    const json::value* const found = object.if_contains(name);
    if (found == nullptr || !found->is_int64() || found->get_int64() < 0) return std::nullopt;
    const auto value = static_cast<std::uint64_t>(found->get_int64());
    return value <= most ? std::optional{value} : std::nullopt;
}

Result<KeyedBatch> read_keyed(const json::value& value, std::size_t projects) {
    if (!value.is_object()) return other_form();
    const json::object& object = value.get_object();
    const auto number = number_in(object, "batch", limit::paper_batches);
    const json::value* const index = object.if_contains("index");
    const json::value* const cells = object.if_contains("differs");
    if (!number || *number == 0 || index == nullptr || cells == nullptr || !cells->is_array()) {
        return other_form();
    }
    KeyedBatch out{BatchNumber{static_cast<std::uint16_t>(*number)}, {}, {}};
    if (!index->is_null()) {
        const auto entry = number_in(object, "index", std::numeric_limits<std::int64_t>::max());
        if (!entry) return other_form();
        out.entry = EntryIndex{*entry};
    }
    for (const json::value& cell : cells->get_array()) {
        if (!cell.is_string()) return other_form();
        out.differs.emplace_back(cell.get_string());
    }
    PJ_TRY(check_cells(out.differs, projects));
    return out;
}

}  // namespace

Result<client::BatchAnswer> key_batch(client::Api& api, const VoteManifest& manifest,
                                      PaperBatch batch, const ActingPerson& person) {
    batch.manifest = manifest.hash();
    const Bytes body = encode_paper_body(batch);
    // Read back, so that no number or reason is signed that no entry may have.
    const PaperBatch read = PJ_TRY(decode_paper_body(body));
    PJ_TRY(check_batch(manifest, read));
    client::BatchAnswer answer = PJ_TRY(send(api, batch_request(body, BatchSigner::keyed, person)));
    PJ_TRY(check_cells(answer.differs, batch.projects.size()));
    return answer;
}

Result<std::vector<PaperBatch>> waiting_batches(client::Api& api, const VoteManifest& manifest,
                                                ByteView query) {
    const std::vector<Bytes> bodies = PJ_TRY(
        client::as_result(client::repeat_passing([&] { return api.waiting_batches(query); })));
    std::vector<PaperBatch> out;
    for (const Bytes& body : bodies) {
        PaperBatch batch = PJ_TRY(decode_paper_body(body));
        if (batch.manifest != manifest.hash()) continue;  // of a round that is over
        PJ_TRY(check_batch(manifest, batch));
        out.push_back(std::move(batch));
    }
    return out;
}

Result<client::BatchAnswer> decide_batch(client::Api& api, const PaperBatch& batch,
                                         const ActingPerson& chief) {
    return send(api, batch_request(encode_paper_body(batch), BatchSigner::chief, chief));
}

Result<std::vector<KeyedBatch>> keyed_batches(client::Api& api, const VoteManifest& manifest,
                                              ByteView query) {
    const std::string said =
        PJ_TRY(client::as_result(client::repeat_passing([&] { return api.keyed_batches(query); })));
    return decode_keyed_batches(said, manifest.fields().projects.size());
}

Result<std::vector<KeyedBatch>> decode_keyed_batches(std::string_view text, std::size_t projects) {
    json::error_code error;
    const json::value value = json::parse(text, error);
    const json::value* const list =
        !error && value.is_object() ? value.get_object().if_contains("batches") : nullptr;
    if (list == nullptr || !list->is_array()) return other_form();
    std::vector<KeyedBatch> out;
    for (const json::value& one : list->get_array())
        out.push_back(PJ_TRY(read_keyed(one, projects)));
    return out;
}

}  // namespace piaojue::teller
