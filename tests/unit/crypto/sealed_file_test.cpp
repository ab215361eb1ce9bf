#include "crypto/sealed_file.hpp"

#include <gtest/gtest.h>

#include "tests/support/vectors.hpp"

namespace piaojue {
namespace {

Bytes sealed(ByteView secret, std::string_view passphrase) {
    SeededRng rng{7};
    return seal_file(secret, as_bytes(passphrase), rng, SealCost::least()).value();
}

TEST(SealedFile, opens_with_its_passphrase_only) {
    const Bytes secret{1, 2, 3, 4, 5};
    const Bytes file = sealed(secret, "right");
    EXPECT_EQ(file.size(), 53 + secret.size() + 16);
    EXPECT_TRUE(equal(open_sealed_file(file, as_bytes("right")).value().expose(), secret));
    for (const char* wrong : {"", "Right", "right ", "wrong"})
        EXPECT_REFUSED(open_sealed_file(file, as_bytes(wrong)), Errc::not_permitted);
    EXPECT_NE(open_sealed_file(file, as_bytes("wrong")).error().detail.find("wrong passphrase"),
              std::string::npos);
}

TEST(SealedFile, an_empty_secret_returns) {
    const Bytes file = sealed({}, "p");
    EXPECT_EQ(open_sealed_file(file, as_bytes("p")).value().size(), 0U);
}

TEST(SealedFile, every_changed_or_missing_byte_is_refused) {
    const Bytes file = sealed(as_bytes("secret"), "p");
    for (std::size_t at = 0; at < file.size(); ++at) {
        Bytes wrong = file;
        wrong[at] ^= 1;
        EXPECT_FALSE(open_sealed_file(wrong, as_bytes("p")).has_value()) << at;
        EXPECT_FALSE(open_sealed_file(ByteView{file}.first(at), as_bytes("p")).has_value()) << at;
    }
    Bytes longer = file;
    longer.push_back(0);
    EXPECT_REFUSED(open_sealed_file(longer, as_bytes("p")), Errc::not_permitted);
}

TEST(SealedFile, costs_out_of_bounds_are_refused_before_any_work) {
    const Bytes file = sealed(as_bytes("secret"), "p");
    for (const auto& [operations, memory] :
         std::vector<std::pair<Byte, Byte>>{{0xFF, 0}, {0, 0xFF}, {0x80, 0x80}}) {
        Bytes wrong = file;
        wrong[5] = operations;
        wrong[9] = memory;
        EXPECT_REFUSED(open_sealed_file(wrong, as_bytes("p")), Errc::malformed);
    }
    Bytes none = file;
    none[8] = 0;
    EXPECT_REFUSED(open_sealed_file(none, as_bytes("p")), Errc::malformed);
    Bytes version = file;
    version[4] = 2;
    EXPECT_REFUSED(open_sealed_file(version, as_bytes("p")), Errc::wrong_version);
}

TEST(SealedFile, passphrases_that_people_choose_cost_three_passes_over_64_mib) {
    SeededRng rng{8};
    const Bytes file = seal_file(as_bytes("secret"), as_bytes("passphrase"), rng).value();
    EXPECT_EQ(encode_hex(ByteView{file}.first(13)),
              "504a534601"
              "00000003"
              "00010000");
    EXPECT_TRUE(
        equal(open_sealed_file(file, as_bytes("passphrase")).value().expose(), as_bytes("secret")));
}

TEST(SealedFile, files_of_another_cost_open) {
    SeededRng rng{11};
    const SealCost before{3, 256 * 1024};
    const Bytes file = seal_file(as_bytes("secret"), as_bytes("passphrase"), rng, before).value();
    EXPECT_TRUE(
        equal(open_sealed_file(file, as_bytes("passphrase")).value().expose(), as_bytes("secret")));
}

TEST(SealedFile, says_what_it_was_sealed_with) {
    SeededRng rng{10};
    const auto sealed = [&](const SealCost& cost) {
        return seal_file(as_bytes("secret"), as_bytes("passphrase"), rng, cost).value();
    };
    const SealCost cost{2, 16};
    EXPECT_EQ(seal_cost_of(sealed(cost)).value(), cost);
    EXPECT_EQ(seal_cost_of(sealed(SealCost::least())).value(), SealCost::least());
    EXPECT_REFUSED(seal_cost_of(as_bytes("PJSF")), Errc::malformed);
    EXPECT_REFUSED(seal_cost_of(as_bytes("no sealed file")), Errc::malformed);
}

TEST(SealedFile, empty_passphrases_and_large_secrets_are_refused) {
    SeededRng rng{9};
    EXPECT_REFUSED(seal_file(as_bytes("s"), {}, rng, SealCost::least()), Errc::malformed);
    EXPECT_REFUSED(
        seal_file(Bytes(sealed_secret_bytes_max + 1), as_bytes("p"), rng, SealCost::least()),
        Errc::too_large);
    EXPECT_REFUSED(open_sealed_file(Bytes(sealed_secret_bytes_max + 100), as_bytes("p")),
                   Errc::too_large);
}

TEST(SealedFile, the_same_secret_seals_differently_each_time) {
    SystemRng rng;
    EXPECT_NE(seal_file(as_bytes("s"), as_bytes("p"), rng, SealCost::least()).value(),
              seal_file(as_bytes("s"), as_bytes("p"), rng, SealCost::least()).value());
}

}  // namespace
}  // namespace piaojue
