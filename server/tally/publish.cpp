// server/tally/publish.cpp — records, evidence and receipts          PROTOCOL.md §10.3 §12 §16
#include <algorithm>

#include "ballot/promise.hpp"
#include "ballot/receipt.hpp"
#include "ballot/record.hpp"
#include "crypto/base/encoding.hpp"
#include "server/log/files.hpp"
#include "server/tally/tally.hpp"

namespace piaojue::tally {
namespace {

// Minutes from one to the other, whichever is later.
std::uint32_t apart(std::uint32_t a, std::uint32_t b) {
    return a > b ? a - b : b - a;
}

}  // namespace

std::filesystem::path Tally::file_of(const ManifestHash& manifest) const {
    return records_ / (encode_hex(manifest.value()) + ".record");
}

// The publishing checkpoint ends with the publish statement of the newest round.
std::uint64_t Tally::size_at_publish(const log::View& view) const {
    const Bytes32& scope = view.state.round()->manifest.hash().value();
    for (std::uint64_t size = view.state.size(); size > 0; --size) {
        const Bytes entry = log_.entry(size - 1);
        if (entry.front() != static_cast<Byte>(EntryType::statement)) continue;
        const Result<Statement> statement = decode_statement(entry);
        if (statement && statement->act == Act::publish && statement->scope == scope) return size;
    }
    PJ_UNREACHABLE("a published round has its statement");
}

void Tally::write_record() {
    const std::lock_guard lock{mutex_};
    const log::ViewPtr view = log_.view();
    PJ_ASSERT(view->state.phase() == Phase::published, "only what is published has a record");
    const std::uint64_t size = size_at_publish(*view);
    const std::vector<Bytes> entries = log_.entries(0, size);
    const Bytes file = encode_record(entries, as_bytes(log_.signed_checkpoint_at(size)));
    const std::filesystem::path path = file_of(view->round->hash());
    log::write_file_whole(path, file, log::FileMode::readable);
    journal_.write(audit::record_written(path.filename().string(), file.size()));
}

void Tally::recover() {
    go_on();
    const log::ViewPtr view = log_.view();
    if (view->state.phase() != Phase::published) return;
    if (!std::filesystem::exists(file_of(view->round->hash()))) {
        write_record();
        journal_.write(audit::recovered("record"));
    }
}

Result<Bytes> Tally::record() const {
    const log::ViewPtr view = log_.view();
    const std::vector<RoundState>& rounds = view->state.rounds();
    for (std::size_t left = rounds.size(); left > 0; --left) {
        if (std::optional<Bytes> file = log::read_file(file_of(rounds[left - 1].manifest.hash())))
            return *std::move(file);
    }
    return fail(Errc::wrong_phase, "nothing is published yet");
}

Result<void> Tally::check_enrolled(ByteView query_bytes) const {
    const Query query = PJ_TRY(decode_query(query_bytes));
    const log::ViewPtr view = log_.view();
    if (query.congress != view->state.congress_id())
        return fail(Errc::not_permitted, "of another congress");
    const Person* const person =
        view->state.enrolment() ? view->state.enrolment()->person(query.person) : nullptr;
    if (person == nullptr) return fail(Errc::not_permitted, "nobody of this number is enrolled");
    PJ_TRY(check_query(person->statement_key, query));
    if (apart(query.minute, clock_.now_minutes()) > limit::query_minutes)
        return fail(Errc::not_permitted, "the query's minute is far from the server's clock");
    return {};
}

Result<Bytes> Tally::evidence(ByteView query) const {
    PJ_TRY(check_enrolled(query));
    const log::ViewPtr view = log_.view();
    return encode_record(log_.entries(0, view->state.size()), as_bytes(view->checkpoint));
}

Result<std::string> Tally::receipt(const BallotId& id) const {
    const log::ViewPtr view = log_.view();
    const std::vector<RoundState>& rounds = view->state.rounds();
    const bool any = std::any_of(rounds.begin(), rounds.end(),
                                 [](const RoundState& round) { return round.announced; });
    if (!any) return fail(Errc::wrong_phase, "nothing is announced yet");
    const std::optional<std::uint64_t> index = log_.find_ballot(id);
    if (!index) return fail(Errc::unknown_round, "no such ballot");
    const auto holds = [&index](const RoundState& round) {
        return round.announced &&
               std::binary_search(round.ballots.begin(), round.ballots.end(), *index);
    };
    const auto round = std::find_if(rounds.begin(), rounds.end(), holds);
    if (round == rounds.end()) return fail(Errc::wrong_phase, "its round is not announced yet");
    const Result<Cosigned> cosigned = decode_cosigned(log_.entry(*round->cosigned_index));
    PJ_ASSERT(cosigned.has_value(), "the cosigned entry of an announced round");
    return make_receipt(view->state.tree(), *index, round->closing_size, log_.entry(*index),
                        std::string{as_text(cosigned->checkpoint)});
}

}  // namespace piaojue::tally
