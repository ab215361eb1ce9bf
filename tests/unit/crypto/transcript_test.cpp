#include "crypto/transcript.hpp"

#include <gtest/gtest.h>

#include "tests/support/vectors.hpp"

namespace piaojue {
namespace {

using testing::fixed_hex;
using testing::from_hex;
using testing::text_of;

Bytes run_operations(const boost::json::value& vector) {
    Transcript transcript{fixed_hex<32>(text_of(vector.at("SessionId")))};
    Bytes output;
    for (const auto& operation : vector.at("Operations").as_array()) {
        if (operation.at("type").as_string() == "absorb") {
            transcript.absorb(from_hex(operation.at("data")));
        } else {
            append(output, transcript.squeeze(operation.at("length").to_number<std::size_t>()));
        }
    }
    return output;
}

TEST(Transcript, published_sponge_vectors) {
    const auto vectors = testing::read_vectors("fiat_shamir_shake128.json");
    int sponge = 0;
    int session = 0;
    for (const auto& vector : vectors.as_array()) {
        SCOPED_TRACE(text_of(vector.at("Id")));
        const auto function = text_of(vector.at("Function"));
        if (function == "DuplexSponge" || function == "DecodeUint") {
            ++sponge;
            EXPECT_EQ(run_operations(vector), from_hex(vector.at("Output")));
        } else if (function == "DeriveSessionID") {
            ++session;
            const Bytes tag = from_hex(vector.at("Tag"));
            EXPECT_EQ(derive_session_id(as_text(tag)), fixed_hex<32>(text_of(vector.at("Output"))));
        }
    }
    EXPECT_EQ(sponge, 10);
    EXPECT_EQ(session, 1);
}

TEST(Transcript, copies_go_separate_ways) {
    Transcript a{derive_session_id("a test")};
    a.absorb(as_bytes("common"));
    const Bytes first = a.squeeze(8);
    Transcript b = a;
    EXPECT_EQ(a.squeeze(8), b.squeeze(8));
    b.absorb(as_bytes("more"));
    EXPECT_NE(a.squeeze(8), b.squeeze(8));
    a.absorb(as_bytes("more"));
    b = a;
    EXPECT_EQ(a.squeeze(32), b.squeeze(32));
}

TEST(Transcript, scalar_is_the_next_48_bytes_little_endian) {
    Transcript a{derive_session_id("a test")};
    Transcript b = a;
    EXPECT_EQ(a.squeeze_scalar(), Scalar::from_le_bytes(b.squeeze(48)));
    EXPECT_EQ(a.squeeze_scalar(), Scalar::from_le_bytes(b.squeeze(48)));
}

}  // namespace
}  // namespace piaojue
