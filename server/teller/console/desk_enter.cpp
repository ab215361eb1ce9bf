// Few sheets of paper, keyed here by two people one after the other, and entered as encrypted
// ballots                                              PROTOCOL.md §7.5, docs/adr/0020
// docs/adr/0026
//
// What is sealed lies beside the keys, KEYS.MMMMMMMM-N.sheets: eight digits of the manifest's hash,
// and which sealing of the round it is. A console that is started again finds the files and sends
// the same ballots; no further sheets are keyed before they are sent.
#include <fmt/format.h>

#include "crypto/base/encoding.hpp"
#include "server/teller/console/describe.hpp"
#include "server/teller/console/desk.hpp"
#include "server/teller/sheet_entry.hpp"

namespace piaojue::teller::console {

namespace {

std::filesystem::path file_of_sheets(const std::filesystem::path& keys,
                                     const ManifestHash& manifest, std::size_t number) {
    const std::string digits = encode_hex(manifest.value()).substr(0, 8);
    std::filesystem::path out = keys;
    return out.replace_extension(fmt::format(".{}-{}.sheets", digits, number));
}

boost::json::array projects_of(const VoteManifest& manifest) {
    boost::json::array out;
    for (const Project& project : manifest.fields().projects) {
        boost::json::object one;
        one["no"] = project.no.value();
        one["name"] = project.name;
        one["name2"] = project.name2;
        out.push_back(std::move(one));
    }
    return out;
}

boost::json::array cells_of(const KeyedSheets& keyed, const VoteManifest& manifest) {
    boost::json::array out;
    for (const SheetCell& cell : keyed.differs()) {
        boost::json::object one;
        one["sheet"] = cell.sheet;
        one["project"] = nullptr;
        if (cell.position) {
            one["project"] = manifest.fields().projects[*cell.position].no.value();
        }
        out.push_back(std::move(one));
    }
    return out;
}

// Whether the box takes a ballot now.
bool is_casting(const RoundState& round) {
    const bool joint = round.manifest.fields().phases == Phases::joint;
    return round.phase == Phase::voting || (joint && round.phase == Phase::issuing);
}

std::string_view stage_of(const std::optional<KeyedSheets>& keyed, std::size_t kept,
                          std::size_t sent) {
    if (keyed && keyed->agreed()) return "agreed";
    if (keyed) return keyed->turn() % 2 == 1 ? "first" : "second";
    if (kept == 0) return "ready";
    return sent < kept ? "kept" : "sent";
}

}  // namespace

// ── looking ──

void Desk::look_at_few_sheets() {
    const RoundState* const round = state_->round();
    const bool may = round != nullptr && !round->voided &&
                     round->second_persons.contains(seat_->place.person) &&
                     KeyedSheets::most_of(round->manifest) > 0;
    if (!may) {
        few_sheets_.reset();
        board_.put("few_sheets", nullptr);
        return;
    }
    if (!few_sheets_ || few_sheets_->manifest != round->manifest.hash()) find_kept_sheets(*round);
    // Behind the close nothing more is entered: the marks are wiped.
    if (round->closing) few_sheets_->keyed.reset();
    put_few_sheets();
}

void Desk::find_kept_sheets(const RoundState& round) {
    few_sheets_ = FewSheets{};
    few_sheets_->manifest = round.manifest.hash();
    const auto read = [&](const std::filesystem::path& file) -> Result<void> {
        const Round keys = PJ_TRY(round_of_sheets(round));
        auto kept = PJ_TRY(read_kept(file, keys));
        std::move(kept.begin(), kept.end(), std::back_inserter(few_sheets_->kept));
        return {};
    };
    for (std::size_t number = 1;; ++number) {
        const auto file = file_of_sheets(keys_path_, few_sheets_->manifest, number);
        if (!std::filesystem::exists(file)) return;
        few_sheets_->files.push_back(file);
        if (const Result<void> done = read(file); !done) {
            few_sheets_->unreadable =
                Error{done.error().code, file.string() + ": " + done.error().detail};
            return;
        }
    }
}

void Desk::put_few_sheets() {
    const FewSheets& few = *few_sheets_;
    const VoteManifest& manifest = state_->round()->manifest;
    const BallotShape& shape = manifest.shape();
    boost::json::object out;
    out["stage"] = stage_of(few.keyed, few.kept.size(), few.sent);
    out["open"] = is_casting(*state_->round());
    out["most"] = KeyedSheets::most_of(manifest);
    out["lo"] = shape.lo;
    out["cap"] = shape.cap;
    out["three_way"] = shape.three_way();
    out["projects"] = projects_of(manifest);
    out["count"] = few.keyed ? few.keyed->count() : 0;
    out["turn"] = few.keyed ? few.keyed->turn() : 0;
    out["asked"] = boost::json::array{};
    out["differs"] = boost::json::array{};
    if (few.keyed) {
        out["asked"] = boost::json::array(few.keyed->asked().begin(), few.keyed->asked().end());
        out["differs"] = cells_of(*few.keyed, manifest);
    }
    boost::json::array files;
    for (const std::filesystem::path& file : few.files)
        files.emplace_back(file.string());
    out["files"] = std::move(files);
    boost::json::array codes;
    for (const EncryptedBallot& sheet : few.kept)
        codes.emplace_back(sheet.tracking_code().text());
    out["codes"] = std::move(codes);
    out["sent"] = few.sent;
    out["unreadable"] = nullptr;
    if (few.unreadable) out["unreadable"] = describe_error(*few.unreadable);
    board_.put("few_sheets", std::move(out));
}

// ── orders ──

Result<void> Desk::require_casting() const {
    if (is_casting(*state_->round())) return {};
    return fail(Errc::wrong_phase, "sheets are entered while ballots are cast, before the close");
}

Result<void> Desk::obey_few_sheets(const Order& order) {
    // What is keyed stays here: no network is needed for it.
    if (order.kind != OrderKind::marks) PJ_TRY(read_log());
    look_at_few_sheets();
    PJ_TRY(require_compared());
    if (!few_sheets_) {
        return fail(Errc::not_permitted,
                    "sheets are entered by scrutineers and tellers, in a round "
                    "whose batches may not show a single sheet");
    }
    if (few_sheets_->unreadable) {
        return fail(few_sheets_->unreadable->code, few_sheets_->unreadable->detail);
    }
    const auto carried_out = [&]() -> Result<void> {
        switch (order.kind) {
        case OrderKind::enter: return begin_sheets(order.number);
        case OrderKind::seal: return seal_sheets(order);
        case OrderKind::send: return send_kept_sheets();
        default: break;
        }
        if (!few_sheets_->keyed) return fail(Errc::wrong_phase, "no sheets are keyed now");
        return few_sheets_->keyed->key(order.turn, order.marks.expose());
    };
    const Result<void> done = carried_out();
    put_few_sheets();
    return done;
}

Result<void> Desk::begin_sheets(std::uint16_t count) {
    if (count == 0) {
        few_sheets_->keyed.reset();
        return {};
    }
    PJ_TRY(require_casting());
    if (few_sheets_->keyed) return fail(Errc::busy, "others are being keyed");
    if (few_sheets_->sent < few_sheets_->kept.size()) {
        return fail(Errc::wrong_phase, "those that were sealed before are not sent yet");
    }
    few_sheets_->keyed = PJ_TRY(KeyedSheets::begin(state_->round()->manifest, count));
    return {};
}

Result<void> Desk::seal_sheets(const Order& order) {
    FewSheets& few = *few_sheets_;
    // Pressed twice: they are sealed, and what is left to do is to send them.
    if (!few.keyed && few.sent < few.kept.size()) return send_kept_sheets();
    if (!few.keyed || !few.keyed->agreed()) {
        return fail(Errc::wrong_phase, "two people have not keyed the same sheets");
    }
    PJ_TRY(require_casting());
    const RoundState& current = *state_->round();
    const std::filesystem::path file =
        file_of_sheets(keys_path_, few.manifest, few.files.size() + 1);
    if (std::filesystem::exists(file)) {
        return fail(Errc::wrong_phase,
                    file.string() +
                        " was written meanwhile: start the console again, and it sends "
                        "what is sealed there");
    }
    {
        // The second person's keys are here as long as it takes to sign.
        const PersonKeys second = PJ_TRY(load_keys(order.text, order.passphrase.expose()));
        const Witnesses witnesses = PJ_TRY(sheet_witnesses(*state_, own_->keys, second));
        const Round round = PJ_TRY(round_of_sheets(current));
        auto sealed = PJ_TRY(seal_and_keep(file, few.keyed->marks(), round, witnesses, rng_));
        std::move(sealed.begin(), sealed.end(), std::back_inserter(few.kept));
    }
    few.files.push_back(file);
    few.keyed.reset();
    put_few_sheets();
    return send_kept_sheets();
}

Result<void> Desk::send_kept_sheets() {
    FewSheets& few = *few_sheets_;
    client::Endpoint endpoint = settings_.endpoint;
    if (endpoint.box_port == 0) {
        endpoint.box_port =
            PJ_TRY(client::as_result(client::repeat_passing([&] { return api_.box_port(); })));
    }
    client::Api box{endpoint};
    const Round round = PJ_TRY(round_of_sheets(*state_->round()));
    const std::span<const EncryptedBallot> unsent{few.kept};
    return send_sheets(box, round, unsent.subspan(few.sent),
                       [&](const EncryptedBallot&, const Promise&) {
                           ++few.sent;
                           put_few_sheets();
                       });
}

}  // namespace piaojue::teller::console
