#include "server/client/deputy.hpp"

#include <fmt/format.h>

#include "ballot/claim.hpp"
#include "ballot/entries/declaration.hpp"
#include "ballot/hand_back.hpp"
#include "ballot/paper_request.hpp"
#include "crypto/merkle.hpp"

namespace piaojue::client {

namespace {

tl::unexpected<Failure> not_believed(std::string_view what, const Error& error) {
    Failure failure;
    failure.advice =
        fmt::format("{}: {} ({}); tell the scrutineers", what, errc_name(error.code), error.detail);
    return tl::unexpected<Failure>{std::move(failure)};
}

// The promise is this round's, over this leaf, by the box key of the manifest.
Answer<Promise> believe(const Round& round, const LeafHash& leaf, Answer<Bytes> answer) {
    if (!answer) return tl::unexpected<Failure>{std::move(answer).error()};
    const Result<Promise> promise = decode_promise(*answer);
    if (!promise) return not_believed("the promise can not be read", promise.error());
    if (promise->manifest != round.hash() || promise->leaf != leaf) {
        return not_believed("the promise is for something else", Error{Errc::malformed, {}});
    }
    const Result<void> genuine = check_promise(round.manifest().box_key(), *promise);
    if (!genuine) return not_believed("the promise is not the box's", genuine.error());
    return *promise;
}

}  // namespace

Answer<Paper> take_paper(Api& api, const Round& round, DeputyNumber deputy,
                         const SigningKey& identity_key, const TokenSeed& seed, unsigned attempts) {
    // Under a key that does not permute, the blinded message tells whose ballot this will be.
    if (const Result<void> hides = check_issuer_key(round.manifest()); !hides) {
        return not_believed("the issuing key could mark ballot papers", hides.error());
    }
    const Result<IssueRequest> request = make_issue_request(round, deputy, identity_key, seed);
    if (!request) return not_believed("the ballot paper can not be asked for", request.error());
    const Bytes bytes = encode_issue_request(*request);
    Answer<Bytes> answer = repeat_passing([&] { return api.issue(bytes); }, attempts);
    if (!answer) return tl::unexpected<Failure>{std::move(answer).error()};
    const Result<Bytes384> blind_signature = decode_issue_answer(*answer);
    if (!blind_signature) {
        return not_believed("the ballot paper can not be read", blind_signature.error());
    }
    Result<Token> token = finalize_token(round, seed, *blind_signature);
    if (!token) return not_believed("the ballot paper is not genuine", token.error());
    return Paper{derive_paper(round.hash(), seed).ballot_key, *std::move(token)};
}

Answer<std::monostate> draw_slip(Api& api, const Round& round, DeputyNumber deputy,
                                 const SigningKey& identity_key, unsigned attempts) {
    const Bytes request =
        encode_issue_request(make_draw_request(round.hash(), deputy, identity_key));
    Answer<Bytes> answer = repeat_passing([&] { return api.issue(request); }, attempts);
    if (!answer) return tl::unexpected<Failure>{std::move(answer).error()};
    if (const Result<void> drawn = check_draw_answer(*answer); !drawn) {
        return not_believed("the answer to the draw can not be read", drawn.error());
    }
    return std::monostate{};
}

Paper open_slip(const SlipSeed& seed) {
    SlipSecrets slip = derive_slip(seed);
    return {std::move(slip.ballot_key), drawn_token(slip.prefix)};
}

Answer<Promise> cast(Api& api, const Round& round, const EncryptedBallot& ballot,
                     unsigned attempts) {
    return believe(round, ballot.leaf_hash(),
                   repeat_passing([&] { return api.cast(ballot.bytes()); }, attempts));
}

Answer<Promise> hand_back(Api& api, const Round& round, const Paper& paper, unsigned attempts) {
    const HandBack request = make_hand_back(round, paper.token, paper.ballot_key);
    const LeafHash leaf{merkle_leaf(request.bytes)};
    return believe(round, leaf,
                   repeat_passing([&] { return api.hand_back(request.bytes); }, attempts));
}

Answer<Promise> exchange(Api& api, const Round& round, const Paper& paper, unsigned attempts) {
    const HandBack request = make_exchange(round, paper.token, paper.ballot_key);
    const LeafHash leaf{merkle_leaf(request.bytes)};
    return believe(round, leaf,
                   repeat_passing([&] { return api.exchange(request.bytes); }, attempts));
}

Answer<std::monostate> take_sheet(Api& api, const Round& round, DeputyNumber deputy,
                                  const SigningKey& identity_key, unsigned attempts) {
    const Bytes request =
        encode_paper_request(make_paper_request(round.hash(), deputy, identity_key));
    Answer<Bytes> answer = repeat_passing([&] { return api.take_sheet(request); }, attempts);
    if (!answer) return tl::unexpected<Failure>{std::move(answer).error()};
    if (const Result<void> taken = check_draw_answer(*answer); !taken) {
        return not_believed("the answer to the request for a sheet can not be read", taken.error());
    }
    return std::monostate{};
}

Answer<std::monostate> declare(Api& api, const ManifestHash& manifest, DeputyNumber deputy,
                               const SigningKey& identity_key, unsigned attempts) {
    const Bytes request = encode_declaration(make_declaration(manifest, deputy, identity_key));
    Answer<Bytes> answer = repeat_passing([&] { return api.declare(request); }, attempts);
    if (!answer) return tl::unexpected<Failure>{std::move(answer).error()};
    if (const Result<void> taken = check_declaration_answer(*answer); !taken) {
        return not_believed("the answer to the declaration can not be read", taken.error());
    }
    return std::monostate{};
}

Answer<Promise> claim(Api& api, const Round& round, const Paper& paper, unsigned attempts) {
    const Claim request = make_claim(round, paper.token, paper.ballot_key);
    const LeafHash leaf{merkle_leaf(request.bytes)};
    return believe(round, leaf, repeat_passing([&] { return api.claim(request.bytes); }, attempts));
}

}  // namespace piaojue::client
