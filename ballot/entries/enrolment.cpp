#include "ballot/entries/enrolment.hpp"

#include <set>

#include "ballot/detail/fields.hpp"
#include "crypto/base/encoding.hpp"
#include "crypto/hash.hpp"

namespace piaojue {
namespace {

constexpr std::size_t fingerprint_bits = 80;

void write_core(Writer& writer, const Person& person) {
    writer.u8(static_cast<Byte>(person.role)).text(person.name).raw(person.statement_key.bytes());
    if (person.teller) {
        writer.raw(person.teller->dkg_key.bytes()).raw(person.teller->cosigner_key.bytes());
    }
    writer.raw(person.nonce);
}

Bytes signed_payload(const CongressId& congress, const Person& person) {
    Writer writer;
    writer.raw(congress.value());
    write_core(writer, person);
    return std::move(writer).bytes();
}

void write_person(Writer& writer, const Person& person) {
    write_core(writer, person);
    writer.raw(person.signature);
    if (person.teller) writer.raw(person.teller->cosigner_signature);
}

Result<Person> read_person(Reader& reader) {
    const Byte role = PJ_TRY(reader.u8());
    if (role < static_cast<Byte>(Role::official) || role > static_cast<Byte>(Role::teller)) {
        return fail(Errc::malformed, "role of a person");
    }
    auto name = PJ_TRY(detail::read_text(reader, 1, limit::person_name));
    const VerifyKey statement_key = PJ_TRY(detail::read_verify_key(reader));
    Person person{Role{role}, std::move(name), statement_key, {}, {}, std::nullopt};
    if (person.role == Role::teller) {
        const Point dkg_key = PJ_TRY(detail::read_point(reader));
        const VerifyKey cosigner_key = PJ_TRY(detail::read_verify_key(reader));
        person.teller = TellerKeys{dkg_key, cosigner_key, {}};
    }
    person.nonce = PJ_TRY(reader.fixed<size::hash>());
    person.signature = PJ_TRY(reader.fixed<size::signature>());
    if (person.teller) {
        person.teller->cosigner_signature = PJ_TRY(reader.fixed<size::signature>());
    }
    return person;
}

}  // namespace

const Person* Enrolment::person(PersonNumber number) const {
    const std::size_t position = number.value();
    return position == 0 || position > persons.size() ? nullptr : &persons[position - 1];
}

std::vector<const Person*> Enrolment::tellers() const {
    std::vector<const Person*> out;
    for (const Person& person : persons) {
        if (person.role == Role::teller) out.push_back(&person);
    }
    return out;
}

std::optional<TellerNumber> Enrolment::teller_number(PersonNumber number) const {
    const Person* wanted = person(number);
    if (wanted == nullptr || wanted->role != Role::teller) return std::nullopt;
    const auto all = tellers();
    const auto found = std::find(all.begin(), all.end(), wanted);
    return TellerNumber{static_cast<std::uint8_t>(found - all.begin() + 1)};
}

Bytes encode_enrolment(const Enrolment& enrolment) {
    PJ_ASSERT(enrolment.persons.size() <= limit::persons, "an enrolment over its limit");
    Writer writer = detail::begin_entry(EntryType::enrolment);
    writer.raw(enrolment.congress.value());
    writer.u16(static_cast<std::uint16_t>(enrolment.persons.size()));
    for (const Person& person : enrolment.persons)
        write_person(writer, person);
    return std::move(writer).bytes();
}

Result<Enrolment> decode_enrolment(ByteView entry) {
    Reader reader = PJ_TRY(detail::open_entry(entry, EntryType::enrolment));
    Enrolment out{PJ_TRY(detail::read_id<CongressId>(reader)), {}};
    const std::uint16_t count = PJ_TRY(reader.u16());
    if (count == 0 || count > limit::persons) return fail(Errc::malformed, "number of persons");
    std::size_t tellers = 0;
    for (std::uint16_t i = 0; i < count; ++i) {
        out.persons.push_back(PJ_TRY(read_person(reader)));
        if (out.persons.back().teller) ++tellers;
    }
    if (tellers > limit::tellers) return fail(Errc::malformed, "number of tellers");
    PJ_TRY(reader.finish());
    return out;
}

Result<void> check_enrolment(const Enrolment& enrolment) {
    std::set<VerifyKey> signing_keys;
    std::set<Bytes32> dkg_keys;
    for (std::size_t i = 0; i < enrolment.persons.size(); ++i) {
        const Person& person = enrolment.persons[i];
        const std::string who = "person " + std::to_string(i + 1);
        if (!signing_keys.insert(person.statement_key).second) {
            return fail(Errc::malformed, who + ": statement key occurs twice");
        }
        if (person.teller && !signing_keys.insert(person.teller->cosigner_key).second) {
            return fail(Errc::malformed, who + ": cosigner key occurs twice");
        }
        if (person.teller && !dkg_keys.insert(person.teller->dkg_key.bytes()).second) {
            return fail(Errc::malformed, who + ": ceremony key occurs twice");
        }
        if (const auto held = check_person(enrolment.congress, person); !held) {
            return fail(held.error().code, who + ": " + held.error().detail);
        }
    }
    return {};
}

SecondPersons second_persons(const Enrolment& enrolment) {
    SecondPersons out;
    std::uint16_t number = 0;
    for (const Person& person : enrolment.persons) {
        ++number;
        if (person.role != Role::official) out.emplace(PersonNumber{number}, person.statement_key);
    }
    return out;
}

EnrolmentHash enrolment_hash(ByteView entry) {
    return EnrolmentHash{hash_tagged(tag::enrolment, {entry})};
}

std::string enrolment_fingerprint(const EnrolmentHash& hash) {
    std::string text = encode_crockford(hash.value(), fingerprint_bits);
    for (std::size_t at = text.size() - 4; at > 0; at -= 4)
        text.insert(at, 1, '-');
    return text;
}

Bytes encode_person(const Person& person) {
    Writer writer;
    write_person(writer, person);
    return std::move(writer).bytes();
}

Result<Person> decode_person(ByteView bytes) {
    Reader reader{bytes};
    auto person = PJ_TRY(read_person(reader));
    PJ_TRY(reader.finish());
    return person;
}

Result<void> check_person(const CongressId& congress, const Person& person) {
    const Bytes payload = signed_payload(congress, person);
    PJ_TRY(check_signature(person.statement_key, tag::enrol, payload, person.signature));
    if (person.teller) {
        PJ_TRY(check_signature(person.teller->cosigner_key, tag::enrol_cosigner, payload,
                               person.teller->cosigner_signature));
    }
    return {};
}

Person make_person(const CongressId& congress, Role role, std::string name,
                   const SigningKey& statement_key, const Bytes32& nonce) {
    PJ_ASSERT(role != Role::teller, "a teller has more keys");
    Person person{role, std::move(name), statement_key.verify_key(), nonce, {}, std::nullopt};
    person.signature = sign(statement_key, tag::enrol, signed_payload(congress, person));
    return person;
}

Person make_teller(const CongressId& congress, std::string name, const SigningKey& statement_key,
                   const Point& dkg_key, const SigningKey& cosigner_key, const Bytes32& nonce) {
    Person person{Role::teller,
                  std::move(name),
                  statement_key.verify_key(),
                  nonce,
                  {},
                  TellerKeys{dkg_key, cosigner_key.verify_key(), {}}};
    const Bytes payload = signed_payload(congress, person);
    person.signature = sign(statement_key, tag::enrol, payload);
    person.teller->cosigner_signature = sign(cosigner_key, tag::enrol_cosigner, payload);
    return person;
}

}  // namespace piaojue
