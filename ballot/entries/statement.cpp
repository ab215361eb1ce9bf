#include "ballot/entries/statement.hpp"

#include <algorithm>
#include <array>

#include "ballot/detail/fields.hpp"
#include "crypto/hash.hpp"

namespace piaojue {
namespace {

// §9's table, what does not depend on the phase.
constexpr std::array act_rules{
    ActRule{Act::sign_in, "sign_in", SignedBy::official, BodyKind::deputies, true},
    ActRule{Act::leave, "leave", SignedBy::official, BodyKind::deputies, true},
    ActRule{Act::replace_card, "replace_card", SignedBy::two_tellers, BodyKind::card, true},
    ActRule{Act::seal, "seal", SignedBy::official_and_second, BodyKind::empty, false},
    ActRule{Act::unseal, "unseal", SignedBy::official_and_second, BodyKind::reason, false},
    ActRule{Act::open, "open", SignedBy::official_and_second, BodyKind::empty, false},
    ActRule{Act::end_issuing, "end_issuing", SignedBy::official, BodyKind::empty, false},
    ActRule{Act::pause, "pause", SignedBy::official_and_second, BodyKind::reason, false},
    ActRule{Act::resume, "resume", SignedBy::official_and_second, BodyKind::log_position, false},
    ActRule{Act::close, "close", SignedBy::official_and_second, BodyKind::empty, false},
    ActRule{Act::absent, "absent", SignedBy::official_and_second, BodyKind::absent_tellers, false},
    ActRule{Act::report, "report", SignedBy::teller, BodyKind::result, false},
    ActRule{Act::announce, "announce", SignedBy::official_and_second, BodyKind::result, false},
    ActRule{Act::further_round, "further_round", SignedBy::official_and_second,
            BodyKind::next_round, false},
    ActRule{Act::void_round, "void", SignedBy::official_and_second, BodyKind::reason, false},
    ActRule{Act::publish, "publish", SignedBy::official_and_second, BodyKind::empty, false},
    ActRule{Act::void_slips, "void_slips", SignedBy::official_and_second, BodyKind::slips, false},
    ActRule{Act::paper, "paper", SignedBy::official_and_second, BodyKind::paper, false},
    ActRule{Act::end_claims, "end_claims", SignedBy::official_and_second, BodyKind::used_slips,
            false},
};

struct BodyWriter {
    Writer& writer;

    void operator()(const std::monostate&) const {}
    void operator()(const DeputiesBody& body) const {
        PJ_ASSERT(body.deputies.size() <= limit::deputies, "more deputies than a congress has");
        writer.u16(static_cast<std::uint16_t>(body.deputies.size()));
        for (const DeputyNumber deputy : body.deputies)
            writer.u32(deputy.value());
    }
    void operator()(const CardBody& body) const {
        writer.u32(body.deputy.value()).raw(body.identity_key.bytes()).text(body.reason);
    }
    void operator()(const ReasonBody& body) const { writer.text(body.reason); }
    void operator()(const LogPositionBody& body) const { writer.u64(body.size).raw(body.root); }
    void operator()(const AbsentBody& body) const {
        writer.u8(static_cast<Byte>(body.tellers.size()));
        for (const TellerNumber teller : body.tellers)
            writer.u8(teller.value());
    }
    void operator()(const ResultBody& body) const { writer.raw(body.result.value()); }
    void operator()(const NextRoundBody& body) const {
        writer.raw(body.parent.value()).u8(static_cast<Byte>(body.kind));
    }
    void operator()(const SlipsBody& body) const {
        PJ_ASSERT(body.slips.size() <= limit::slips_voided_at_once, "more slips than a statement");
        writer.u16(static_cast<std::uint16_t>(body.slips.size()));
        for (const SlipHash& slip : body.slips)
            writer.raw(slip.value());
    }
    void operator()(const PaperBody& body) const {
        writer.u32(body.uncancelled).u16(body.batches).raw(body.hash.value());
    }
    void operator()(const UsedSlipsBody& body) const { writer.u32(body.used); }
};

Result<StatementBody> read_deputies(Reader& reader) {
    const std::uint16_t count = PJ_TRY(reader.u16());
    if (count > limit::deputies) return fail(Errc::malformed, "more deputies than a congress has");
    DeputiesBody body;
    for (std::uint16_t i = 0; i < count; ++i) {
        const DeputyNumber deputy{PJ_TRY(reader.u32())};
        if (deputy.value() == 0) return fail(Errc::malformed, "deputy 0");
        if (!body.deputies.empty() && deputy <= body.deputies.back()) {
            return fail(Errc::malformed, "deputies out of order");
        }
        body.deputies.push_back(deputy);
    }
    return body;
}

Result<StatementBody> read_card(Reader& reader) {
    const DeputyNumber deputy{PJ_TRY(reader.u32())};
    const VerifyKey key = PJ_TRY(detail::read_verify_key(reader));
    auto reason = PJ_TRY(detail::read_text(reader, 0, limit::statement_reason));
    return CardBody{deputy, key, std::move(reason)};
}

Result<StatementBody> read_absent(Reader& reader) {
    const std::uint8_t count = PJ_TRY(reader.u8());
    AbsentBody body;
    for (std::uint8_t i = 0; i < count; ++i) {
        const TellerNumber teller{PJ_TRY(reader.u8())};
        if (teller.value() == 0) return fail(Errc::malformed, "teller 0");
        if (!body.tellers.empty() && teller <= body.tellers.back()) {
            return fail(Errc::malformed, "tellers out of order");
        }
        body.tellers.push_back(teller);
    }
    return body;
}

// Only a pause may leave its reason out.
Result<StatementBody> read_reason(Reader& reader, Act act) {
    const std::size_t least = act == Act::pause ? 0 : 1;
    auto reason = PJ_TRY(detail::read_text(reader, least, limit::statement_reason));
    return ReasonBody{std::move(reason)};
}

Result<StatementBody> read_next_round(Reader& reader) {
    const auto result = PJ_TRY(detail::read_id<ResultHash>(reader));
    const std::uint8_t code = PJ_TRY(reader.u8());
    const RoundKind kind = PJ_TRY(enum_from_code<RoundKind>(code));
    if (kind == RoundKind::first) return fail(Errc::malformed, "a further round of kind first");
    return NextRoundBody{result, kind};
}

Result<StatementBody> read_slips(Reader& reader) {
    const std::uint16_t count = PJ_TRY(reader.u16());
    if (count == 0 || count > limit::slips_voided_at_once) {
        return fail(Errc::malformed, "number of slips");
    }
    SlipsBody body;
    for (std::uint16_t i = 0; i < count; ++i) {
        const auto slip = PJ_TRY(detail::read_id<SlipHash>(reader));
        if (i != 0 && slip <= body.slips.back()) {
            return fail(Errc::malformed, "slips out of order");
        }
        body.slips.push_back(slip);
    }
    return body;
}

Result<StatementBody> read_paper(Reader& reader) {
    PaperBody body;
    body.uncancelled = PJ_TRY(reader.u32());
    body.batches = PJ_TRY(reader.u16());
    body.hash = PJ_TRY(detail::read_id<PaperHash>(reader));
    if (body.uncancelled > limit::sheets) return fail(Errc::malformed, "number of sheets");
    if (body.batches > limit::paper_batches) return fail(Errc::malformed, "number of batches");
    return body;
}

Result<StatementBody> read_body(Reader& reader, Act act, BodyKind kind) {
    switch (kind) {
    case BodyKind::empty: return StatementBody{};
    case BodyKind::deputies: return read_deputies(reader);
    case BodyKind::card: return read_card(reader);
    case BodyKind::reason: return read_reason(reader, act);
    case BodyKind::log_position: {
        const std::uint64_t log_size = PJ_TRY(reader.u64());
        const auto root = PJ_TRY(reader.fixed<size::hash>());
        return LogPositionBody{log_size, root};
    }
    case BodyKind::absent_tellers: return read_absent(reader);
    case BodyKind::result: {
        const auto result = PJ_TRY(detail::read_id<ResultHash>(reader));
        return ResultBody{result};
    }
    case BodyKind::next_round: return read_next_round(reader);
    case BodyKind::slips: return read_slips(reader);
    case BodyKind::paper: return read_paper(reader);
    case BodyKind::used_slips: {
        const std::uint32_t used = PJ_TRY(reader.u32());
        if (used > limit::slips) return fail(Errc::malformed, "more slips than a round has");
        return UsedSlipsBody{used};
    }
    }
    PJ_UNREACHABLE("a body of no kind");
}

void write_signed_part(Writer& writer, const Statement& statement) {
    Writer body;
    std::visit(BodyWriter{body}, statement.body);
    writer.u8(static_cast<Byte>(statement.act)).raw(statement.scope).u32(statement.serial);
    writer.u32(statement.minute).bytes16(body.bytes());
}

}  // namespace

const ActRule* find_act_rule(std::uint8_t code) {
    const auto found = std::ranges::find(act_rules, Act{code}, &ActRule::act);
    return found == act_rules.end() ? nullptr : &*found;
}

const ActRule& act_rule(Act act) {
    const ActRule* rule = find_act_rule(enum_code(act));
    PJ_ASSERT(rule != nullptr, "an act of the table");
    return *rule;
}

std::string_view act_name(Act act) {
    return act_rule(act).name;
}

Bytes encode_statement(const Statement& statement) {
    Writer writer = detail::begin_entry(EntryType::statement);
    write_signed_part(writer, statement);
    writer.u8(static_cast<Byte>(statement.signers.size()));
    for (const StatementSigner& signer : statement.signers)
        writer.u16(signer.person.value()).raw(signer.signature);
    return std::move(writer).bytes();
}

Result<Statement> decode_statement(ByteView entry) {
    Reader reader = PJ_TRY(detail::open_entry(entry, EntryType::statement));
    const std::uint8_t code = PJ_TRY(reader.u8());
    const ActRule* rule = find_act_rule(code);
    if (rule == nullptr) return fail(Errc::malformed, "act of a statement");
    const Bytes32 scope = PJ_TRY(reader.fixed<size::hash>());
    Statement out{rule->act, scope, 0, 0, {}, {}};
    out.serial = PJ_TRY(reader.u32());
    out.minute = PJ_TRY(reader.u32());
    const ByteView body = PJ_TRY(reader.bytes16(0xFFFF));
    Reader body_reader{body};
    out.body = PJ_TRY(read_body(body_reader, rule->act, rule->body));
    PJ_TRY(body_reader.finish());
    const std::uint8_t signers = PJ_TRY(reader.u8());
    if (signers == 0 || signers > signer_count(rule->signed_by)) {
        return fail(Errc::malformed, "number of signers");
    }
    for (std::uint8_t i = 0; i < signers; ++i) {
        const PersonNumber person{PJ_TRY(reader.u16())};
        const auto signature = PJ_TRY(reader.fixed<size::signature>());
        out.signers.push_back({person, signature});
    }
    PJ_TRY(reader.finish());
    return out;
}

ResultHash void_hash(ByteView entry) {
    return ResultHash{hash_tagged(tag::void_round, {entry})};
}

Bytes statement_payload(const Statement& statement) {
    Writer writer;
    write_signed_part(writer, statement);
    return std::move(writer).bytes();
}

void sign_statement(Statement& statement, PersonNumber person, const SigningKey& key) {
    statement.signers.push_back({person, sign(key, tag::statement, statement_payload(statement))});
}

Result<void> check_statement_signature(const Statement& statement, const StatementSigner& signer,
                                       const VerifyKey& key) {
    return check_signature(key, tag::statement, statement_payload(statement), signer.signature);
}

}  // namespace piaojue
