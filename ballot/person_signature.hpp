// ballot/person_signature.hpp — somebody of the enrolment signed          PROTOCOL.md §2 §7.1
//
// Public; safe from any thread.
#pragma once

#include <map>

#include "ballot/ids.hpp"
#include "crypto/signature.hpp"

namespace piaojue {

// u16 person ‖ signature 64
struct PersonSignature {
    PersonNumber person;
    Signature signature;

    friend bool operator==(const PersonSignature&, const PersonSignature&) = default;
};
inline constexpr std::size_t person_signature_bytes = 2 + 64;

// The scrutineers and tellers of an enrolment with their statement keys: who may be a second
// person, keys sheets in and witnesses them. The first of them is the chief scrutineer (§11.8).
using SecondPersons = std::map<PersonNumber, VerifyKey>;

}  // namespace piaojue
