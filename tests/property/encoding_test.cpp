// What is written is read back as it was; what is read was written so. Spoilt bytes are refused or
// are other values, never the same value in a second form (the laws of tests/fuzz/targets.hpp).
#include "crypto/public_point.hpp"
#include "tests/fuzz/targets.hpp"
#include "tests/property/laws.hpp"
#include "tests/property/made.hpp"

namespace piaojue::property {
namespace {

using testing::value_of;

// Reading gives the value back, and the bytes spoilt keep the entry laws.
template <class T, class Encode, class Decode>
void round_trip(const T& value, Encode encode, Decode decode) {
    const Bytes bytes = encode(value);
    const auto read = decode(bytes);
    RC_ASSERT(read.has_value());
    RC_ASSERT(*read == value);
    RC_ASSERT(fuzz::entry(bytes));
    for (int i = 0; i < 12; ++i)
        (void)fuzz::entry(spoilt(bytes));
}

PJ_PROPERTY(Encoding, congress, 1, ()) {
    round_trip(drawn_congress(), encode_congress, decode_congress);
}
PJ_PROPERTY(Encoding, enrolment, 4, ()) {
    round_trip(drawn_enrolment(), encode_enrolment, decode_enrolment);
}
PJ_PROPERTY(Encoding, ceremony, 1, ()) {
    round_trip(drawn_ceremony(), encode_ceremony, decode_ceremony);
}
PJ_PROPERTY(Encoding, roll, 2, ()) {
    round_trip(drawn_roll(), encode_roll, decode_roll);
}
PJ_PROPERTY(Encoding, attachment, 1, ()) {
    round_trip(drawn_attachment(), encode_attachment, decode_attachment);
}
PJ_PROPERTY(Encoding, statement, 1, ()) {
    round_trip(drawn_statement(), encode_statement, decode_statement);
}
PJ_PROPERTY(Encoding, issuance, 1, ()) {
    round_trip(drawn_issuance(), encode_issuance, decode_issuance);
}
PJ_PROPERTY(Encoding, opened, 1, ()) {
    round_trip(drawn_opened(), encode_opened, decode_opened);
}
PJ_PROPERTY(Encoding, counts, 1, ()) {
    round_trip(drawn_counts(), encode_counts, decode_counts);
}
PJ_PROPERTY(Encoding, closing, 1, ()) {
    round_trip(drawn_closing(), encode_closing, decode_closing);
}
PJ_PROPERTY(Encoding, cosigned, 1, ()) {
    round_trip(drawn_cosigned(), encode_cosigned, decode_cosigned);
}
PJ_PROPERTY(Encoding, share, 2, ()) {
    round_trip(drawn_share(), encode_share, decode_share);
}
PJ_PROPERTY(Encoding, result, 1, ()) {
    const auto projects = drawn<std::size_t>(1, 8);
    round_trip(drawn_result(projects), encode_result,
               [projects](ByteView bytes) { return decode_result(bytes, projects, false); });
}

PJ_PROPERTY(Encoding, manifest, 4, ()) {
    const ManifestFields fields = drawn_manifest();
    const VoteManifest made = value_of(VoteManifest::create(fields));
    RC_ASSERT(made.fields() == fields);
    RC_ASSERT(fuzz::manifest(made.bytes()));
    for (int i = 0; i < 8; ++i)
        (void)fuzz::entry(spoilt(made.bytes()));
}

// Nothing that decodes may be too large to be encoded: what is signed is encoded again.
PJ_PROPERTY(Encoding, as_many_deputies_as_a_congress_has_and_no_more, 4, ()) {
    const auto count = drawn<std::size_t>(limit::deputies - 3, limit::deputies + 3);
    Writer body;
    body.u16(static_cast<std::uint16_t>(count));
    for (std::uint32_t deputy = 1; deputy <= count; ++deputy)
        body.u32(deputy);
    const Bytes entry = Writer{}
                            .u8(enum_code(EntryType::statement))
                            .u8(enum_code(Act::sign_in))
                            .raw(Bytes32{})
                            .u64(0)
                            .bytes16(body.bytes())
                            .u8(1)
                            .u16(1)
                            .raw(Bytes64{})
                            .bytes();
    RC_ASSERT(fuzz::entry(entry) == (count <= limit::deputies));
}

// Each of the 256 bits: the two readers of elements agree, and no element has a second encoding.
PJ_PROPERTY(Encoding, an_element_with_one_bit_changed_is_another_or_none, 20, ()) {
    const Point point = drawn_point();
    for (std::size_t bit = 0; bit < 256; ++bit) {
        Bytes32 changed = point.bytes();
        changed.data_[bit / 8] = static_cast<Byte>(changed.data_[bit / 8] ^ (1U << (bit % 8)));
        const auto other = Point::decode(changed);
        const auto decoded = PublicPoint::decode(changed);
        RC_ASSERT(other.has_value() == decoded.has_value());
        if (!other) continue;
        RC_ASSERT(decoded->bytes() == changed);
        RC_ASSERT(!(*decoded == PublicPoint::from(point)));
    }
}

PJ_PROPERTY(Encoding, a_scalar_has_one_encoding, 1, ()) {
    const Bytes32 bytes = drawn_hash();
    const auto read = Scalar::from_canonical_bytes(bytes);
    const Scalar reduced = Scalar::from_le_bytes(bytes);
    RC_ASSERT(read.has_value() == (reduced.bytes() == bytes));
    if (read) RC_ASSERT(*read == reduced);
}

PJ_PROPERTY(Encoding, any_bytes_keep_the_laws_of_every_target_but_the_long_ones, 1, ()) {
    const Bytes any = drawn_bytes(300);
    for (const fuzz::Target& target : fuzz::targets) {
        if (target.name != "cheat" && target.name != "record") (void)target.run(any);
    }
}

// ── codes ──

PJ_PROPERTY(Codes, bytes_as_text_are_the_same_bytes, 1, ()) {
    const Bytes bytes = drawn_bytes(200);
    RC_ASSERT(value_of(decode_hex(encode_hex(bytes))) == bytes);
    RC_ASSERT(value_of(decode_base64(encode_base64(bytes))) == bytes);
    const std::size_t bits = 8 * bytes.size();
    RC_ASSERT(value_of(decode_crockford(encode_crockford(bytes, bits), bits,
                                        Separators::refused)) == bytes);
}

// As a person may copy it: without groups, in lower case, O for 0.
std::string copied(std::string text) {
    std::string out;
    for (const char c : text) {
        if (c == '-') continue;
        out.push_back(c == '0' ? 'o' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
    }
    return out;
}

PJ_PROPERTY(Codes, a_tracking_code_is_its_ballot_ids_and_survives_copying, 1, ()) {
    const BallotId id{drawn_hash()};
    const TrackingCode code = TrackingCode::of(id);
    const std::string text = code.text();
    RC_ASSERT(text.size() == 23U);
    RC_ASSERT(value_of(TrackingCode::decode(text)) == code);
    RC_ASSERT(value_of(TrackingCode::decode(copied(text))) == code);
    const auto other = TrackingCode::decode(as_text(spoilt(as_bytes(text))));
    if (other && *other == code) RC_ASSERT(copied(other->text()) == copied(text));
}

// 20 bits of checksum: a wrong character passes once in a million.
PJ_PROPERTY(Codes, a_card_survives_copying_and_not_a_wrong_character, 1, ()) {
    SeededRng rng = drawn_rng();
    const CardSecret secret = rng.secret<20>();
    const SecretBuffer code = encode_card_code(secret);
    const std::string text{as_text(code.expose())};
    const CardSecret read = value_of(decode_card_code(copied(text)));
    RC_ASSERT(equal(read.expose(), secret.expose()));
    std::string wrong = copied(text);
    const auto at = drawn<std::size_t>(0, wrong.size() - 1);
    wrong[at] = wrong[at] == '7' ? '8' : '7';
    RC_ASSERT(!decode_card_code(wrong).has_value());
}

}  // namespace
}  // namespace piaojue::property
