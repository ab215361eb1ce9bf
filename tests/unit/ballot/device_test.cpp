// The hall's devices: vectors made from the specification alone come out byte for byte
//                                                                            PROTOCOL.md §16
#include "ballot/device.hpp"

#include "tests/support/vectors.hpp"

namespace piaojue {
namespace {

using boost::json::value;
using testing::fixed_hex;
using testing::from_hex;
using testing::text_of;

class DeviceVectors : public ::testing::Test {
protected:
    [[nodiscard]] static SigningKey key_of(const value& seed) {
        return SigningKey::from_seed(SecretBytes<32>::from(from_hex(seed)));
    }
    [[nodiscard]] const value& first() const { return file_.at("lines").at(0); }
    [[nodiscard]] DeviceHash first_hash() const {
        return DeviceHash{fixed_hex<32>(text_of(first().at("device_hash")))};
    }
    [[nodiscard]] SigningKey person(std::int64_t number) const {
        return key_of(
            file_.at("people").at(static_cast<std::size_t>(number - 1)).at("statement_seed"));
    }

    value file_ = testing::read_vectors("piaojue_device.json");
    CongressId congress_{fixed_hex<32>(text_of(file_.at("congress_id")))};
};

TEST_F(DeviceVectors, every_line_is_read_and_signed_again_to_the_same_bytes) {
    for (const value& row : file_.at("lines").as_array()) {
        SCOPED_TRACE(text_of(row.at("kind")));
        const Bytes bytes = from_hex(row.at("line"));
        const auto line = decode_device_line(bytes);
        ASSERT_TRUE(line.has_value()) << line.error().detail;
        EXPECT_TRUE(check_device_line(*line));
        EXPECT_EQ(device_kind_name(line->kind), text_of(row.at("kind")));
        EXPECT_EQ(line->name, text_of(row.at("name")));
        EXPECT_EQ(encode_hex(device_hash(*line).value()), text_of(row.at("device_hash")));
        const SigningKey key = key_of(row.at("device_seed"));
        EXPECT_EQ(encode_device_line(make_device_line(key, congress_, line->kind, line->name)),
                  bytes);
        DeviceLine renamed = *line;
        renamed.name += "1";
        EXPECT_REFUSED(check_device_line(renamed), Errc::signature_rejected);
        EXPECT_NE(device_hash(renamed), device_hash(*line));
    }
}

TEST_F(DeviceVectors, every_act_is_read_and_signed_again_to_the_same_bytes) {
    for (const value& row : file_.at("acts_on_the_first").as_array()) {
        SCOPED_TRACE(text_of(row.at("act")));
        const Bytes bytes = from_hex(row.at("bytes"));
        const auto read = decode_device_statement(bytes);
        ASSERT_TRUE(read.has_value()) << read.error().detail;
        EXPECT_EQ(read->act == DeviceAct::enrol, text_of(row.at("act")) == "enrol");
        DeviceStatement again{congress_,
                              read->act,
                              first_hash(),
                              static_cast<std::uint32_t>(row.at("minute").as_int64()),
                              {}};
        for (const value& number : row.at("signers").as_array()) {
            const SigningKey key = person(number.as_int64());
            sign_device_statement(again,
                                  PersonNumber{static_cast<std::uint16_t>(number.as_int64())}, key);
            EXPECT_TRUE(check_device_signature(again, again.signers.back(), key.verify_key()));
        }
        EXPECT_EQ(encode_device_statement(again), bytes);
        DeviceStatement other = again;
        other.act = other.act == DeviceAct::enrol ? DeviceAct::revoke : DeviceAct::enrol;
        EXPECT_REFUSED(check_device_signature(other, other.signers.front(), person(1).verify_key()),
                       Errc::signature_rejected);
    }
}

TEST_F(DeviceVectors, every_heartbeat_is_read_and_signed_again_to_the_same_bytes) {
    const SigningKey key = key_of(first().at("device_seed"));
    for (const value& row : file_.at("heartbeats_of_the_first").as_array()) {
        SCOPED_TRACE(text_of(row.at("phase")));
        const Bytes bytes = from_hex(row.at("bytes"));
        const auto read = decode_heartbeat(bytes);
        ASSERT_TRUE(read.has_value()) << read.error().detail;
        EXPECT_TRUE(check_heartbeat(key.verify_key(), *read));
        EXPECT_EQ(read->device, first_hash());
        EXPECT_EQ(phase_name(read->phase), text_of(row.at("phase")));
        EXPECT_EQ(read->start, row.at("start").as_int64());
        EXPECT_EQ(read->beat, row.at("beat").as_int64());
        EXPECT_EQ(encode_hex(read->round.value()), text_of(file_.at("manifest_hash")));
        EXPECT_EQ(read->held, row.at("held").as_int64());
        EXPECT_EQ(read->in_use, row.at("in_use").as_bool());
        EXPECT_EQ(encode_heartbeat(sign_heartbeat(*read, key)), bytes);
        Heartbeat other = *read;
        ++other.held;
        EXPECT_REFUSED(check_heartbeat(key.verify_key(), other), Errc::signature_rejected);
    }
}

TEST_F(DeviceVectors, what_cannot_be_read_is_refused_by_its_name) {
    for (const value& row : file_.at("refused").as_array()) {
        SCOPED_TRACE(text_of(row.at("name")));
        const std::string form = text_of(row.at("form"));
        const Bytes bytes = from_hex(row.at("bytes"));
        const Errc code = form == "line"  ? testing::code_of(decode_device_line(bytes))
                          : form == "act" ? testing::code_of(decode_device_statement(bytes))
                                          : testing::code_of(decode_heartbeat(bytes));
        EXPECT_EQ(errc_name(code), text_of(row.at("refusal")));
    }
}

}  // namespace
}  // namespace piaojue
