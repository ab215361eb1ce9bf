// ballot/entries/enrolment.hpp — the people of a congress and their keys          PROTOCOL.md §3.2
//
// Everybody signs his own line. The fingerprint of the whole list is read aloud by all of them
// before the key ceremony. Secret: the signing keys passed to make_person().
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ballot/person_signature.hpp"
#include "crypto/point.hpp"

namespace piaojue {

enum class Role : std::uint8_t { official = 1, scrutineer = 2, teller = 3 };

struct TellerKeys {
    Point dkg_key;
    VerifyKey cosigner_key;
    Signature cosigner_signature;

    friend bool operator==(const TellerKeys&, const TellerKeys&) = default;
};

struct Person {
    Role role;
    std::string name;
    VerifyKey statement_key;
    Bytes32 nonce;  // fresh: this person's part in making the list unrepeatable
    Signature signature;
    std::optional<TellerKeys> teller;  // iff the role is teller

    friend bool operator==(const Person&, const Person&) = default;
};

struct Enrolment {
    CongressId congress;
    std::vector<Person> persons;  // person number: position, from 1

    // Nobody has this number: nullptr.
    [[nodiscard]] const Person* person(PersonNumber number) const;
    // In teller order: tellers()[i − 1] is teller i.
    [[nodiscard]] std::vector<const Person*> tellers() const;
    // The teller number of a person, if he is one.
    [[nodiscard]] std::optional<TellerNumber> teller_number(PersonNumber number) const;

    friend bool operator==(const Enrolment&, const Enrolment&) = default;
};

[[nodiscard]] Bytes encode_enrolment(const Enrolment& enrolment);
// Refuses `too_large`, `malformed`, `not_canonical`, `identity_point`.
[[nodiscard]] Result<Enrolment> decode_enrolment(ByteView entry);
// Refuses `signature_rejected` and, for a key that occurs twice, `malformed`; both name the person.
[[nodiscard]] Result<void> check_enrolment(const Enrolment& enrolment);

// The scrutineers and tellers.
[[nodiscard]] SecondPersons second_persons(const Enrolment& enrolment);

[[nodiscard]] EnrolmentHash enrolment_hash(ByteView entry);
// The first 80 bits of the hash, 16 Crockford characters in four groups.
[[nodiscard]] std::string enrolment_fingerprint(const EnrolmentHash& hash);

// One line of the list as its owner hands it in, and back. The same bytes as in the entry.
[[nodiscard]] Bytes encode_person(const Person& person);
// Refuses what decode_enrolment() refuses.
[[nodiscard]] Result<Person> decode_person(ByteView bytes);
// Refuses `signature_rejected`.
[[nodiscard]] Result<void> check_person(const CongressId& congress, const Person& person);

// An official's or scrutineer's own line, signed.
[[nodiscard]] Person make_person(const CongressId& congress, Role role, std::string name,
                                 const SigningKey& statement_key, const Bytes32& nonce);
// A teller's.
[[nodiscard]] Person make_teller(const CongressId& congress, std::string name,
                                 const SigningKey& statement_key, const Point& dkg_key,
                                 const SigningKey& cosigner_key, const Bytes32& nonce);

}  // namespace piaojue
