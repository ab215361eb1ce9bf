// The small congress in memory: drawn slips, and a whole round in one call
#include <numeric>

#include "ballot/paper_request.hpp"
#include "tests/support/congress_builder.hpp"

namespace piaojue::testing {

void CongressBuilder::add_slips() {
    std::vector<SlipHash> hashes;
    for (std::uint32_t i = 0; i < options.slips; ++i) {
        slips.push_back(rng.secret<32>());
        hashes.push_back(slip_hash(slips.back()));
    }
    slip_list = value_of(SlipList::create(hashes));
    add(encode_attachment(
        {id, AttachmentKind::slips, "application/octet-stream", slip_list.encode()}));
    slips_attachment = attachment_hash(log.back());
}

const Paper& CongressBuilder::draw(std::uint32_t deputy) {
    const auto request =
        make_draw_request(round->hash(), DeputyNumber{deputy}, identity_keys[deputy - 1]);
    SlipSecrets slip = derive_slip(slips.at(drawn++));
    Issuance issuance{round->hash(), request.deputy, {}, request.signature};
    papers.erase(deputy);
    return papers
        .emplace(deputy, Paper{std::move(slip.ballot_key), drawn_token(slip.prefix), issuance})
        .first->second;
}

void CongressBuilder::take_sheet(std::uint32_t deputy) {
    const PaperRequest request =
        make_paper_request(round->hash(), DeputyNumber{deputy}, identity_keys[deputy - 1]);
    Issuance issuance{round->hash(), request.deputy, {}, request.signature, true};
    papers.erase(deputy);
    papers.emplace(deputy, Paper{SigningKey::generate(rng), Token{}, issuance});
}

void CongressBuilder::exchange(std::uint32_t deputy) {
    const Paper& paper = papers.at(deputy);
    exchanges.push_back(make_exchange(*round, paper.token, paper.key).bytes);
}

void CongressBuilder::enter_sheet(const std::vector<int>& marks) {
    const SigningKey key = SigningKey::generate(rng);
    const auto witness = [&](int person) {
        return witness_sheet(round->hash(), key.verify_key(),
                             PersonNumber{static_cast<std::uint16_t>(person)}, person_key(person));
    };
    ballots.push_back(
        value_of(seal(*round, make_marks(*round, marks), paper_token(witness(2), witness(3)), key,
                      rng.secret<32>(), rng))
            .entry());
}

Bytes CongressBuilder::batch_entry(const PaperBatch& batch, const std::vector<int>& persons) {
    const Bytes body = encode_paper_body(batch);
    const auto by = [&](int person, BatchSigner as) {
        return PersonSignature{PersonNumber{static_cast<std::uint16_t>(person)},
                               sign_paper_body(body, as, person_key(person))};
    };
    SignedPaperBatch out{
        batch, {by(persons[0], BatchSigner::keyed), by(persons[1], BatchSigner::keyed)}, {}};
    if (!batch.doubtful.empty()) out.chief = by(2, BatchSigner::chief);
    return encode_paper_batch(out);
}

PaperBody CongressBuilder::paper_body(std::uint32_t uncancelled) const {
    return state_of(log).round()->paper_body(uncancelled);
}

void CongressBuilder::state_paper(std::uint32_t uncancelled) {
    act(Act::paper, paper_body(uncancelled));
    paper_stated = true;
}

void CongressBuilder::void_leftover() {
    SlipsBody body;
    for (std::size_t i = drawn; i < slips.size(); ++i)
        body.slips.push_back(slip_hash(slips[i]));
    std::sort(body.slips.begin(), body.slips.end());
    voided += static_cast<std::uint32_t>(body.slips.size());
    act(Act::void_slips, body);
}

void CongressBuilder::vote() {
    const std::uint32_t drawing = round->slips().empty() ? 0 : 3;
    for (std::uint32_t deputy = 1; deputy <= options.deputies; ++deputy)
        deputy <= drawing ? draw(deputy) : issue(deputy);
    count(CountsPhase::issuing);
    end_issuing();
    if (drawing > 0) void_leftover();
    const std::size_t projects = round->manifest().fields().projects.size();
    for (std::uint32_t deputy = 1; deputy + 2 <= options.deputies; ++deputy) {
        std::vector<int> marks(projects, 0);
        if (deputy > 1) {  // deputy 1 casts a blank ballot
            marks[0] = 1;
            if (round->shape().cap > 1) marks[1 + deputy % (projects - 1)] = 1;
        }
        cast(deputy, marks);
    }
    count(CountsPhase::voting);
    hand_back(options.deputies - 1);
    check_ballot(options.deputies);
}

void CongressBuilder::declare(std::uint32_t deputy) {
    declarations.push_back(encode_declaration(
        make_declaration(round->hash(), DeputyNumber{deputy}, identity_keys[deputy - 1])));
}

void CongressBuilder::claim(std::uint32_t deputy) {
    const Paper& paper = papers.at(deputy);
    claims.push_back(make_claim(*round, paper.token, paper.key).bytes);
}

void CongressBuilder::end_claims(std::uint32_t used_slips) {
    act(Act::end_claims, UsedSlipsBody{used_slips});
    for (std::vector<Bytes>* batch : {&declarations, &claims}) {
        std::sort(batch->begin(), batch->end());
        log.insert(log.end(), batch->begin(), batch->end());
    }
}

void CongressBuilder::shut() {
    close();
    std::vector<int> all(options.tellers);
    std::iota(all.begin(), all.end(), 1);
    cosign(all);
}

void CongressBuilder::finish() {
    if (options.claims) {
        for (std::uint32_t deputy = 2; deputy < options.deputies; ++deputy)
            declare(deputy);
        claim(options.deputies);
        end_claims();
    }
    share(1);
    share(2);
    decide({1, 2});
    report(1);
    report(2);
    announce();
    act(Act::publish);
}

CongressBuilder CongressBuilder::finished(const CongressOptions& options) {
    CongressBuilder builder{options};
    builder.draft();
    builder.open();
    builder.vote();
    builder.shut();
    builder.finish();
    return builder;
}

}  // namespace piaojue::testing
