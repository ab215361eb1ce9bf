// tests/integration/contract_paper.hpp — every answer that the interface describes about sheets
#pragma once

#include "ballot/hand_back.hpp"
#include "ballot/paper_request.hpp"
#include "tests/integration/congress.hpp"

namespace piaojue::testing {

inline constexpr std::uint32_t exchanging_deputy = 5;
inline constexpr std::uint32_t sheet_deputy = 6;

inline Reply take_sheet(Congress& congress, std::uint32_t deputy, std::uint32_t key_of) {
    return congress.post("/api/v1/paper", encode_paper_request(make_paper_request(
                                              congress.round().hash(), DeputyNumber{deputy},
                                              congress.identity_key(key_of))));
}

// Of two projects.
inline Bytes batch_request(const Congress& congress, const PaperBatch& batch, std::uint16_t person,
                           BatchSigner as = BatchSigner::keyed) {
    const Bytes body = encode_paper_body(batch);
    Writer out;
    out.raw(body).u8(enum_code(as)).u16(person);
    out.raw(sign_paper_body(body, as, congress.person_key(person)));
    return std::move(out).bytes();
}

// Whatever is asked about paper before there is a round.
inline void ask_about_paper_too_early(Congress& congress) {
    congress.post("/api/v1/paper", Bytes(size::paper_request));
    congress.post("/api/v1/exchange", Bytes(10), Origin::box);
    const PaperBatch none{{}, BatchNumber{1}, 0, 0, {}, {{}, {}}, {}};
    Bytes request = encode_paper_body(none);
    request.push_back(enum_code(BatchSigner::keyed));
    request.resize(request.size() + person_signature_bytes);
    congress.post("/api/v1/paper/batches", request);
    for (const char* path : {"/api/v1/paper/waiting", "/api/v1/paper/keyed"})
        congress.post(path, Bytes(3));
}

// While ballots are issued: deputy 6 takes a sheet, deputy 5 a token.
inline SamplePaper take_sheets_in_all_ways(Congress& congress) {
    congress.post("/api/v1/paper", Bytes(3));
    take_sheet(congress, sheet_deputy, exchanging_deputy);
    EXPECT_EQ(take_sheet(congress, sheet_deputy, sheet_deputy).status, 200U);
    SamplePaper paper = congress.paper(exchanging_deputy);
    EXPECT_REFUSAL(take_sheet(congress, exchanging_deputy, exchanging_deputy),
                   Errc::already_issued);
    return paper;
}

inline void exchange_in_all_ways(Congress& congress, const SamplePaper& paper) {
    const Bytes request = make_exchange(congress.round(), paper.token, paper.key).bytes;
    congress.post("/api/v1/exchange", Bytes(10), Origin::box);
    Bytes forged = request;
    forged.back() = static_cast<Byte>(forged.back() ^ 1U);
    congress.post("/api/v1/exchange", forged, Origin::box);
    EXPECT_EQ(congress.post("/api/v1/exchange", request, Origin::box).status, 200U);
    congress.post("/api/v1/exchange", forged, Origin::box);
    EXPECT_REFUSAL(congress.hand_back(paper), Errc::already_handed_back);
}

// Of a paper that was cast.
inline void exchange_too_late(Congress& congress, const SamplePaper& paper) {
    EXPECT_REFUSAL(
        congress.post("/api/v1/exchange",
                      make_exchange(congress.round(), paper.token, paper.key).bytes, Origin::box),
        Errc::already_cast);
}

// Behind the close: two sheets, counted.
inline void count_sheets_in_all_ways(Congress& congress) {
    const auto batches = [&congress](const Bytes& request) {
        return congress.post("/api/v1/paper/batches", request);
    };
    PaperBatch batch{congress.round().hash(), BatchNumber{1}, 2, 2, {}, {{1, 0, 1}, {0, 0, 2}}, {}};
    batches(Bytes(3));
    batches(batch_request(congress, batch, 1));  // an official
    PaperBatch other = batch;
    other.manifest = ManifestHash{};
    batches(batch_request(congress, other, 2));
    EXPECT_EQ(batches(batch_request(congress, batch, 2)).status, 202U);
    other = batch;
    std::swap(other.projects[0], other.projects[1]);
    EXPECT_EQ(batches(batch_request(congress, other, 3)).status, 200U);
    EXPECT_EQ(batches(batch_request(congress, batch, 2)).status, 202U);
    EXPECT_EQ(batches(batch_request(congress, batch, 3)).status, 201U);
    Bytes forged = congress.query(1);
    forged.back() = static_cast<Byte>(forged.back() ^ 1U);
    for (const Bytes& query : {congress.query(1), forged, Bytes(3)})
        for (const char* path : {"/api/v1/paper/waiting", "/api/v1/paper/keyed"})
            congress.post(path, query);
    EXPECT_EQ(congress.post("/api/v1/paper/keyed", congress.query(2)).status, 200U);
    EXPECT_EQ(congress.act(Act::paper, congress.state().round()->paper_body(0)).status, 201U);
}

// Of the published record, by an official; by others, or in another language, it is refused.
inline void take_bundles(Congress& congress) {
    for (const char* format : {"pdf", "html", "docx", "xlsx", "csv"}) {
        const std::string path = std::string{"/api/v1/desk/form?form=notice&format="} + format;
        EXPECT_EQ(congress.post(path, congress.query(1)).status, 200U) << path;
    }
    const std::string notice =
        congress.post("/api/v1/desk/form?form=notice&format=csv&lang=en", congress.query(1)).text();
    EXPECT_NE(notice.find("Public notice"), std::string::npos);
    for (const char* wrong :
         {"", "?form=notices", "?form=notice&format=doc", "?form=notice&lang=fr"})
        EXPECT_REFUSAL(congress.post("/api/v1/desk/form" + std::string{wrong}, congress.query(1)),
                       Errc::malformed);
    EXPECT_REFUSAL(congress.post("/api/v1/desk/form?form=internal", congress.query(2)),
                   Errc::not_permitted);
    for (const char* path : {"/api/v1/desk/site?lang=en", "/api/v1/desk/archive"})
        EXPECT_EQ(congress.post(path, congress.query(1)).status, 200U) << path;
    EXPECT_REFUSAL(congress.post("/api/v1/desk/site?lang=fr", congress.query(1)), Errc::malformed);
    EXPECT_REFUSAL(congress.post("/api/v1/desk/archive", congress.query(2)), Errc::not_permitted);
}

}  // namespace piaojue::testing
