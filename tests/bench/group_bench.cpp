// tests/bench/group_bench.cpp — what making and checking a ballot's proofs costs
#include <benchmark/benchmark.h>

#include "crypto/proofs/one_of.hpp"
#include "crypto/transcript.hpp"

namespace piaojue {
namespace {

using G = Ristretto255;

std::vector<PublicPoint> random_points(std::size_t count, Rng& rng) {
    std::vector<PublicPoint> out;
    for (std::size_t i = 0; i < count; ++i)
        out.push_back(PublicPoint::from(Point::from_hash(rng.bytes<64>())));
    return out;
}

std::vector<Scalar> random_scalars(std::size_t count, Rng& rng) {
    std::vector<Scalar> out;
    for (std::size_t i = 0; i < count; ++i)
        out.push_back(Scalar::from_wide(rng.bytes<64>()));
    return out;
}

// An approve-only ballot of `projects` projects of which 0 to 10 may be approved, without the
// blank: a question of two branches each, and a cap of eleven over their sum.
struct SampleBallot {
    std::vector<OneOf<G>> ors;
    std::vector<OneOfWitness<G>> witnesses;
};

SampleBallot sample_ballot(std::size_t projects, const Point& key, Rng& rng) {
    SampleBallot out;
    Ciphertext<G> sum;
    OneOfWitness<G> cap{0, {}};
    cap.openings.emplace_back();
    for (std::size_t i = 0; i < projects; ++i) {
        const std::size_t mark = i % 3 == 0 ? 1 : 0;
        Opening<G> opening{SecretScalar::from_public(Scalar::from_u64(mark)),
                           SecretScalar::random(rng)};
        const auto x = encrypt<G>(key, opening.message, opening.r).decoded();
        out.ors.push_back({{x, Scalar::zero()}, {x, Scalar::one()}});
        sum = sum + x;
        cap.true_branch += mark;
        cap.openings[0].message = cap.openings[0].message + opening.message;
        cap.openings[0].r = cap.openings[0].r + opening.r;
        auto& witness = out.witnesses.emplace_back(OneOfWitness<G>{mark, {}});
        witness.openings.push_back(std::move(opening));
    }
    OneOf<G> branches;
    for (std::size_t v = 0; v <= 10; ++v)
        branches.push_back({sum, Scalar::from_u64(v)});
    out.ors.push_back(std::move(branches));
    out.witnesses.push_back(std::move(cap));
    return out;
}

struct SampleClaim {
    PublicPoint key;
    OneOfClaim<G> claim;
};

SampleClaim sample_claim(std::size_t projects) {
    SeededRng rng{1};
    const Point key = Point::base_mul(SecretScalar::random(rng));
    SampleBallot ballot = sample_ballot(projects, key, rng);
    OneOfProver<G> prover{key, ballot.ors, std::move(ballot.witnesses),
                          [&] { return SecretScalar::random(rng); }};
    const Scalar challenge = Scalar::from_wide(rng.bytes<64>());
    return {PublicPoint::from(key),
            {ballot.ors, std::move(prover).respond(challenge, rng).value(), challenge}};
}

void decode_point(benchmark::State& state) {
    SeededRng rng{1};
    const Bytes32 bytes = Point::from_hash(rng.bytes<64>()).bytes();
    for (auto _ : state)
        benchmark::DoNotOptimize(PublicPoint::decode(bytes));
}
BENCHMARK(decode_point);

void encode_point(benchmark::State& state) {
    SeededRng rng{1};
    const PublicPoint point = PublicPoint::from(Point::from_hash(rng.bytes<64>())).doubled();
    for (auto _ : state)
        benchmark::DoNotOptimize(point.bytes());
}
BENCHMARK(encode_point);

void add_points(benchmark::State& state) {
    SeededRng rng{1};
    const PublicPoint step = PublicPoint::from(Point::from_hash(rng.bytes<64>()));
    PublicPoint sum = step;
    for (auto _ : state)
        benchmark::DoNotOptimize(sum = sum + step);
}
BENCHMARK(add_points);

void add_points_libsodium(benchmark::State& state) {
    SeededRng rng{1};
    const Point step = Point::from_hash(rng.bytes<64>());
    Point sum = step;
    for (auto _ : state)
        benchmark::DoNotOptimize(sum = sum + step);
}
BENCHMARK(add_points_libsodium);

void multi_mul(benchmark::State& state) {
    SeededRng rng{1};
    const auto count = static_cast<std::size_t>(state.range(0));
    const auto points = random_points(count, rng);
    const auto scalars = random_scalars(count, rng);
    for (auto _ : state)
        benchmark::DoNotOptimize(multi_mul_vartime(scalars, points));
}
BENCHMARK(multi_mul)->Arg(1)->Arg(2)->Arg(64)->Arg(128)->Arg(190)->Arg(191)->Arg(400)->Arg(8000);

void multi_mul_straus(benchmark::State& state) {
    SeededRng rng{1};
    const auto count = static_cast<std::size_t>(state.range(0));
    const auto points = random_points(count, rng);
    const auto scalars = random_scalars(count, rng);
    for (auto _ : state)
        benchmark::DoNotOptimize(detail::straus_vartime(scalars, points));
}
BENCHMARK(multi_mul_straus)->Arg(191)->Arg(400);

void prove_ballot(benchmark::State& state) {
    SeededRng rng{1};
    const Point key = Point::base_mul(SecretScalar::random(rng));
    for (auto _ : state) {
        SampleBallot ballot = sample_ballot(15, key, rng);
        OneOfProver<G> prover{key, std::move(ballot.ors), std::move(ballot.witnesses),
                              [&] { return SecretScalar::random(rng); }};
        benchmark::DoNotOptimize(
            std::move(prover).respond(Scalar::from_wide(rng.bytes<64>()), rng));
    }
}
BENCHMARK(prove_ballot)->Unit(benchmark::kMillisecond);

void check_ballot_single(benchmark::State& state) {
    const SampleClaim sample = sample_claim(15);
    for (auto _ : state)
        benchmark::DoNotOptimize(check_one_of<G>(sample.key, sample.claim));
}
BENCHMARK(check_ballot_single)->Unit(benchmark::kMillisecond);

void decode_ballot_points(benchmark::State& state) {
    SeededRng rng{1};
    std::vector<Bytes32> encodings;
    for (int i = 0; i < 112; ++i)
        encodings.push_back(Point::from_hash(rng.bytes<64>()).bytes());
    for (auto _ : state) {
        for (const Bytes32& encoding : encodings)
            benchmark::DoNotOptimize(PublicPoint::decode(encoding));
    }
}
BENCHMARK(decode_ballot_points)->Unit(benchmark::kMillisecond);

// Time per batch of range(0) ballots; items are ballots.
void check_ballots_batched(benchmark::State& state) {
    const SampleClaim sample = sample_claim(15);
    SystemRng rng;
    for (auto _ : state) {
        OneOfBatch<G> batch{sample.key};
        for (int i = 0; i < state.range(0); ++i) {
            if (!batch.add(sample.claim)) state.SkipWithError("malformed");
        }
        if (!batch.check(rng)) state.SkipWithError("rejected");
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(check_ballots_batched)->Arg(1)->Arg(8)->Arg(64)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace piaojue
