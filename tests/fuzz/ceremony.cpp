// The key ceremony's messages, and the certificate that nobody can make but its tellers.
#include "crypto/public_point.hpp"
#include "tests/fuzz/law.hpp"
#include "tests/fuzz/targets.hpp"
#include "tests/support/dkg_ceremony.hpp"

namespace piaojue::fuzz {

namespace {

const testing::Ceremony& sample_ceremony() {
    static const testing::Ceremony made{2, 3, 1};
    return made;
}

bool message_laws(ByteView bytes) {
    const testing::Ceremony& ceremony = sample_ceremony();
    const auto message = decode_first_message(bytes, ceremony.setup);
    if (!law_one_encoding(message, bytes, encode_first_message, "a first message")) return false;
    // In the place of teller 1's message: kept only if it is his.
    const auto verdict = ceremony.with(1, {bytes.begin(), bytes.end()});
    if (verdict) law(verdict->commitments[0] == message->commitment, "what was sent is signed");
    return true;
}

bool transcript_laws(ByteView bytes) {
    const testing::Ceremony& ceremony = sample_ceremony();
    const auto transcript = decode_transcript(bytes);
    static const std::vector<CocktailSignature> certificate = ceremony.certificate();
    static const Bytes honest = encode_transcript(ceremony.transcript());
    const auto keys =
        check_dkg_certificate(ceremony.setup, ceremony.extension(), bytes, certificate);
    law(keys.has_value() == equal(bytes, honest), "a certificate is of one transcript");
    return law_one_encoding(transcript, bytes, encode_transcript, "a transcript");
}

bool bundle_laws(ByteView bytes) {
    bool read = false;
    for (const auto payloads : {DkgPayloads::refused, DkgPayloads::allowed}) {
        const auto bundle = decode_bundle(bytes, 3, payloads);
        read = law_one_encoding(
                   bundle, bytes, [](const auto& parts) { return encode_bundle(parts); },
                   "a bundle") ||
               read;
    }
    return read;
}

// The two readers of group elements, libsodium's and ours, take the same bytes.
bool element_laws(ByteView bytes) {
    const auto point = Point::decode(bytes);
    law_agree(point, PublicPoint::decode(bytes), "an element, read twice");
    if (!point) return false;
    law_same(PublicPoint::from(*point).bytes(), bytes, "an element has a second encoding");
    law(*point + Point::identity() == *point, "an element is itself in libsodium's arithmetic");
    return true;
}

}  // namespace

bool ceremony(ByteView input) {
    if (input.empty()) return false;
    const ByteView bytes = input.subspan(1);
    switch (input[0] % 4) {
    case 0: return message_laws(bytes);
    case 1: return transcript_laws(bytes);
    case 2: return bundle_laws(bytes);
    default: return element_laws(bytes);
    }
}

}  // namespace piaojue::fuzz
