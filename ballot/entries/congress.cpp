#include "ballot/entries/congress.hpp"

#include "ballot/detail/fields.hpp"
#include "crypto/base/encoding.hpp"
#include "crypto/hash.hpp"

namespace piaojue {
namespace {

constexpr Byte flag_sample = 1;
constexpr std::size_t origin_id_bytes = 16;

}  // namespace

Bytes encode_congress(const Congress& congress) {
    Writer writer = detail::begin_entry(EntryType::congress);
    writer.u16(version::congress).u8(congress.sample ? flag_sample : 0).raw(congress.nonce);
    writer.raw(congress.log_key.bytes()).text(congress.name).text(congress.name2);
    return std::move(writer).bytes();
}

Result<Congress> decode_congress(ByteView entry) {
    Reader reader = PJ_TRY(detail::open_entry(entry, EntryType::congress));
    if (PJ_TRY(reader.u16()) != version::congress) return fail(Errc::wrong_version, "congress");
    const Byte flags = PJ_TRY(reader.u8());
    if (flags > flag_sample) return fail(Errc::malformed, "a reserved flag of the congress");
    const auto nonce = PJ_TRY(reader.fixed<size::hash>());
    const VerifyKey log_key = PJ_TRY(detail::read_verify_key(reader));
    auto name = PJ_TRY(detail::read_text(reader, 1, limit::title));
    auto name2 = PJ_TRY(detail::read_text(reader, 0, limit::title));
    PJ_TRY(reader.finish());
    return Congress{flags == flag_sample, nonce, log_key, std::move(name), std::move(name2)};
}

CongressId congress_id(ByteView entry) {
    return CongressId{hash_tagged(tag::congress, {entry})};
}

std::string log_origin(const CongressId& id) {
    return "piaojue/" + encode_hex(id.value().view().first(origin_id_bytes));
}

std::string teller_cosigner_name(const CongressId& id, TellerNumber teller) {
    return log_origin(id) + "/teller/" + std::to_string(teller.value());
}

}  // namespace piaojue
