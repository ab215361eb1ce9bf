// Rounds with sheets of paper: the sums and the result are those of counting each paper by itself.
#include "ballot/paper.hpp"

#include <map>

#include "ballot/tally.hpp"
#include "tests/property/laws.hpp"
#include "tests/property/made.hpp"
#include "tests/support/sample_round.hpp"

namespace piaojue::property {
namespace {

// One paper that came back, electronic or not.
struct Returned {
    bool on_sheet = false;
    std::optional<SheetDecision> void_for;  // of a sheet
    std::vector<int> marks;                 // 0 none or abstain, 1 approve, 2 oppose
    bool blank = false;                     // of a ballot in the box
};

// What became of a round's papers, one by one.
struct Course {
    explicit Course(VoteManifest of) : manifest(std::move(of)) {}

    VoteManifest manifest;
    std::uint32_t present = 0;
    std::uint32_t tokens = 0;  // issued, kinds 0 and 1
    PaperCounts paper;
    std::uint32_t handed_back = 0;
    std::vector<Returned> box;
    std::vector<Returned> sheets;
};

Returned drawn_choice(const VoteManifest& manifest) {
    Returned out;
    const std::size_t projects = manifest.fields().projects.size();
    out.marks.assign(projects, 0);
    std::size_t left = manifest.shape().cap;
    for (int& mark : out.marks) {
        const auto wish = drawn<unsigned>(0, manifest.shape().three_way() ? 2 : 1);
        if (wish == 1 && left == 0) continue;
        if (wish == 1) --left;
        mark = static_cast<int>(wish);
    }
    return out;
}

Returned drawn_sheet(const VoteManifest& manifest) {
    Returned out = drawn_choice(manifest);
    out.on_sheet = true;
    if (drawn<unsigned>(0, 4) == 0) out.void_for = SheetDecision{drawn<std::uint8_t>(1, 4)};
    return out;
}

// Approve style has no other ballot without an approval than a blank one.
void settle_blank(const VoteManifest& manifest, Returned& ballot) {
    const bool nothing =
        std::all_of(ballot.marks.begin(), ballot.marks.end(), [](int mark) { return mark == 0; });
    ballot.blank = nothing && (!manifest.shape().three_way() || drawn<unsigned>(0, 1) == 1);
}

Returned drawn_ballot(const VoteManifest& manifest) {
    Returned out = drawn_choice(manifest);
    settle_blank(manifest, out);
    return out;
}

// Deputies, each with a paper of some kind; now and then more sheets come back than went out.
Course drawn_course() {
    const auto projects = drawn<std::size_t>(1, 4);
    const Style style = drawn<unsigned>(0, 1) == 0 ? Style::choose_up_to : Style::three_way_capped;
    ManifestFields fields =
        testing::sample_fields(projects, style, drawn<std::size_t>(1, projects));
    fields.due = drawn<std::uint32_t>(1, 12);
    fields.min_group = 1;
    fields.method.blank = drawn<unsigned>(0, 1) == 0 ? BlankRule::abstain : BlankRule::void_ballot;
    Course out{testing::value_of(VoteManifest::create(fields))};
    out.present = drawn<std::uint32_t>(0, fields.due);
    for (std::uint32_t i = 0; i < out.present; ++i) {
        const auto fate = drawn<unsigned>(0, 6);
        if (fate == 6) continue;  // takes nothing
        (fate == 4 ? out.paper.taken : out.tokens) += 1;
        if (fate <= 1) {
            out.box.push_back(drawn_ballot(out.manifest));
        }
        if (fate == 2) ++out.handed_back;
        if (fate == 3) ++out.paper.exchanged;
        if (fate == 5) ++out.paper.uncancelled;
        const bool sheet = fate >= 3;
        if (sheet && drawn<unsigned>(0, 3) != 0) out.sheets.push_back(drawn_sheet(out.manifest));
        // A sheet beside the token, and the token was cast all the same.
        if (fate == 5 && drawn<unsigned>(0, 5) == 0) out.box.push_back(drawn_ballot(out.manifest));
    }
    if (drawn<unsigned>(0, 4) == 0) out.sheets.push_back(drawn_sheet(out.manifest));
    if (!out.sheets.empty() && drawn<unsigned>(0, 4) == 0) {
        Returned entered = std::move(out.sheets.back());  // at a booth
        out.sheets.pop_back();
        entered.void_for.reset();
        settle_blank(out.manifest, entered);
        ++out.paper.entered;
        out.box.push_back(std::move(entered));
    }
    return out;
}

// Cut into batches as they lie; the sheets handed out are told anywhere.
std::vector<PaperBatch> batches_of(const Course& course) {
    const std::size_t projects = course.manifest.fields().projects.size();
    std::vector<PaperBatch> out(drawn<std::size_t>(1, 3));
    std::uint16_t number = 0;
    for (PaperBatch& batch : out) {
        batch.batch = BatchNumber{++number};
        batch.manifest = course.manifest.hash();
        batch.projects.resize(projects);
    }
    const std::uint32_t handed_out =
        course.paper.taken + course.paper.exchanged + course.paper.uncancelled;
    for (std::uint32_t i = 0; i < handed_out; ++i)
        ++out[drawn<std::size_t>(0, out.size() - 1)].issued;
    for (const Returned& sheet : course.sheets) {
        PaperBatch& batch = out[drawn<std::size_t>(0, out.size() - 1)];
        ++batch.returned;
        if (sheet.void_for) {
            std::uint32_t* const reasons[]{&batch.voided.over, &batch.voided.unreadable,
                                           &batch.voided.marked, &batch.voided.blank};
            ++*reasons[static_cast<std::size_t>(*sheet.void_for) - 1];
            continue;
        }
        for (std::size_t i = 0; i < projects; ++i) {
            SheetVotes& votes = batch.projects[i];
            ++(sheet.marks[i] == 1   ? votes.approve
               : sheet.marks[i] == 2 ? votes.oppose
                                     : votes.abstain);
        }
    }
    return out;
}

// ── the independent count: paper by paper ──

struct HandCount {
    std::uint32_t returned = 0;
    std::uint32_t voided = 0;
    std::vector<std::array<std::uint32_t, 3>> votes;  // none or abstain, approve, oppose
    bool too_many = false;
};

HandCount counted_by_hand(const Course& course) {
    const Method& method = course.manifest.method();
    HandCount out;
    out.votes.resize(course.manifest.fields().projects.size());
    out.returned = out.voided = course.handed_back;
    for (const auto* pile : {&course.box, &course.sheets}) {
        for (const Returned& paper : *pile) {
            ++out.returned;
            const bool is_void =
                paper.void_for || (paper.blank && method.blank == BlankRule::void_ballot);
            if (is_void) {
                ++out.voided;
                continue;
            }
            for (std::size_t i = 0; i < out.votes.size(); ++i)
                ++out.votes[i][static_cast<std::size_t>(paper.marks[i])];
        }
    }
    // Each sheet that came back takes one that was handed out, each sheet for a token a token that
    // nobody used.
    std::int64_t out_there = std::int64_t{course.paper.taken} + course.paper.exchanged +
                             course.paper.uncancelled - course.paper.entered;
    for (std::size_t i = 0; i < course.sheets.size(); ++i)
        --out_there;
    std::int64_t unused = course.tokens;
    for (const Returned& ballot : course.box) {
        if (!ballot.on_sheet) --unused;
    }
    unused -= course.handed_back;
    out.too_many = out_there < 0 ||
                   unused - std::int64_t{course.paper.exchanged} - course.paper.uncancelled < 0;
    return out;
}

PJ_PROPERTY(Paper, every_sheet_counts_once_where_it_belongs, 1, ()) {
    const Course course = drawn_course();
    const VoteManifest& manifest = course.manifest;
    const std::vector<PaperBatch> batches = batches_of(course);
    for (const PaperBatch& batch : batches)
        RC_ASSERT(check_batch(manifest, batch).has_value());
    const BoxCounts box{course.present, course.tokens + course.paper.taken,
                        static_cast<std::uint32_t>(course.box.size()), course.handed_back};
    const PaperPart paper = sum_paper(manifest, course.paper, box, batches);
    RC_ASSERT(check_paper_sums(paper).has_value());

    // What the shares would give of the box.
    Combined combined;
    for (std::size_t i = 0; i < manifest.fields().projects.size(); ++i) {
        const auto marked = [&](int mark) {
            return static_cast<std::uint32_t>(
                std::count_if(course.box.begin(), course.box.end(),
                              [&](const Returned& ballot) { return ballot.marks[i] == mark; }));
        };
        combined.totals.approve.push_back(marked(1));
        combined.totals.oppose.push_back(marked(2));
    }
    combined.totals.blank = static_cast<std::uint32_t>(std::count_if(
        course.box.begin(), course.box.end(), [](const Returned& ballot) { return ballot.blank; }));
    const bool opens = !course.box.empty() && !paper.too_many;
    const ResultEntry result = make_result(manifest, Bytes32{}, box,
                                           opens ? std::optional{combined} : std::nullopt, paper);

    const HandCount expected = counted_by_hand(course);
    RC_ASSERT(paper.too_many == expected.too_many);
    RC_ASSERT(result.counts.returned == expected.returned);
    RC_ASSERT(check_balance(manifest, result, paper).has_value());
    RC_ASSERT(decode_result(encode_result(result), result.projects.size(), true).value() == result);
    const bool counts = opens || (!paper.too_many && !course.sheets.empty());
    RC_ASSERT((result.opened != OpenedAs::nothing) == counts);
    if (!counts) {
        RC_ASSERT(result.next_kind ==
                  enum_code(paper.too_many ? RoundKind::set_invalid : RoundKind::too_few));
        return;
    }
    RC_ASSERT(result.counts.voided == expected.voided);
    RC_ASSERT(result.counts.valid == expected.returned - expected.voided);
    for (std::size_t i = 0; i < result.projects.size(); ++i) {
        RC_ASSERT(result.projects[i].approve == expected.votes[i][1]);
        RC_ASSERT(result.projects[i].oppose == expected.votes[i][2]);
        RC_ASSERT(result.projects[i].abstain == expected.votes[i][0]);
    }
}

}  // namespace
}  // namespace piaojue::property
