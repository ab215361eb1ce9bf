// Ballots and what goes between booth and box: refused in the stated order, read in one way, and
// whatever is admitted decrypts to marks that a deputy may make.
#include "ballot/device.hpp"
#include "ballot/entry.hpp"
#include "ballot/hand_back.hpp"
#include "ballot/opening.hpp"
#include "ballot/promise.hpp"
#include "tests/fuzz/fixtures.hpp"
#include "tests/fuzz/law.hpp"
#include "tests/fuzz/targets.hpp"

namespace piaojue::fuzz {

namespace {

// The value of a ciphertext under the sample rounds' key: 0 or 1, or a broken law.
std::uint8_t bit_of(ByteView ciphertext) {
    const Point a = testing::value_of(Point::decode(ciphertext.first(size::point)));
    const Point b = testing::value_of(Point::decode(ciphertext.subspan(size::point)));
    const Point v = b - testing::sample_joint_secret() * a;
    law(v.is_identity() || v == Point::generator(), "an admitted ciphertext holds 0 or 1");
    return v.is_identity() ? 0 : 1;
}

void marks_laws(const BallotShape& shape, const EncryptedBallot& ballot) {
    std::vector<Mark> marks;
    for (std::size_t project = 0; project < shape.projects; ++project) {
        unsigned mark = 0;
        for (unsigned grade = 1; grade < shape.grades; ++grade) {
            const std::size_t at = shape.ciphertext_index(project, grade - 1);
            if (bit_of(ballot.ciphertext_bytes(at)) == 0) continue;
            law(mark == 0, "an admitted ballot has one grade a project");
            mark = grade;
        }
        marks.push_back(static_cast<Mark>(mark));
    }
    const bool blank = bit_of(ballot.ciphertext_bytes(shape.blank_index())) == 1;
    law(Marks::create(shape, marks, blank).has_value(), "an admitted ballot is a valid one");
}

void form_laws(const Round& round, const EncryptedBallot& ballot, ByteView bytes) {
    law_same(ballot.bytes(), bytes, "a ballot keeps its bytes");
    const Bytes entry = ballot.entry();
    law_same(ByteView{entry}.subspan(1), bytes, "an entry is the ballot behind its type");
    law(entry_leaf_hash(entry) == ballot.leaf_hash(), "one leaf");
    const auto head = ballot_head(entry);
    law(head && head->id == ballot.id() && head->manifest == round.hash(), "one id, one round");
    law(decode_token(round, encode_token(ballot.token())).has_value(), "the token stands alone");
    law_same(sha256(encode_token(ballot.token())), ballot.token_hash(), "the token's hash");
}

// The whole way into the box, beside its single steps.
void admission_laws(const Round& round, ByteView bytes) {
    SeededRng rng{bytes.size()};
    const auto decoded = EncryptedBallot::decode(round, bytes);
    const auto admitted = admit(round, bytes, rng);
    law(decoded || verdict_of(decoded) == verdict_of(admitted),
        "one refusal of what is unreadable");
    law_agree(check_ballot_envelope(round, bytes), AddressedBallot::read(round, bytes),
              "the envelope, asked twice");
    if (!decoded) return;
    const auto token = check_ballot_token(round, *decoded);
    const auto signature = check_ballot_signature(*decoded);
    const auto proofs = check_ballot_proofs(round, *decoded, rng);
    const EncryptedBallot* const one[] = {&*decoded};
    law(check_proofs_of_all(round, one, rng).empty() == proofs.has_value(),
        "alone and in a batch the proofs are the same");
    const std::string expected = !token       ? verdict_of(token)
                                 : !signature ? verdict_of(signature)
                                              : verdict_of(proofs);
    law(verdict_of(admitted) == expected, "refusals in their order");
    if (proofs) marks_laws(round.shape(), *decoded);
}

// What devices of the hall send and people sign of them: each form has a length of its own.
bool hall_device_laws(ByteView bytes) {
    const bool line =
        law_one_encoding(decode_device_line(bytes), bytes, encode_device_line, "a device's line");
    const bool act = law_one_encoding(decode_device_statement(bytes), bytes,
                                      encode_device_statement, "an act on a device");
    const bool heartbeat =
        law_one_encoding(decode_heartbeat(bytes), bytes, encode_heartbeat, "a heartbeat");
    return line || act || heartbeat;
}

// The same ballot under a good token and signature: then only the proofs can refuse it.
Bytes resealed(const Booth& booth, ByteView bytes) {
    Bytes out{bytes.begin(), bytes.end()};
    const auto put = [&out](std::size_t at, ByteView part) {
        std::copy(part.begin(), part.end(), out.begin() + static_cast<std::ptrdiff_t>(at));
    };
    const std::size_t token_at = out.size() - size::token - size::signature;
    put(2, booth.round.hash().value());
    put(2 + size::hash, booth.paper.key.verify_key().bytes());
    const Bytes token = encode_token(booth.paper.token);
    put(token_at, token);
    Bytes entry{enum_code(EntryType::ballot)};
    append(entry, out);
    const auto head = ballot_head(entry);
    if (!head) return out;
    const Bytes payload = Writer{}.raw(head->id.value()).raw(sha256(token)).bytes();
    put(token_at + size::token, sign(booth.paper.key, tag::cast, payload));
    return out;
}

bool ballot_laws(const Booth& booth, ByteView bytes) {
    const auto decoded = EncryptedBallot::decode(booth.round, bytes);
    admission_laws(booth.round, bytes);
    if (bytes.size() == booth.round.shape().ballot_bytes()) {
        admission_laws(booth.round, resealed(booth, bytes));
    }
    if (!decoded) return false;
    form_laws(booth.round, *decoded, bytes);
    return true;
}

bool hand_back_laws(const Round& round, ByteView bytes) {
    const auto read = decode_hand_back(round, bytes);
    const auto authentic = AuthenticHandBack::authenticate(round, bytes);
    law(read || verdict_of(read) == verdict_of(authentic), "one refusal of what is unreadable");
    if (!read) return false;
    law_same(read->bytes, bytes, "a hand-back keeps its bytes");
    law(authentic.has_value() ==
            (check_use_token(round, *read) && check_use_signature(round, *read)),
        "authentic is token and signature");
    return true;
}

bool opening_laws(const Round& round, ByteView bytes) {
    const auto opening = decode_opening(round, bytes);
    if (!opening) return false;
    law_same(encode_opening(*opening).expose(), bytes, "an opening has a second encoding");
    SeededRng rng{1};
    const auto id = rebuild(round, *opening, rng);
    law(id && *id == rebuild(round, *opening, rng).value(), "an opening makes one ballot");
    return true;
}

bool request_laws(const Round& round, ByteView bytes) {
    const auto request = decode_issue_request(round, bytes);
    if (!law_one_encoding(request, bytes, encode_issue_request, "a request")) return false;
    law(!request->blinded || round.issuer().holds(*request->blinded),
        "a blinded value is below the modulus");
    return true;
}

bool marks_read(const Round& round, ByteView bytes) {
    const auto marks = Marks::decode(round.shape(), bytes);
    if (!marks) return false;
    law_same(marks->expose(), bytes, "marks have a second encoding");
    law(!marks->blank() || marks->approvals() == 0, "blank approves nothing");
    return true;
}

}  // namespace

// choice % 4: the round; choice / 4 % 8: what the rest is.
bool ballot(ByteView input) {
    if (input.empty()) return false;
    const Booth& booth = booths()[input[0] % booths().size()];
    const ByteView bytes = input.subspan(1);
    switch (input[0] / 4 % 8) {
    case 0: return ballot_laws(booth, bytes);
    case 1: return hand_back_laws(booth.round, bytes);
    case 2: return opening_laws(booth.round, bytes);
    case 3:
        return law_one_encoding(decode_token(booth.round, bytes), bytes, encode_token, "a token");
    case 4: return request_laws(booth.round, bytes);
    case 5:
        return law_one_encoding(decode_issue_answer(bytes), bytes, encode_issue_answer,
                                "an answer");
    case 6: return marks_read(booth.round, bytes);
    default: break;
    }
    const bool promise =
        law_one_encoding(decode_promise(bytes), bytes, encode_promise, "a promise");
    const bool query = law_one_encoding(decode_query(bytes), bytes, encode_query, "a query");
    return hall_device_laws(bytes) || query || promise;
}

}  // namespace piaojue::fuzz
