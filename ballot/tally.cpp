#include "ballot/tally.hpp"

#include <map>

#include "ballot/decide.hpp"
#include "crypto/base/writer.hpp"
#include "crypto/proofs/equal_logs.hpp"
#include "crypto/small_dlog.hpp"

namespace piaojue {

namespace {

using Statement255 = EqualLogs<Ristretto255>;

// The sponge of §11.4 up to the commitments.
class ShareTranscript {
public:
    ShareTranscript(const TallyContext& context, TellerNumber teller, const Point& key)
        : transcript_(session()) {
        const Byte number = teller.value();
        transcript_.absorb(context.round.hash().value()).absorb(context.root);
        transcript_.absorb({&number, 1}).absorb(key.bytes());
        for (const BallotCiphertext& sum : context.aggregate.sums())
            transcript_.absorb(sum.a.bytes());
    }

    void absorb(const std::vector<Point>& points) {
        for (const Point& point : points)
            transcript_.absorb(point.bytes());
    }

    [[nodiscard]] Scalar challenge() { return transcript_.squeeze_scalar(); }

private:
    static const Bytes32& session() {
        static const Bytes32 id = derive_session_id(tag::share_session);
        return id;
    }

    Transcript transcript_;
};

std::vector<PublicPoint> decoded(const std::vector<Point>& points) {
    std::vector<PublicPoint> out;
    out.reserve(points.size());
    for (const Point& point : points)
        out.push_back(PublicPoint::from(point));
    return out;
}

std::vector<PublicPoint> bases_of(const Aggregate& aggregate) {
    std::vector<PublicPoint> out;
    out.reserve(aggregate.sums().size());
    for (const BallotCiphertext& sum : aggregate.sums())
        out.push_back(sum.a);
    return out;
}

std::uint32_t minus(std::uint32_t a, std::uint32_t b) {
    return a > b ? a - b : 0;
}

bool blank_is_void(const VoteManifest& manifest) {
    return manifest.method().blank == BlankRule::void_ballot;
}

Totals totals_of(const BallotShape& shape, const std::vector<std::uint32_t>& numbers) {
    Totals out;
    for (std::size_t i = 0; i < shape.projects; ++i) {
        out.approve.push_back(numbers[shape.ciphertext_index(i, 0)]);
        out.oppose.push_back(shape.three_way() ? numbers[shape.ciphertext_index(i, 1)] : 0);
    }
    out.blank = numbers[shape.blank_index()];
    return out;
}

}  // namespace

void Aggregate::add(const EncryptedBallot& ballot) {
    PJ_ASSERT(ballot.ciphertexts().size() == sums_.size(), "a ballot of another round");
    for (std::size_t j = 0; j < sums_.size(); ++j)
        sums_[j] = sums_[j] + ballot.ciphertexts()[j];
    ++ballots_;
}

void Aggregate::add(const Aggregate& part) {
    PJ_ASSERT(part.sums_.size() == sums_.size(), "an aggregate of another round");
    for (std::size_t j = 0; j < sums_.size(); ++j)
        sums_[j] = sums_[j] + part.sums_[j];
    ballots_ += part.ballots_;
}

Result<void> Aggregate::check_decryptable() const {
    for (std::size_t j = 0; j < sums_.size(); ++j) {
        if (sums_[j].a.is_identity()) {
            return fail(Errc::identity_point,
                        "first component " + std::to_string(j + 1) + " of the aggregate");
        }
    }
    return {};
}

Result<Share> make_share(const TallyContext& context, TellerNumber teller,
                         const SecretScalar& key_share, const SigningKey& statement_key, Rng& rng) {
    if (context.aggregate.ballots() < context.round.manifest().fields().min_group) {
        return fail(Errc::wrong_phase, "too few ballots: nothing is decrypted");
    }
    PJ_TRY(context.aggregate.check_decryptable());
    const Point public_share = Point::base_mul(key_share);
    Share out;
    out.manifest = context.round.hash();
    out.root = context.root;
    out.teller = teller;
    Statement255 statement{PublicPoint::from(public_share), bases_of(context.aggregate), {}};
    for (const PublicPoint& base : statement.bases)
        out.products.push_back(key_share * base.encode());
    statement.products = decoded(out.products);

    const Bytes vote = Writer{}.raw(out.manifest.value()).raw(out.root).u8(teller.value()).bytes();
    EqualLogsProver<Ristretto255> prover{statement, vote, key_share, rng};
    out.commitments = prover.commitments();
    ShareTranscript transcript{context, teller, public_share};
    transcript.absorb(out.products);
    transcript.absorb(out.commitments);
    out.response = PJ_TRY(std::move(prover).respond(transcript.challenge()));
    sign_share(out, statement_key);
    return out;
}

Result<CheckedShare> CheckedShare::check(const TallyContext& context, const Share& share) {
    const ManifestFields& fields = context.round.manifest().fields();
    if (share.manifest != context.round.hash() || share.root != context.root) {
        return fail(Errc::wrong_manifest, "a share of another tally");
    }
    if (share.teller.value() == 0 || share.teller.value() > fields.tellers() ||
        share.products.size() != context.aggregate.sums().size()) {
        return fail(Errc::malformed, "a share of another form");
    }
    PJ_TRY(context.aggregate.check_decryptable());
    const Point& key = fields.verification_shares[share.teller.value() - 1];
    ShareTranscript transcript{context, share.teller, key};
    transcript.absorb(share.products);
    transcript.absorb(share.commitments);
    Statement255 statement{PublicPoint::from(key), bases_of(context.aggregate),
                           decoded(share.products)};
    const auto held = check_equal_logs(statement, decoded(share.commitments), share.response,
                                       transcript.challenge());
    if (!held) return fail(Errc::share_rejected, held.error().detail);
    return CheckedShare{share.teller, std::move(statement.products)};
}

Result<Combined> combine(const TallyContext& context, std::span<const CheckedShare> shares) {
    const std::size_t threshold = context.round.manifest().fields().threshold;
    std::map<TellerNumber, const CheckedShare*> lowest;
    for (const CheckedShare& share : shares)
        lowest.emplace(share.teller(), &share);
    if (lowest.size() < threshold) {
        return fail(Errc::too_few_shares,
                    std::to_string(lowest.size()) + " of " + std::to_string(threshold));
    }
    Combined out;
    std::vector<PartialDecryption> partials;
    for (const auto& [teller, share] : lowest) {
        if (partials.size() == threshold) break;
        partials.push_back({teller.value(), share->products()});
        out.used.push_back(teller);
    }
    const auto messages = PJ_TRY(combine_partials_vartime(context.aggregate.sums(), partials));
    const SmallDlog dlog{context.aggregate.ballots()};
    std::vector<std::uint32_t> numbers;
    for (const PublicPoint& message : messages)
        numbers.push_back(PJ_TRY(dlog.solve(message)));
    out.totals = totals_of(context.round.shape(), numbers);
    return out;
}

RoundCounts count_round(const VoteManifest& manifest, const BoxCounts& box, std::uint32_t blank) {
    RoundCounts out;
    out.due = manifest.fields().due;
    out.present = box.present;
    out.issued = box.issued;
    out.cast = box.cast;
    out.handed_back = box.handed_back;
    out.returned = box.cast + box.handed_back;
    out.outstanding = minus(out.issued, out.returned);
    out.blank = blank;
    out.voided = box.handed_back + (blank_is_void(manifest) ? blank : 0);
    out.valid = minus(out.returned, out.voided);
    return out;
}

ResultEntry make_result(const VoteManifest& manifest, const Bytes32& root, const BoxCounts& box,
                        const std::optional<Combined>& combined) {
    ResultEntry out;
    out.manifest = manifest.hash();
    out.root = root;
    out.opened = combined.has_value();
    out.counts = count_round(manifest, box, combined ? combined->totals.blank : 0);
    const DecisionCounts counts{out.counts.due, out.counts.present, out.counts.issued,
                                out.counts.returned, out.counts.valid};
    const std::vector<ProjectNumber> numbers = manifest.project_numbers();
    Outcome outcome;
    if (combined) {
        out.used = combined->used;
        std::vector<Candidate> candidates;
        for (std::size_t i = 0; i < numbers.size(); ++i)
            candidates.push_back({numbers[i], combined->totals.approve[i]});
        outcome = decide(manifest.method(), counts, candidates);
    } else {
        outcome = outcome_too_few(manifest.method(), counts, numbers);
    }
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const ProjectOutcome& decided = outcome.projects[i];
        ProjectResult project{0, 0, 0, decided.passed, decided.chosen, decided.tied, decided.rank};
        if (combined) {
            project.approve = combined->totals.approve[i];
            project.oppose = combined->totals.oppose[i];
            project.abstain = minus(minus(out.counts.valid, project.approve), project.oppose);
        }
        out.projects.push_back(project);
    }
    out.places_left = outcome.places_left;
    if (outcome.next_round) {
        out.next_kind = static_cast<std::uint8_t>(outcome.next_round->kind);
        out.next_places = outcome.next_round->places;
        out.next_candidates = outcome.next_round->candidates;
    }
    return out;
}

Result<void> check_balance(const VoteManifest& manifest, const ResultEntry& result) {
    const RoundCounts& counts = result.counts;
    const auto claim = [](bool holds, const char* identity) -> Result<void> {
        if (!holds) return fail(Errc::malformed, std::string{"does not hold: "} + identity);
        return {};
    };
    const std::uint64_t returned = std::uint64_t{counts.cast} + counts.handed_back;
    PJ_TRY(claim(counts.returned == returned, "returned = cast + handed back"));
    PJ_TRY(
        claim(std::uint64_t{counts.valid} + counts.voided == returned, "valid + void = returned"));
    PJ_TRY(claim(counts.returned <= counts.issued, "returned ≤ issued"));
    PJ_TRY(claim(counts.issued <= counts.present, "issued ≤ present"));
    PJ_TRY(claim(counts.present <= counts.due, "present ≤ due"));
    PJ_TRY(claim(std::uint64_t{counts.outstanding} + returned == counts.issued,
                 "outstanding = issued − returned"));
    if (!result.opened) return {};
    PJ_TRY(claim(counts.blank <= counts.cast, "blank ≤ cast"));
    std::uint64_t approvals = 0;
    for (const ProjectResult& project : result.projects) {
        const std::uint64_t sum = std::uint64_t{project.approve} + project.oppose + project.abstain;
        PJ_TRY(claim(sum == counts.valid, "approve + oppose + abstain = valid"));
        approvals += project.approve;
    }
    const std::uint64_t most = std::uint64_t{manifest.method().hi} * (counts.cast - counts.blank);
    return claim(approvals <= most, "sum of approvals ≤ hi · (cast − blank)");
}

}  // namespace piaojue
