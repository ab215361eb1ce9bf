// tests/fuzz/targets.hpp — the laws of everything that reads foreign bytes, one function a family
//
// Each takes any bytes, throws LawBroken if a law does not hold, and says whether it read
// something. The fuzzers of clang feed them (fuzzer.cpp), the ordinary tests the corpus
// (replay_test.cpp), the properties what they have made and spoilt (tests/property).
//
// A target of several formats takes the first byte for the choice of one.
#pragma once

#include <array>
#include <string_view>

#include "crypto/base/bytes.hpp"

namespace piaojue::fuzz {

bool ballot(ByteView input);      // ballots, papers and what goes between booth and box
bool ceremony(ByteView input);    // first messages, transcripts, bundles, elements
bool cheat(ByteView input);       // a published log, edited, under a good signature
bool checkpoint(ByteView input);  // signed notes, proofs and receipts
bool device(ByteView input);      // what people's devices keep, read and type
bool entry(ByteView input);       // any log entry but ballots and hand-backs
bool http(ByteView input);        // request targets and the table of rows
bool manifest(ByteView input);    // the manifest entry
bool record(ByteView input);      // the file of a whole vote
bool table(ByteView input);       // rolls and projects as offices save them
bool text(ByteView input);        // codes, tables and numbers that people write
bool totals(ByteView input);      // what somebody says was counted

struct Target {
    std::string_view name;
    bool (*run)(ByteView input);
};

inline constexpr std::array<Target, 12> targets{{
    {"ballot", ballot},
    {"ceremony", ceremony},
    {"cheat", cheat},
    {"checkpoint", checkpoint},
    {"device", device},
    {"entry", entry},
    {"http", http},
    {"manifest", manifest},
    {"record", record},
    {"table", table},
    {"text", text},
    {"totals", totals},
}};

}  // namespace piaojue::fuzz
