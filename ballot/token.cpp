#include "ballot/token.hpp"

#include <algorithm>

#include "crypto/base/reader.hpp"
#include "crypto/base/writer.hpp"

namespace piaojue {

namespace {

constexpr std::uint8_t signatures_of_rsa = 1;
constexpr std::uint8_t signatures_of_drawn = 0;
constexpr std::uint8_t signatures_of_paper = 2;
constexpr std::size_t paper_zeros = size::token - 2 - signatures_of_paper * person_signature_bytes;
constexpr std::uint8_t first_issuer = 1;
constexpr std::size_t blind_bytes = 400;

// D(label, length) of §7.2
SecretBuffer derive(const ManifestHash& manifest, const TokenSeed& seed, std::string_view label,
                    std::size_t length) {
    const FixedBytes<1> tag_size{{static_cast<Byte>(tag::token_seed.size())}};
    const FixedBytes<1> label_size{{static_cast<Byte>(label.size())}};
    return shake256_secret({tag_size, as_bytes(tag::token_seed), seed.expose(), manifest.value(),
                            label_size, as_bytes(label)},
                           length);
}

// prefix ‖ u8 len(tag) ‖ tag ‖ M ‖ Q
Bytes prepared_message(const ManifestHash& manifest, const VerifyKey& ballot_key,
                       const Bytes32& prefix) {
    Writer message;
    message.u8(static_cast<std::uint8_t>(tag::token.size()))
        .raw(as_bytes(tag::token))
        .raw(manifest.value())
        .raw(ballot_key.bytes());
    return prepare_randomized(prefix, message.bytes());
}

struct BlindedPaper {
    Bytes32 prefix;
    Bytes prepared;
    BlindedMessage message;
};

Result<BlindedPaper> blind_paper(const BallotKeys& round, const TokenSeed& seed) {
    const PaperSecrets paper = derive_paper(round.hash(), seed);
    Bytes prepared = prepared_message(round.hash(), paper.ballot_key.verify_key(), paper.prefix);
    BlindedMessage message =
        PJ_TRY(blind(round.issuer(), prepared, paper.salt.expose(), paper.blind.expose()));
    return BlindedPaper{paper.prefix, std::move(prepared), std::move(message)};
}

std::uint8_t signature_count(bool blind) {
    return blind ? signatures_of_rsa : signatures_of_drawn;
}

// M ‖ Q
Bytes paper_token_payload(const ManifestHash& manifest, const VerifyKey& ballot_key) {
    return Writer{}.raw(manifest.value()).raw(ballot_key.bytes()).bytes();
}

Bytes encode_paper_token(const Token& token) {
    Writer writer;
    writer.u8(enum_code(TokenKind::paper)).u8(signatures_of_paper);
    for (const PersonSignature& witness : token.witnesses)
        writer.u16(witness.person.value()).raw(witness.signature);
    writer.raw(Bytes(paper_zeros));
    return std::move(writer).bytes();
}

// Behind its kind.
Result<Token> decode_paper_token(Reader& reader) {
    Token out{TokenKind::paper, {}, {}, {}};
    if (PJ_TRY(reader.u8()) != signatures_of_paper) {
        return fail(Errc::malformed, "another number of signatures");
    }
    for (PersonSignature& witness : out.witnesses) {
        witness.person = PersonNumber{PJ_TRY(reader.u16())};
        witness.signature = PJ_TRY(reader.fixed<size::signature>());
    }
    if (out.witnesses[0].person >= out.witnesses[1].person) {
        return fail(Errc::malformed, "the witnesses of a sheet ascend");
    }
    const ByteView zeros = PJ_TRY(reader.take(paper_zeros));
    PJ_TRY(reader.finish());
    if (std::any_of(zeros.begin(), zeros.end(), [](Byte byte) { return byte != 0; })) {
        return fail(Errc::malformed, "a paper token ends in zeros");
    }
    return out;
}

Result<void> check_paper_token(const BallotKeys& round, const VerifyKey& ballot_key,
                               const Token& token) {
    const Bytes payload = paper_token_payload(round.hash(), ballot_key);
    for (const PersonSignature& witness : token.witnesses) {
        const auto person = round.second_persons().find(witness.person);
        if (person == round.second_persons().end() ||
            !check_signature(person->second, tag::paper_token, payload, witness.signature)) {
            return fail(Errc::token_rejected, "person " + std::to_string(witness.person.value()) +
                                                  " does not witness this sheet");
        }
    }
    return {};
}

Bytes384 fixed_rsa(const Bytes& bytes) {
    return Bytes384::from(bytes);
}

}  // namespace

PaperSecrets derive_paper(const ManifestHash& manifest, const TokenSeed& seed) {
    const auto fixed = [&](std::string_view label) { return derive(manifest, seed, label, 32); };
    return {SigningKey::from_seed(SecretBytes<32>::from(fixed("ballot-key").expose())),
            Bytes32::from(fixed("prefix").expose()),
            SecretBytes<48>::from(derive(manifest, seed, "salt", blind_rsa_salt_size).expose()),
            derive(manifest, seed, "blind", blind_bytes)};
}

Bytes encode_token(const Token& token) {
    if (token.kind == TokenKind::paper) return encode_paper_token(token);
    const bool rsa = token.kind == TokenKind::rsa;
    Writer writer;
    writer.u8(enum_code(token.kind))
        .u8(signature_count(rsa))
        .raw(token.prefix)
        .u8(rsa ? first_issuer : 0)
        .raw(token.signature);
    return std::move(writer).bytes();
}

Result<Token> decode_token(const BallotKeys& round, ByteView bytes) {
    Reader reader{bytes};
    const std::uint8_t kind = PJ_TRY(reader.u8());
    if (kind > enum_code(TokenKind::paper)) return fail(Errc::malformed, "a reserved token kind");
    if (TokenKind{kind} == TokenKind::paper) return decode_paper_token(reader);
    Token out{TokenKind{kind}, {}, {}, {}};
    const bool rsa = out.kind == TokenKind::rsa;
    if (PJ_TRY(reader.u8()) != signature_count(rsa)) {
        return fail(Errc::malformed, "another number of signatures");
    }
    out.prefix = PJ_TRY(reader.fixed<32>());
    if (PJ_TRY(reader.u8()) != (rsa ? first_issuer : 0)) {
        return fail(Errc::malformed, "no such issuer");
    }
    out.signature = PJ_TRY(reader.fixed<size::rsa>());
    PJ_TRY(reader.finish());
    if (rsa && !round.issuer().holds(out.signature)) {
        return fail(Errc::malformed, "a token's signature is below the modulus");
    }
    if (!rsa && out.signature != Bytes384{}) {
        return fail(Errc::malformed, "a drawn token ends in zeros");
    }
    return out;
}

Token drawn_token(const Bytes32& prefix) {
    return {TokenKind::drawn, prefix, {}, {}};
}

PersonSignature witness_sheet(const ManifestHash& manifest, const VerifyKey& ballot_key,
                              PersonNumber person, const SigningKey& statement_key) {
    return {person,
            sign(statement_key, tag::paper_token, paper_token_payload(manifest, ballot_key))};
}

Token paper_token(const PersonSignature& one, const PersonSignature& other) {
    PJ_ASSERT(one.person != other.person, "a sheet has two witnesses");
    const bool ascending = one.person < other.person;
    return {TokenKind::paper, {}, {}, {ascending ? one : other, ascending ? other : one}};
}

std::optional<SlipHash> slip_of(const Token& token, const VerifyKey& ballot_key) {
    if (token.kind != TokenKind::drawn) return std::nullopt;
    return slip_hash(token.prefix, ballot_key);
}

Result<void> check_token(const BallotKeys& round, const VerifyKey& ballot_key, const Token& token) {
    if (const auto slip = slip_of(token, ballot_key)) {
        if (round.slips().contains(*slip)) return {};
        return fail(Errc::token_rejected, "not a slip of this round");
    }
    if (token.kind == TokenKind::paper) return check_paper_token(round, ballot_key, token);
    const Bytes prepared = prepared_message(round.hash(), ballot_key, token.prefix);
    if (!check_blind_signature(round.issuer(), prepared, token.signature)) {
        return fail(Errc::token_rejected, "the issuer did not sign this ballot key");
    }
    return {};
}

Bytes issue_payload(const ManifestHash& manifest, DeputyNumber deputy,
                    const std::optional<Bytes32>& blinded_hash) {
    Writer writer;
    writer.raw(manifest.value()).u32(deputy.value()).u8(signature_count(blinded_hash.has_value()));
    if (blinded_hash) writer.raw(*blinded_hash);
    return std::move(writer).bytes();
}

std::optional<Bytes32> IssueRequest::blinded_hash() const {
    if (!blinded) return std::nullopt;
    return sha256(*blinded);
}

Result<IssueRequest> make_issue_request(const BallotKeys& round, DeputyNumber deputy,
                                        const SigningKey& identity_key, const TokenSeed& seed) {
    const BlindedPaper paper = PJ_TRY(blind_paper(round, seed));
    IssueRequest out{round.hash(), deputy, fixed_rsa(paper.message.blinded), {}};
    out.signature =
        sign(identity_key, tag::issue, issue_payload(out.manifest, deputy, out.blinded_hash()));
    return out;
}

IssueRequest make_draw_request(const ManifestHash& manifest, DeputyNumber deputy,
                               const SigningKey& identity_key) {
    return {manifest, deputy, std::nullopt,
            sign(identity_key, tag::issue, issue_payload(manifest, deputy, std::nullopt))};
}

Bytes encode_issue_request(const IssueRequest& request) {
    Writer writer;
    writer.u16(version::issue)
        .raw(request.manifest.value())
        .u32(request.deputy.value())
        .u8(signature_count(request.blinded.has_value()));
    if (request.blinded) writer.raw(*request.blinded);
    writer.raw(request.signature);
    return std::move(writer).bytes();
}

Result<IssueRequest> decode_issue_request(const BallotKeys& round, ByteView bytes) {
    if (bytes.size() > size::issue_request) return fail(Errc::too_large, "an issue request");
    Reader reader{bytes};
    const std::uint16_t format = PJ_TRY(reader.u16());
    IssueRequest out;
    out.manifest = ManifestHash{PJ_TRY(reader.fixed<size::hash>())};
    out.deputy = DeputyNumber{PJ_TRY(reader.u32())};
    const std::uint8_t count = PJ_TRY(reader.u8());
    if (count > signatures_of_rsa) return fail(Errc::malformed, "one blinded value a request");
    if (count == signatures_of_rsa) out.blinded = PJ_TRY(reader.fixed<size::rsa>());
    out.signature = PJ_TRY(reader.fixed<size::signature>());
    PJ_TRY(reader.finish());
    if (out.blinded && !round.issuer().holds(*out.blinded)) {
        return fail(Errc::malformed, "a blinded value is below the modulus");
    }
    if (format != version::issue) return fail(Errc::wrong_version, "of an issue request");
    if (out.manifest != round.hash()) return fail(Errc::wrong_manifest, "an issue request");
    if (!out.blinded && round.slips().empty()) {
        return fail(Errc::not_permitted, "this round has no slips to draw");
    }
    return out;
}

Result<void> check_issue_request(const IssueRequest& request, const VerifyKey& identity_key) {
    const Bytes payload = issue_payload(request.manifest, request.deputy, request.blinded_hash());
    if (!check_signature(identity_key, tag::issue, payload, request.signature)) {
        return fail(Errc::not_on_roll, "the identity signature does not fit the deputy");
    }
    return {};
}

Bytes encode_issue_answer(const std::optional<Bytes384>& blind_signature) {
    Writer writer;
    writer.u16(version::issue).u8(signature_count(blind_signature.has_value()));
    if (blind_signature) writer.raw(*blind_signature);
    return std::move(writer).bytes();
}

Result<Bytes384> decode_issue_answer(ByteView bytes) {
    if (bytes.size() != size::issue_answer) return fail(Errc::malformed, "387 bytes of answer");
    Reader reader{bytes};
    if (PJ_TRY(reader.u16()) != version::issue) return fail(Errc::wrong_version, "of an answer");
    if (PJ_TRY(reader.u8()) != signatures_of_rsa) {
        return fail(Errc::malformed, "one signature an answer");
    }
    return reader.fixed<size::rsa>();
}

Result<void> check_draw_answer(ByteView bytes) {
    Reader reader{bytes};
    const std::uint16_t format = PJ_TRY(reader.u16());
    const std::uint8_t count = PJ_TRY(reader.u8());
    PJ_TRY(reader.finish());
    if (format != version::issue) return fail(Errc::wrong_version, "of an answer");
    if (count != signatures_of_drawn) return fail(Errc::malformed, "a drawn slip has no signature");
    return {};
}

Result<Token> finalize_token(const BallotKeys& round, const TokenSeed& seed,
                             const Bytes384& blind_signature) {
    const BlindedPaper paper = PJ_TRY(blind_paper(round, seed));
    const auto signature =
        finalize(round.issuer(), paper.prepared, blind_signature, paper.message.inverse);
    if (!signature) return fail(Errc::token_rejected, signature.error().detail);
    return Token{TokenKind::rsa, paper.prefix, fixed_rsa(*signature), {}};
}

}  // namespace piaojue
