#include "crypto/selftest.hpp"

#include <gtest/gtest.h>

#include "tests/support/vectors.hpp"

namespace piaojue {
namespace {

class ConstantRng final : public Rng {
public:
    explicit ConstantRng(Byte value) : value_(value) {}
    void fill(std::span<Byte> out) override { std::fill(out.begin(), out.end(), value_); }

private:
    Byte value_;
};

TEST(SelfTest, holds_on_this_machine) {
    SystemRng rng;
    const auto verdict = self_test(rng);
    EXPECT_TRUE(verdict.has_value()) << verdict.error().detail;
}

TEST(SelfTest, a_constant_generator_is_refused) {
    ConstantRng zeros{0};
    EXPECT_REFUSED(self_test(zeros), Errc::internal);
    ConstantRng ones{0xFF};
    EXPECT_REFUSED(self_test(ones), Errc::internal);
}

}  // namespace
}  // namespace piaojue
