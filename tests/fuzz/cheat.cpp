// What a cheating server could publish without its tellers: the log of a vote, edited, under a
// checkpoint that its own key signs. Up to the cosignatures not a byte may differ, behind them
// nothing may stand that was not said.
#include <algorithm>

#include "ballot/verify.hpp"
#include "tests/fuzz/fixtures.hpp"
#include "tests/fuzz/law.hpp"
#include "tests/fuzz/targets.hpp"

namespace piaojue::fuzz {

namespace {

using Log = std::vector<Bytes>;

enum class Edit : std::uint8_t { flip, drop, repeat, swap, cut, forge };
constexpr std::uint32_t edits = 6;

// Edits are read from the input until it ends: kind, entry, another entry or place, value.
Result<void> edit(Log& log, Reader& reader) {
    const std::uint8_t kind = PJ_TRY(reader.u8());
    const std::size_t at = PJ_TRY(reader.u8()) % log.size();
    const std::uint16_t other = PJ_TRY(reader.u16());
    const std::uint8_t value = PJ_TRY(reader.u8());
    const auto place = log.begin() + static_cast<std::ptrdiff_t>(at);
    switch (static_cast<Edit>(kind % edits)) {
    case Edit::flip: {
        Byte& byte = log[at][other % log[at].size()];
        byte = static_cast<Byte>(byte ^ value);
        return {};
    }
    case Edit::drop:
        if (log.size() > 1) log.erase(place);
        return {};
    case Edit::repeat: {
        const Bytes copy = log[at];
        log.insert(log.begin() + static_cast<std::ptrdiff_t>(other % log.size()), copy);
        return {};
    }
    case Edit::swap: std::swap(log[at], log[other % log.size()]); return {};
    case Edit::cut:
        log[at].resize(std::max<std::size_t>(1, other % log[at].size()), value);
        return {};
    case Edit::forge: {
        const ByteView forged = PJ_TRY(reader.bytes16(0xFFFF));
        if (!forged.empty()) log[at].assign(forged.begin(), forged.end());
        return {};
    }
    }
    return {};
}

// One behind the entry that carries the tellers' cosignatures.
std::size_t cosigned_size(const Log& log) {
    const auto found = std::find_if(log.begin(), log.end(), [](const Bytes& entry) {
        return entry[0] == enum_code(EntryType::cosigned);
    });
    return static_cast<std::size_t>(found - log.begin()) + 1;
}

}  // namespace

bool cheat(ByteView input) {
    const Published& congress = published();
    static const std::set<Bytes> said{congress.log.begin(), congress.log.end()};
    Log log = congress.log;
    Reader reader{input};
    for (int i = 0; i < 8 && edit(log, reader); ++i) {
    }
    const MerkleTree tree = testing::tree_of(log);
    SignedCheckpoint head{{congress.keys.origin, tree.size(), tree.root()}, {}, {}};
    head.log_signature = sign_checkpoint(head.checkpoint, congress.log_key);
    const std::string note = print_signed_checkpoint(head, congress.keys);
    SeededRng rng{1};
    const auto report = verify(encode_record(log, as_bytes(note)), rng);
    law(report.has_value(), "what was framed is read");
    if (log[0] == congress.log[0]) {  // the name and the key of the log stand there
        for (const CheckResult& check : report->checks)
            law(check.passed || check.check != Check::log_root, "the tree is that of the entries");
    }
    if (log == congress.log) law(report->valid, "an untouched log is valid");
    if (!report->valid) return false;
    const auto cosigned = static_cast<std::ptrdiff_t>(cosigned_size(congress.log));
    law(log.size() >= static_cast<std::size_t>(cosigned) &&
            std::equal(log.begin(), log.begin() + cosigned, congress.log.begin()),
        "what the tellers cosigned is as it was");
    for (const Bytes& entry : log)
        law(said.contains(entry), "nothing stands in a valid record that was not said");
    const auto results = [](const Bytes& entry) {
        return entry[0] == enum_code(EntryType::result);
    };
    law(std::count_if(log.begin(), log.end(), results) == 1, "there is one result");
    return true;
}

}  // namespace piaojue::fuzz
