// The field against OpenSSL's big integers, at the edges of its limbs and of p.
#include "crypto/detail/field25519.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "crypto/openssl/handles.hpp"
#include "tests/support/seed.hpp"

namespace piaojue::detail {
namespace {

using openssl::BnHandle;

class BigField {
public:
    BigField() : p_(from_hex("7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffed")) {}

    static BnHandle from_hex(const char* hex) {
        BIGNUM* number = nullptr;
        PJ_ASSERT(BN_hex2bn(&number, hex) != 0, "a number in hex");
        return BnHandle{number};
    }
    [[nodiscard]] BnHandle value(const Bytes32& little_endian) const {
        BnHandle out{openssl::check_ptr(BN_lebin2bn(little_endian.data(), 32, nullptr), "BN")};
        if (BN_is_bit_set(out.get(), 255) == 1) {
            openssl::check(BN_clear_bit(out.get(), 255), "BN_clear_bit");
        }
        return out;
    }
    // function(a, b) modulo p, canonical
    template <class Function>
    [[nodiscard]] Bytes32 apply(Function function, const Bytes32& a, const Bytes32& b) const {
        const BnHandle out{openssl::check_ptr(BN_new(), "BN_new")};
        openssl::check(
            function(out.get(), value(a).get(), value(b).get(), p_.get(), context_.get()), "BN");
        Bytes32 bytes;
        PJ_ASSERT(BN_bn2lebinpad(out.get(), bytes.data(), 32) == 32, "a reduced number");
        return bytes;
    }

private:
    BnHandle p_;
    openssl::BnCtxHandle context_{openssl::check_ptr(BN_CTX_new(), "BN_CTX_new")};
};

// Values around 0, p, 2^255 and around every limb's edge, then random ones.
std::vector<Bytes32> interesting_values() {
    std::vector<Bytes32> out;
    for (int low = 0; low < 256; ++low) {
        Bytes32 high;  // 2^255 − 256 + low, that is p − 237 + low
        high.data_.fill(0xFF);
        high.data_[31] = 0x7F;
        high.data_[0] = static_cast<Byte>(low);
        if (low >= 0xE0 || low < 4) out.push_back(high);
        Bytes32 small;
        small.data_[0] = static_cast<Byte>(low);
        if (low < 24 || low > 250) out.push_back(small);
    }
    for (unsigned bit = 0; bit < 255; ++bit) {
        Bytes32 power;
        power.data_[bit / 8] = static_cast<Byte>(1U << (bit % 8));
        Bytes32 below;  // 2^bit − 1
        for (unsigned i = 0; i < bit; ++i)
            below.data_[i / 8] |= static_cast<Byte>(1U << (i % 8));
        if (bit % 51 < 3 || bit % 51 > 48) {
            out.push_back(power);
            out.push_back(below);
        }
    }
    auto rng = testing::test_rng();
    for (int i = 0; i < 40; ++i)
        out.push_back(rng.bytes<32>());
    return out;
}

FieldElement field(const Bytes32& bytes) {
    return FieldElement::from_bytes(bytes);
}

TEST(Field25519, arithmetic_equals_big_integers_on_all_pairs) {
    const BigField big;
    const auto values = interesting_values();
    for (const Bytes32& a : values) {
        for (const Bytes32& b : values) {
            ASSERT_EQ((field(a) * field(b)).bytes(), big.apply(BN_mod_mul, a, b));
            ASSERT_EQ((field(a) + field(b)).bytes(), big.apply(BN_mod_add, a, b));
            ASSERT_EQ((field(a) - field(b)).bytes(), big.apply(BN_mod_sub, a, b));
        }
        ASSERT_EQ(field(a).squared().bytes(), big.apply(BN_mod_mul, a, a));
        ASSERT_EQ((-field(a)).bytes(), big.apply(BN_mod_sub, Bytes32{}, a));
    }
}

// The bound that the header promises: three reduced elements summed, then multiplied.
TEST(Field25519, sums_of_three_multiply_without_overflow) {
    const BigField big;
    const auto values = interesting_values();
    for (std::size_t i = 0; i < values.size(); ++i) {
        const FieldElement x = field(values[i]);
        const FieldElement y = field(values[values.size() - 1 - i]);
        const FieldElement thrice_x = x + x + x;
        const FieldElement thrice_y = y + y + y;
        const Bytes32 product = big.apply(BN_mod_mul, thrice_x.bytes(), thrice_y.bytes());
        ASSERT_EQ((thrice_x * thrice_y).bytes(), product);
        ASSERT_EQ(thrice_x.squared().bytes(),
                  big.apply(BN_mod_mul, thrice_x.bytes(), thrice_x.bytes()));
        ASSERT_EQ((thrice_x - thrice_y).bytes(),
                  big.apply(BN_mod_sub, thrice_x.bytes(), thrice_y.bytes()));
    }
}

TEST(Field25519, encoding_is_canonical) {
    Bytes32 p;
    p.data_.fill(0xFF);
    p.data_[0] = 0xED;
    p.data_[31] = 0x7F;
    EXPECT_EQ(field(p).bytes(), Bytes32{});
    EXPECT_TRUE(field(p).is_zero());
    Bytes32 last = p;
    last.data_[0] = 0xEC;
    EXPECT_EQ(field(last).bytes(), last);
    EXPECT_EQ(field(last), -field_one);
    EXPECT_EQ(sqrt_m1.squared(), -field_one);
}

TEST(Field25519, roots_square_back) {
    auto rng = testing::test_rng();
    int squares = 0;
    for (int i = 0; i < 200; ++i) {
        const FieldElement u = field(rng.bytes<32>());
        const FieldElement v = field(rng.bytes<32>());
        const auto [was_square, root] = sqrt_ratio_m1(u, v);
        EXPECT_FALSE(root.is_negative());
        EXPECT_EQ(v * root.squared(), was_square ? u : sqrt_m1 * u);
        squares += was_square ? 1 : 0;
    }
    EXPECT_GT(squares, 50);
    EXPECT_LT(squares, 150);
}

}  // namespace
}  // namespace piaojue::detail
