// The committed corpus through every target, under the compiler of the ordinary tests: laws that
// once held go on to hold, and what once was read is still read.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <ostream>

#include "tests/fuzz/law.hpp"
#include "tests/fuzz/targets.hpp"

namespace piaojue::fuzz {

// How gtest names a target.
void PrintTo(const Target& target, std::ostream* out) {
    *out << target.name;
}

namespace {

std::vector<std::filesystem::path> files_of(std::string_view target) {
    std::vector<std::filesystem::path> out;
    for (const auto& file :
         std::filesystem::directory_iterator{std::filesystem::path{PJ_FUZZ_CORPUS} / target})
        out.push_back(file.path());
    std::sort(out.begin(), out.end());
    return out;
}

Bytes content_of(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    EXPECT_TRUE(file.good()) << path;
    return {std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
}

class Corpus : public ::testing::TestWithParam<Target> {};

TEST_P(Corpus, keeps_the_laws_and_its_seeds_are_read) {
    std::size_t seeds = 0;
    for (const auto& path : files_of(GetParam().name)) {
        const Bytes input = content_of(path);
        const bool is_seed = path.filename().string().starts_with("seed-");
        try {
            const bool was_read = GetParam().run(input);
            EXPECT_TRUE(was_read || !is_seed)
                << path.filename() << " is refused now; pj_fuzz_corpus makes the seeds anew";
        } catch (const LawBroken& broken) {
            ADD_FAILURE() << path.filename() << ": " << broken.what();
        }
        seeds += is_seed ? 1 : 0;
    }
    EXPECT_GT(seeds, 0U) << "no seed of " << GetParam().name;
}

// A fuzzer's first input, and what every reader meets when a connection ends early.
TEST_P(Corpus, no_bytes_and_cut_seeds_keep_the_laws) {
    EXPECT_NO_THROW(GetParam().run({}));
    for (const auto& path : files_of(GetParam().name)) {
        const Bytes input = content_of(path);
        for (std::size_t keep = input.size(); keep > 0;) {
            keep = keep > 8 ? keep / 2 : keep - 1;
            EXPECT_NO_THROW(GetParam().run(ByteView{input}.first(keep)))
                << path.filename() << ", the first " << keep << " bytes";
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Fuzz, Corpus, ::testing::ValuesIn(targets),
                         [](const auto& one) { return std::string{one.param.name}; });

}  // namespace
}  // namespace piaojue::fuzz
