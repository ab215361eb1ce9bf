#include "ballot/manifest.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "crypto/hash.hpp"
#include "tests/support/sample_round.hpp"
#include "tests/support/vectors.hpp"

namespace piaojue {
namespace {

using testing::sample_fields;
using testing::value_of;

VoteManifest sample() {
    return value_of(VoteManifest::create(sample_fields(12, Style::choose_up_to, 10)));
}

Result<VoteManifest> with(const std::function<void(ManifestFields&)>& change) {
    ManifestFields fields = sample_fields(12, Style::choose_up_to, 10);
    change(fields);
    return VoteManifest::create(fields);
}

// Where the fields of the sample begin.
constexpr std::size_t due_at = 3 + 4 * 32;
constexpr std::size_t round_at = due_at + 4;
constexpr std::size_t kind_at = round_at + 1;
constexpr std::size_t parent_at = kind_at + 1;
constexpr std::size_t flags_at = parent_at + 32;
constexpr std::size_t title_at = flags_at + 1;
constexpr std::size_t phases_at = title_at + 2 + 15 + 2 + 11;
constexpr std::size_t min_group_at = phases_at + 1;
constexpr std::size_t box_key_at = min_group_at + 2;
constexpr std::size_t issuers_at = box_key_at + 32;
constexpr std::size_t tellers_at = issuers_at + 1 + 9 * 384;
constexpr std::size_t joint_key_at = tellers_at + 2;
constexpr std::size_t quorum_at = joint_key_at + 6 * 32;
constexpr std::size_t method_at = quorum_at + 1;
constexpr std::size_t projects_at = method_at + 23;

Result<VoteManifest> patched(std::size_t position, const Bytes& bytes) {
    Bytes entry = sample().bytes();
    std::copy(bytes.begin(), bytes.end(), entry.begin() + static_cast<std::ptrdiff_t>(position));
    return VoteManifest::decode(entry);
}

TEST(Manifest, decode_is_the_inverse_of_create_and_keeps_the_bytes) {
    const VoteManifest made = sample();
    const VoteManifest read = value_of(VoteManifest::decode(made.bytes()));
    EXPECT_TRUE(read.fields() == made.fields());
    EXPECT_TRUE(read.fields() == sample_fields(12, Style::choose_up_to, 10));
    EXPECT_EQ(read.bytes(), made.bytes());
    EXPECT_TRUE(read.hash() == made.hash());
    EXPECT_TRUE(read.box_key() == testing::sample_key(1).verify_key());
}

TEST(Manifest, the_hash_is_tagged_over_the_entry) {
    const VoteManifest manifest = sample();
    Bytes input{19};
    append(input, as_bytes("piaojue/v1/manifest"));
    append(input, manifest.bytes());
    EXPECT_TRUE(manifest.hash().value() == sha256(input));
}

TEST(Manifest, shapes_and_ballot_sizes_are_those_of_the_specification) {
    const VoteManifest approve = sample();
    EXPECT_TRUE(approve.shape() == (BallotShape{12, 2, 1, 10}));
    EXPECT_EQ(approve.shape().ciphertexts(), 13U);
    EXPECT_EQ(approve.shape().ors(), 13U);
    EXPECT_EQ(approve.shape().branches(), 24U + 11U);
    EXPECT_EQ(approve.shape().ballot_bytes(), 5'445U);

    const auto three_way =
        value_of(VoteManifest::create(sample_fields(15, Style::three_way_capped, 10)));
    EXPECT_EQ(three_way.shape().ciphertexts(), 31U);
    EXPECT_EQ(three_way.shape().ballot_bytes(), 9'541U);

    const auto few = value_of(VoteManifest::create(sample_fields(4, Style::choose_up_to, 10)));
    EXPECT_EQ(few.shape().cap, 4U);
}

TEST(Manifest, projects_are_found_by_number) {
    const VoteManifest manifest = sample();
    EXPECT_EQ(manifest.position(ProjectNumber{12}), std::size_t{11});
    EXPECT_FALSE(manifest.position(ProjectNumber{13}).has_value());
    EXPECT_EQ(manifest.project_numbers().size(), 12U);
    EXPECT_EQ(manifest.cosigner_quorum(), 4);
}

TEST(Manifest, the_cosigner_quorum_is_a_majority_that_two_servers_can_not_share) {
    for (std::uint8_t n = 2; n <= 32; ++n) {
        for (std::uint8_t k = 2; k <= n; ++k) {
            const int q = cosigner_quorum(n, k);
            EXPECT_LE(q, n);
            // Two quorums share at least k tellers: fewer than k false ones can not sign for both.
            EXPECT_GE(2 * q - n, k);
            EXPECT_LT(2 * (q - 1) - n, k);
        }
    }
}

TEST(Manifest, fields_outside_the_format_are_malformed) {
    using Fields = ManifestFields;
    const std::vector<std::function<void(Fields&)>> changes{
        [](Fields& f) { f.due = 0; },
        [](Fields& f) { f.due = 10'001; },
        [](Fields& f) { f.round = 0; },
        [](Fields& f) { f.round = 2; },              // the first round is round 1
        [](Fields& f) { f.kind = RoundKind::tie; },  // without a parent
        [](Fields& f) { f.parent = ResultHash{sha256(as_bytes("parent"))}; },
        [](Fields& f) { f.title.clear(); },
        [](Fields& f) { f.title = std::string(201, 'x'); },
        [](Fields& f) { f.title = std::string(70'000, 'x'); },
        [](Fields& f) { f.title = "a\nb"; },
        [](Fields& f) { f.title2 = std::string(201, 'x'); },
        [](Fields& f) { f.title2 = "\xC0\x80"; },
        [](Fields& f) { f.min_group = 0; },
        [](Fields& f) { f.threshold = 1; },
        [](Fields& f) { f.threshold = 6; },
        [](Fields& f) { f.verification_shares.resize(33, f.joint_key); },
        [](Fields& f) { f.method.places = 0; },
        [](Fields& f) { f.method.hi = 101; },
        [](Fields& f) { f.method.style = Style::three_way; },
        [](Fields& f) { f.projects.clear(); },
        [](Fields& f) { f.projects = testing::sample_projects(101); },
        [](Fields& f) { f.projects[3].no = ProjectNumber{1}; },
        [](Fields& f) { f.projects[3].no = ProjectNumber{0}; },
        [](Fields& f) { f.projects[3].name.clear(); },
        [](Fields& f) { f.projects[3].name = std::string(301, 'x'); },
        [](Fields& f) { f.projects[3].name2 = std::string(301, 'x'); },
        [](Fields& f) { f.projects[3].ref = std::string(101, 'x'); },
        [](Fields& f) { f.attachments.resize(17); },
    };
    for (std::size_t i = 0; i < changes.size(); ++i) {
        SCOPED_TRACE("change " + std::to_string(i));
        EXPECT_REFUSED(with(changes[i]), Errc::malformed);
    }
}

TEST(Manifest, a_later_round_names_its_parent) {
    const auto later = with([](ManifestFields& f) {
        f.kind = RoundKind::tie;
        f.round = 2;
        f.parent = ResultHash{sha256(as_bytes("parent"))};
    });
    ASSERT_TRUE(later.has_value());
    EXPECT_EQ(later->fields().kind, RoundKind::tie);
}

TEST(Manifest, reserved_bytes_are_refused) {
    EXPECT_REFUSED(patched(0, {0x06}), Errc::malformed);
    EXPECT_REFUSED(patched(1, {0, 2}), Errc::wrong_version);
    EXPECT_REFUSED(patched(kind_at, {0}), Errc::malformed);
    EXPECT_REFUSED(patched(kind_at, {8}), Errc::malformed);
    EXPECT_REFUSED(patched(flags_at, {2}), Errc::malformed);
    EXPECT_REFUSED(patched(flags_at, {0x81}), Errc::malformed);
    EXPECT_REFUSED(patched(phases_at, {2}), Errc::malformed);
    EXPECT_REFUSED(patched(issuers_at, {0}), Errc::malformed);
    EXPECT_REFUSED(patched(issuers_at, {2}), Errc::malformed);
    EXPECT_REFUSED(patched(quorum_at, {3}), Errc::malformed);
    EXPECT_REFUSED(patched(method_at, {2}), Errc::wrong_version);
    EXPECT_REFUSED(patched(projects_at, {0}), Errc::malformed);
    EXPECT_TRUE(patched(flags_at, {0}).has_value());
    EXPECT_TRUE(patched(phases_at, {1}).has_value());
}

TEST(Manifest, keys_are_decoded_strictly) {
    const Bytes zeros(32, 0);
    const Bytes ones(32, 0xFF);
    EXPECT_REFUSED(patched(joint_key_at, zeros), Errc::identity_point);
    EXPECT_REFUSED(patched(joint_key_at, ones), Errc::not_canonical);
    EXPECT_REFUSED(patched(joint_key_at + 5 * 32, zeros), Errc::identity_point);
    EXPECT_REFUSED(patched(joint_key_at + 5 * 32, ones), Errc::not_canonical);
    EXPECT_REFUSED(patched(box_key_at, ones), Errc::not_canonical);
}

TEST(Manifest, one_byte_less_or_more_is_malformed) {
    const Bytes good = sample().bytes();
    for (std::size_t length = 0; length < good.size(); ++length)
        EXPECT_REFUSED(VoteManifest::decode(ByteView{good}.first(length)), Errc::malformed);
    Bytes longer = good;
    longer.push_back(0);
    EXPECT_REFUSED(VoteManifest::decode(longer), Errc::malformed);
    EXPECT_REFUSED(VoteManifest::decode(Bytes(limit::entry_bytes + 1)), Errc::too_large);
}

TEST(Round, an_issuer_key_outside_the_rule_is_malformed) {
    const auto round = [](const VoteManifest& manifest) { return Round::create(manifest); };
    EXPECT_TRUE(round(sample()).has_value());
    EXPECT_TRUE(check_issuer_key(sample()).has_value());
    const auto even = value_of(with([](ManifestFields& f) { f.issuer.modulus.data()[383] ^= 1; }));
    EXPECT_REFUSED(round(even), Errc::malformed);
    EXPECT_REFUSED(check_issuer_key(even), Errc::malformed);
    const auto short_n = value_of(with([](ManifestFields& f) { f.issuer.modulus.data()[0] = 0; }));
    EXPECT_REFUSED(round(short_n), Errc::malformed);
}

TEST(Round, a_false_root_of_the_issuer_key_is_found) {
    const auto root = value_of(with([](ManifestFields& f) { f.issuer.roots[7].data()[383] ^= 1; }));
    EXPECT_REFUSED(check_issuer_key(root), Errc::token_rejected);
    const auto swapped =
        value_of(with([](ManifestFields& f) { std::swap(f.issuer.roots[0], f.issuer.roots[1]); }));
    EXPECT_REFUSED(check_issuer_key(swapped), Errc::token_rejected);
    const auto large =
        value_of(with([](ManifestFields& f) { f.issuer.roots[0].data_.fill(0xFF); }));
    EXPECT_REFUSED(check_issuer_key(large), Errc::malformed);
}

}  // namespace
}  // namespace piaojue
