// server/teller/console/desk.hpp — one person's desk: looks at the congress's server, checks what
// it shows, carries out orders                                       PROTOCOL.md §4 §9 §11,
// docs/adr/0020
//
// Whatever it puts on the board it has read itself in the log and judged by the code that the
// commands use. It signs nothing for a round whose fingerprint the person has not compared. A log
// that does not extend what it saw before is an alarm: from then on it does nothing more.
//
// Of sheets that two people key here the marks stay in its memory until they are sealed as ballots;
// those go to the disk, beside the keys, before one is sent.
//
// What it makes for paper it keeps until that is printed and forgotten: no code of a card or slip
// goes to the disk of this machine.
//
// Secret: keys, share, passphrase, the sheet, marks. Threads: one owner; `stopping` may be set by
// another.
#pragma once

#include <atomic>
#include <filesystem>
#include <map>

#include "server/imports/import.hpp"
#include "server/teller/ceremony_files.hpp"
#include "server/teller/console/board.hpp"
#include "server/teller/console/describe_sheets.hpp"
#include "server/teller/console/order.hpp"
#include "server/teller/console/sheet.hpp"
#include "server/teller/device.hpp"
#include "server/teller/entered_sheets.hpp"
#include "server/teller/log_copy.hpp"
#include "server/teller/rehearsal.hpp"

namespace piaojue::teller::console {

struct DeskSettings {
    client::Endpoint endpoint;
    std::string server;               // HOST:PORT, to be shown
    std::filesystem::path share;      // empty: KEYS.share
    std::filesystem::path enrolment;  // empty: asked of the server
};

class Desk {
public:
    Desk(DeskSettings settings, Board& board, Sheet& sheet, const std::atomic<bool>& stopping);

    // Keys that were unlocked before, on a terminal.
    [[nodiscard]] Result<void> take_keys(const std::filesystem::path& path, Unlocked own);

    // One look at the server; what came of it is on the board.
    void look();
    // The same for an order.
    void carry_out(Order order);

private:
    enum class HandedIn : std::uint8_t { no, yes, not_taken };
    struct Replacement {  // of a card, signed here first
        DeputyNumber deputy;
        std::string reason;
        VerifyKey identity_key;
        Bytes proposal;
    };
    struct FewSheets {  // of one round
        ManifestHash manifest;
        std::optional<KeyedSheets> keyed;  // not sealed yet
        std::vector<std::filesystem::path> files;
        std::vector<EncryptedBallot> kept;  // in the files, in their order
        std::size_t sent = 0;               // of the kept, by this run
        std::optional<Error> unreadable;    // a file that is there
    };
    struct Closed {  // what goes with one evidence, behind the close
        bool examined = false;
        bool held = false;
    };

    // ── looking: desk.cpp ──
    [[nodiscard]] Result<void> look_at_server();
    [[nodiscard]] Result<void> find_seat_in_congress();
    [[nodiscard]] Result<std::optional<Bytes>> fetch_enrolment();
    void put_enrolment();
    [[nodiscard]] Result<void> read_log();
    [[nodiscard]] Result<bool> is_unchanged();
    [[nodiscard]] Result<void> accept_log(Bytes evidence);
    [[nodiscard]] Result<void> load_device();
    [[nodiscard]] bool share_fits() const;
    void put_log();
    [[nodiscard]] Result<void> look_at_proposals();
    [[nodiscard]] Result<void> look_at_ceremony();
    void raise_alarm(const Error& error);

    // ── behind the close: desk_box.cpp ──
    [[nodiscard]] Result<void> look_at_box();
    [[nodiscard]] Result<void> examine();
    [[nodiscard]] Result<void> put_box_of_log();

    // ── keys and the line they are enrolled by: desk_keys.cpp ──
    [[nodiscard]] Result<void> unlock(Order& order);
    [[nodiscard]] Result<void> make_keys(Order& order);
    [[nodiscard]] Result<void> draw_line();
    void put_line();
    [[nodiscard]] Result<void> hand_in();

    // ── cards and slips: desk_paper.cpp ──
    [[nodiscard]] Result<void> read_names(ByteView table);
    [[nodiscard]] Result<void> print_cards(std::uint16_t number);
    [[nodiscard]] Result<void> post_roll(const SecretBuffer& setup_code);
    [[nodiscard]] Result<void> print_slips(std::uint16_t number);
    void forget();
    [[nodiscard]] boost::json::object sheet_head(std::string_view kind) const;
    void put_sheet(std::string_view kind, std::size_t count, const Bytes32& hash, bool posted);

    // ── a lost card: desk_replace.cpp ──
    [[nodiscard]] Result<void> replace_card(const Order& order);
    [[nodiscard]] Result<void> make_card(DeputyNumber deputy, const std::string& reason);
    [[nodiscard]] Result<void> propose_card();
    void drop_replacement();
    [[nodiscard]] std::string name_of(DeputyNumber deputy) const;
    [[nodiscard]] Result<void> look_at_replacement();
    void put_replacement(std::string_view standing);

    // ── few sheets, as ballots: desk_enter.cpp ──
    void look_at_few_sheets();
    void find_kept_sheets(const RoundState& round);
    void put_few_sheets();
    [[nodiscard]] Result<void> obey_few_sheets(const Order& order);
    [[nodiscard]] Result<void> begin_sheets(std::uint16_t count);
    [[nodiscard]] Result<void> seal_sheets(const Order& order);
    [[nodiscard]] Result<void> send_kept_sheets();
    [[nodiscard]] Result<void> require_casting() const;

    // ── shares before the vote: desk_shares.cpp ──
    [[nodiscard]] Result<void> rehearse(const Order& order);
    void put_rehearsal();
    [[nodiscard]] Result<void> print_copies();
    [[nodiscard]] Result<void> restore(Order& order);
    [[nodiscard]] Result<void> restore_keys(Order& order, ByteView file);
    [[nodiscard]] Result<void> restore_share(ByteView file);

    // ── sheets of paper: desk_sheets.cpp ──
    [[nodiscard]] Result<void> look_at_sheets();
    // Between the closing entry and the first share; act 18 may stand.
    [[nodiscard]] bool sheets_are_counted() const;
    [[nodiscard]] Result<void> ask_for_batches();
    // The log as it is now, a round that was compared, and that this person may and can still key.
    [[nodiscard]] Result<void> prepare_sheets();
    [[nodiscard]] Result<void> key_sheets(const Order& order);
    [[nodiscard]] Result<void> decide_doubtful(const std::string& id);
    void see_what_became_of(BatchNumber batch);

    // ── orders: desk_orders.cpp ──
    [[nodiscard]] Result<void> obey(Order& order);
    void put_refusal(OrderKind kind, const Error& error);
    [[nodiscard]] Result<void> obey_seated(Order& order);
    [[nodiscard]] Result<void> hold_ceremony(std::uint16_t needed);
    [[nodiscard]] Result<void> compare(const std::string& fingerprint);
    [[nodiscard]] Result<void> cosign();
    [[nodiscard]] Result<void> give();
    [[nodiscard]] Result<void> report();
    [[nodiscard]] Result<void> recount();
    [[nodiscard]] Result<void> sign(const std::string& proposal);
    // The log as it is now, and a device for a round that was compared.
    [[nodiscard]] Result<void> prepare_box();
    [[nodiscard]] Result<void> require_compared() const;
    void show_progress(std::size_t done, std::size_t total);

    DeskSettings settings_;
    Board& board_;
    Sheet& sheet_;
    const std::atomic<bool>& stopping_;
    SystemClock clock_;
    SystemRng rng_;
    client::Api api_;

    std::optional<Unlocked> own_;
    std::filesystem::path keys_path_;
    std::optional<SerialBook> serials_;  // holds the keys: no other program uses them beside
    boost::json::object line_;           // this person's line, and of which congress it is
    Bytes line_bytes_;
    HandedIn handed_in_ = HandedIn::no;
    Bytes enrolment_;         // the entry in which the seat is
    bool confirmed_ = false;  // that enrolment was read aloud, or the share is of it
    std::optional<Seat> seat_;
    std::optional<TellerDevice> device_;
    CeremonyHash share_of_;  // which ceremony the device's share is of

    Bytes evidence_;
    std::optional<CongressState> state_;
    std::uint64_t heads_ = 0;
    std::optional<ManifestHash> compared_;
    Closed closed_;
    std::map<std::string, Bytes> proposals_;  // by SHA-256, hex
    std::vector<imports::Record> names_;      // of the deputies, for the cards
    Bytes roll_;                              // the entry of the cards on the sheet
    std::optional<Replacement> replacement_;
    std::optional<FewSheets> few_sheets_;
    std::optional<Rehearsal> rehearsal_;
    SheetsOnDesk sheets_;                      // of paper, behind the close
    bool cosigned_ = false;                    // sent for this round, by this run
    std::int64_t box_ms_ = 0;                  // that verifying the box took
    std::atomic<bool> verified_anew_ = false;  // written by the threads that verify
    bool resumed_ = false;                     // a ceremony begun before was gone on with
    bool alarmed_ = false;
};

}  // namespace piaojue::teller::console
