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

RoundCounts count_round(const VoteManifest& manifest, const BoxCounts& box, std::uint32_t blank,
                        const std::optional<PaperPart>& paper) {
    RoundCounts out;
    out.due = manifest.fields().due;
    out.present = box.present;
    out.issued = box.issued;
    out.cast = box.cast;
    out.handed_back = box.handed_back;
    out.returned = box.cast + box.handed_back + (paper ? paper->sheets.returned : 0);
    out.outstanding = minus(out.issued, out.returned);
    out.blank = blank;
    out.voided = box.handed_back + (blank_is_void(manifest) ? blank : 0);
    if (paper) out.voided += static_cast<std::uint32_t>(paper->sheets.voided.all());
    out.valid = minus(out.returned, out.voided);
    return out;
}

namespace {

// The totals of box and sheets together; nothing: nothing is opened.
std::optional<Totals> totals_together(const VoteManifest& manifest, OpenedAs opened,
                                      const std::optional<Combined>& combined,
                                      const std::optional<PaperPart>& paper) {
    if (opened == OpenedAs::nothing) return std::nullopt;
    const std::vector<std::uint32_t> none(manifest.fields().projects.size());
    Totals out = combined ? combined->totals : Totals{none, none, 0};
    if (!paper) return out;
    for (std::size_t i = 0; i < none.size(); ++i) {
        out.approve[i] += paper->sheets.projects[i].approve;
        // With two grades nobody opposes, whatever a batch says.
        if (manifest.shape().three_way()) out.oppose[i] += paper->sheets.projects[i].oppose;
    }
    return out;
}

OpenedAs opened_as(const BoxCounts& box, const std::optional<Combined>& combined,
                   const std::optional<PaperPart>& paper) {
    if (paper && paper->too_many) return OpenedAs::nothing;
    if (combined) return OpenedAs::decrypted;
    const bool sheets = paper && paper->sheets.returned > 0;
    return sheets && box.cast == 0 ? OpenedAs::sheets_alone : OpenedAs::nothing;
}

Outcome outcome_of(const VoteManifest& manifest, const RoundCounts& of,
                   const std::optional<Totals>& totals, const std::optional<PaperPart>& paper) {
    const DecisionCounts counts{of.due, of.present, of.issued, of.returned, of.valid};
    const std::vector<ProjectNumber> numbers = manifest.project_numbers();
    if (!totals) {
        const bool too_many = paper && paper->too_many;
        return outcome_not_opened(manifest.method(), counts, numbers,
                                  too_many ? RoundKind::set_invalid : RoundKind::too_few);
    }
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i < numbers.size(); ++i)
        candidates.push_back({numbers[i], totals->approve[i]});
    return decide(manifest.method(), counts, candidates);
}

}  // namespace

ResultEntry make_result(const VoteManifest& manifest, const Bytes32& root, const BoxCounts& box,
                        const std::optional<Combined>& combined,
                        const std::optional<PaperPart>& paper) {
    ResultEntry out;
    out.manifest = manifest.hash();
    out.root = root;
    out.opened = opened_as(box, combined, paper);
    const auto totals = totals_together(manifest, out.opened, combined, paper);
    out.counts = count_round(manifest, box, totals ? totals->blank : 0, paper);
    if (out.opened == OpenedAs::decrypted) out.used = combined->used;
    const Outcome outcome = outcome_of(manifest, out.counts, totals, paper);
    for (std::size_t i = 0; i < outcome.projects.size(); ++i) {
        const ProjectOutcome& decided = outcome.projects[i];
        ProjectResult project{0, 0, 0, decided.passed, decided.chosen, decided.tied, decided.rank};
        if (totals) {
            project.approve = totals->approve[i];
            project.oppose = totals->oppose[i];
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
    if (paper) out.sheets = paper->sheets;
    return out;
}

namespace {

Result<void> claim(bool holds, const char* identity) {
    if (!holds) return fail(Errc::malformed, std::string{"does not hold: "} + identity);
    return {};
}

Result<void> check_votes(const VoteManifest& manifest, const ResultEntry& result) {
    const RoundCounts& counts = result.counts;
    PJ_TRY(claim(counts.blank <= counts.cast, "blank ≤ cast"));
    std::uint64_t approvals = 0;
    for (const ProjectResult& project : result.projects) {
        const std::uint64_t sum = std::uint64_t{project.approve} + project.oppose + project.abstain;
        PJ_TRY(claim(sum == counts.valid, "approve + oppose + abstain = valid"));
        approvals += project.approve;
    }
    const std::uint64_t valid_sheets = result.sheets ? result.sheets->valid() : 0;
    const std::uint64_t most =
        std::uint64_t{manifest.method().hi} * (counts.cast - counts.blank + valid_sheets);
    return claim(approvals <= most, "sum of approvals ≤ hi · (cast − blank + valid sheets)");
}

}  // namespace

Result<void> check_balance(const VoteManifest& manifest, const ResultEntry& result,
                           const std::optional<PaperPart>& paper) {
    const RoundCounts& counts = result.counts;
    const std::uint64_t returned = std::uint64_t{counts.cast} + counts.handed_back +
                                   (result.sheets ? result.sheets->returned : 0);
    PJ_TRY(claim(counts.returned == returned, "returned = cast + handed back + sheets returned"));
    PJ_TRY(
        claim(std::uint64_t{counts.valid} + counts.voided == returned, "valid + void = returned"));
    PJ_TRY(claim(counts.issued <= counts.present, "issued ≤ present"));
    PJ_TRY(claim(counts.present <= counts.due, "present ≤ due"));
    if (!paper || !paper->too_many) {
        PJ_TRY(claim(counts.returned <= counts.issued, "returned ≤ issued"));
        PJ_TRY(claim(std::uint64_t{counts.outstanding} + returned == counts.issued,
                     "outstanding = issued − returned"));
    }
    if (result.opened == OpenedAs::nothing) return {};
    return check_votes(manifest, result);
}

}  // namespace piaojue
