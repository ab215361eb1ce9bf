#include "ballot/entries/paper_batch.hpp"

#include <algorithm>

#include "ballot/detail/fields.hpp"
#include "crypto/hash.hpp"

namespace piaojue {
namespace {

Result<std::uint32_t> read_number(Reader& reader) {
    const std::uint32_t number = PJ_TRY(reader.u32());
    if (number > limit::sheets) return fail(Errc::malformed, "more sheets than a congress has");
    return number;
}

Result<SheetVotes> read_votes(Reader& reader) {
    SheetVotes out;
    out.approve = PJ_TRY(read_number(reader));
    out.oppose = PJ_TRY(read_number(reader));
    out.abstain = PJ_TRY(read_number(reader));
    return out;
}

Result<DoubtfulSheet> read_doubtful(Reader& reader) {
    const std::uint8_t decision = PJ_TRY(reader.u8());
    if (decision > sheet_decision_last) return fail(Errc::malformed, "decision on a sheet");
    auto reason = PJ_TRY(detail::read_text(reader, 1, limit::statement_reason));
    return DoubtfulSheet{SheetDecision{decision}, std::move(reason)};
}

Result<PaperBatch> read_body(Reader& reader) {
    PaperBatch out;
    out.manifest = PJ_TRY(detail::read_id<ManifestHash>(reader));
    out.batch = BatchNumber{PJ_TRY(reader.u16())};
    if (out.batch.value() == 0 || out.batch.value() > limit::paper_batches) {
        return fail(Errc::malformed, "number of a batch");
    }
    out.issued = PJ_TRY(read_number(reader));
    out.returned = PJ_TRY(read_number(reader));
    out.voided.over = PJ_TRY(read_number(reader));
    out.voided.unreadable = PJ_TRY(read_number(reader));
    out.voided.marked = PJ_TRY(read_number(reader));
    out.voided.blank = PJ_TRY(read_number(reader));
    const std::uint8_t projects = PJ_TRY(reader.u8());
    if (projects == 0 || projects > limit::projects) {
        return fail(Errc::malformed, "number of projects of a batch");
    }
    for (std::uint8_t i = 0; i < projects; ++i)
        out.projects.push_back(PJ_TRY(read_votes(reader)));
    const std::uint8_t doubtful = PJ_TRY(reader.u8());
    for (std::uint8_t i = 0; i < doubtful; ++i)
        out.doubtful.push_back(PJ_TRY(read_doubtful(reader)));
    return out;
}

Result<PersonSignature> read_signer(Reader& reader) {
    const PersonNumber person{PJ_TRY(reader.u16())};
    const auto signature = PJ_TRY(reader.fixed<size::signature>());
    return PersonSignature{person, signature};
}

std::string_view tag_of(BatchSigner as) {
    return as == BatchSigner::keyed ? tag::paper_batch : tag::doubtful;
}

Result<void> check_signer(ByteView body, BatchSigner as, const PersonSignature& signer,
                          const SecondPersons& people) {
    const std::string who = "person " + std::to_string(signer.person.value());
    const auto person = people.find(signer.person);
    if (person == people.end()) {
        return fail(Errc::not_permitted, who + " is no scrutineer or teller");
    }
    if (as == BatchSigner::chief && person != people.begin()) {
        return fail(Errc::not_permitted, who + " is not the chief scrutineer");
    }
    if (!check_paper_signature(body, as, signer.signature, person->second)) {
        return fail(Errc::signature_rejected, who + ": signature of a batch");
    }
    return {};
}

}  // namespace

std::optional<SheetDecision> sheet_decision(std::string_view word) {
    const auto* const found = std::ranges::find(sheet_decision_words, word);
    if (found == sheet_decision_words.end()) return std::nullopt;
    return SheetDecision{static_cast<std::uint8_t>(found - sheet_decision_words.begin())};
}

Bytes encode_paper_body(const PaperBatch& batch) {
    PJ_ASSERT(batch.projects.size() <= limit::projects && batch.doubtful.size() <= 0xFF,
              "a batch that has a form");
    Writer writer;
    writer.raw(batch.manifest.value()).u16(batch.batch.value());
    writer.u32(batch.issued).u32(batch.returned);
    writer.u32(batch.voided.over).u32(batch.voided.unreadable);
    writer.u32(batch.voided.marked).u32(batch.voided.blank);
    writer.u8(static_cast<Byte>(batch.projects.size()));
    for (const SheetVotes& votes : batch.projects)
        writer.u32(votes.approve).u32(votes.oppose).u32(votes.abstain);
    writer.u8(static_cast<Byte>(batch.doubtful.size()));
    for (const DoubtfulSheet& sheet : batch.doubtful)
        writer.u8(enum_code(sheet.decision)).text(sheet.reason);
    return std::move(writer).bytes();
}

Result<PaperBatch> decode_paper_body(ByteView body) {
    if (body.size() > limit::entry_bytes) return fail(Errc::too_large, "a batch of sheets");
    Reader reader{body};
    PaperBatch out = PJ_TRY(read_body(reader));
    PJ_TRY(reader.finish());
    return out;
}

Bytes encode_paper_batch(const SignedPaperBatch& batch) {
    Writer writer = detail::begin_entry(EntryType::paper_batch);
    writer.raw(encode_paper_body(batch.batch));
    for (const PersonSignature& signer : batch.keyed)
        writer.u16(signer.person.value()).raw(signer.signature);
    if (batch.chief) writer.u16(batch.chief->person.value()).raw(batch.chief->signature);
    return std::move(writer).bytes();
}

Result<SignedPaperBatch> decode_paper_batch(ByteView entry) {
    Reader reader = PJ_TRY(detail::open_entry(entry, EntryType::paper_batch));
    SignedPaperBatch out;
    out.batch = PJ_TRY(read_body(reader));
    for (PersonSignature& signer : out.keyed)
        signer = PJ_TRY(read_signer(reader));
    if (out.keyed[0].person >= out.keyed[1].person) {
        return fail(Errc::malformed, "persons of a batch do not ascend");
    }
    if (!out.batch.doubtful.empty()) out.chief = PJ_TRY(read_signer(reader));
    PJ_TRY(reader.finish());
    return out;
}

Signature sign_paper_body(ByteView body, BatchSigner as, const SigningKey& key) {
    return sign(key, tag_of(as), body);
}

Result<void> check_paper_signature(ByteView body, BatchSigner as, const Signature& signature,
                                   const VerifyKey& key) {
    return check_signature(key, tag_of(as), body, signature);
}

Result<void> check_paper_signers(const SignedPaperBatch& batch, const SecondPersons& people) {
    const Bytes body = encode_paper_body(batch.batch);
    for (const PersonSignature& signer : batch.keyed)
        PJ_TRY(check_signer(body, BatchSigner::keyed, signer, people));
    if (batch.chief) PJ_TRY(check_signer(body, BatchSigner::chief, *batch.chief, people));
    return {};
}

PaperHash paper_hash(const std::vector<ByteView>& entries) {
    Bytes all;
    for (const ByteView entry : entries)
        append(all, entry);
    return PaperHash{hash_tagged(tag::paper_count, {all})};
}

}  // namespace piaojue
