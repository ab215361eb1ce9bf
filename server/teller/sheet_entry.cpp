#include "server/teller/sheet_entry.hpp"

#include <fmt/format.h>

#include "server/client/deputy.hpp"
#include "server/teller/ceremony.hpp"
#include "server/teller/files.hpp"

namespace piaojue::teller {

namespace {

Result<ActingPerson> sheet_witness(const CongressState& log, const PersonKeys& keys) {
    const auto place = place_of(*log.enrolment(), keys.statement_key.verify_key());
    if (!place) {
        return fail(Errc::not_permitted, "the keys of " + keys.name + " are not in the enrolment");
    }
    return ActingPerson{place->person, &keys.statement_key};
}

}  // namespace

Result<Round> round_of_sheets(const RoundState& current) {
    return Round::create(current.manifest, {}, current.second_persons);
}

Result<Witnesses> sheet_witnesses(const CongressState& log, const PersonKeys& first,
                                  const PersonKeys& second) {
    const ActingPerson one = PJ_TRY(sheet_witness(log, first));
    const ActingPerson other = PJ_TRY(sheet_witness(log, second));
    const Witnesses out{{one, other}};
    if (out[0].number == out[1].number) {
        return fail(Errc::second_person_required,
                    "a sheet is entered by two persons: give the key file of another one");
    }
    for (const ActingPerson& person : out) {
        if (log.round()->second_persons.contains(person.number)) continue;
        return fail(Errc::not_permitted, fmt::format("person {} is neither scrutineer nor teller",
                                                     person.number.value()));
    }
    return out;
}

Result<std::vector<EncryptedBallot>> seal_and_keep(const std::filesystem::path& file,
                                                   std::span<const Marks> sheets,
                                                   const Round& round, const Witnesses& witnesses,
                                                   Rng& rng) {
    std::vector<EncryptedBallot> out;
    for (const Marks& sheet : sheets)
        out.push_back(PJ_TRY(enter_sheet(round, sheet, witnesses, rng)));
    // ── COMMIT POINT: from here on these are the ballots of these sheets, and no others ──
    PJ_TRY(write_new_file(file, encode_entered(out), FileMode::owner_only));
    return out;
}

Result<std::vector<EncryptedBallot>> read_kept(const std::filesystem::path& file,
                                               const Round& round) {
    const Bytes bytes = PJ_TRY(read_file(file));
    return decode_entered(round, bytes);
}

Result<void> send_sheets(client::Api& box, const Round& round,
                         std::span<const EncryptedBallot> sheets, const SheetSent& sent) {
    for (const EncryptedBallot& sheet : sheets)
        sent(sheet, PJ_TRY(client::as_result(client::cast(box, round, sheet))));
    return {};
}

}  // namespace piaojue::teller
