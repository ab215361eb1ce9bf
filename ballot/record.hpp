// ballot/record.hpp — the file that holds a whole vote          PROTOCOL.md §12
//
// Entries from 0 to the publishing statement and the signed checkpoint over them; with fewer
// entries the same form is the evidence that tellers get after the close. Reading copies nothing:
// a RecordView looks into the file's bytes and lives no longer than they do. Public.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"

namespace piaojue {

struct RecordView {
    std::vector<ByteView> entries;
    ByteView checkpoint;  // signed checkpoint, text
};

// Splits the file; what is in the entries is for the verifier. Refuses `malformed`, `wrong_version`
// and `too_large` (an entry, the number of entries, the checkpoint).
[[nodiscard]] Result<RecordView> decode_record(ByteView file);

[[nodiscard]] Bytes encode_record(std::span<const ByteView> entries, ByteView checkpoint);
[[nodiscard]] Bytes encode_record(std::span<const Bytes> entries, ByteView checkpoint);

}  // namespace piaojue
