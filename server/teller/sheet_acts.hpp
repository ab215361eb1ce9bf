// server/teller/sheet_acts.hpp — what a person at the sheets does     PROTOCOL.md §11.8 §16
//
// A batch that does not add up never leaves the device; what the server says of batches is held
// against the round: bodies are of this round and add up, cells have the names that a difference
// can have. What it says of a person's own keyings it alone knows: the log is asked for the rest.
//
// Secret: the statement keys. Threads: one Api per thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ballot/manifest.hpp"
#include "server/client/api.hpp"
#include "server/teller/acts.hpp"

namespace piaojue::teller {

// What became of a batch that one person keyed: in the log, dropped for these cells, or neither of
// them: kept.
struct KeyedBatch {
    BatchNumber batch;
    std::optional<EntryIndex> entry;
    std::vector<std::string> differs;

    friend bool operator==(const KeyedBatch&, const KeyedBatch&) = default;
};

// Keyed for this round, whatever round stands in `batch`. Refuses `malformed` (no form, or it does
// not add up; cells that there are not), then what the server refuses.
[[nodiscard]] Result<client::BatchAnswer> key_batch(client::Api& api, const VoteManifest& manifest,
                                                    PaperBatch batch, const ActingPerson& person);

// Those of this round that lack the chief scrutineer's signature alone. Refuses `malformed`.
[[nodiscard]] Result<std::vector<PaperBatch>> waiting_batches(client::Api& api,
                                                              const VoteManifest& manifest,
                                                              ByteView query);
// As it was keyed, with the decisions in it.
[[nodiscard]] Result<client::BatchAnswer> decide_batch(client::Api& api, const PaperBatch& batch,
                                                       const ActingPerson& chief);

[[nodiscard]] Result<std::vector<KeyedBatch>> keyed_batches(client::Api& api,
                                                            const VoteManifest& manifest,
                                                            ByteView query);
// The same from the server's words. Refuses `malformed`: another form, a number that no batch has,
// a cell that a batch of so many projects does not have.
[[nodiscard]] Result<std::vector<KeyedBatch>> decode_keyed_batches(std::string_view text,
                                                                   std::size_t projects);

}  // namespace piaojue::teller
