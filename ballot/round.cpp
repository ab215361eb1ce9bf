#include "ballot/round.hpp"

namespace piaojue {

Result<BallotKeys> BallotKeys::create(const ManifestHash& manifest, const BallotShape& shape,
                                      const Point& joint_key, ByteView issuer_modulus,
                                      SlipList slips, SecondPersons second_persons) {
    IssuerPublicKey issuer = PJ_TRY(IssuerPublicKey::create(issuer_modulus));
    return BallotKeys{std::make_shared<const Body>(
        Body{manifest, shape, joint_key, PublicPoint::from(joint_key), std::move(issuer),
             std::move(slips), std::move(second_persons),
             Transcript{derive_session_id(tag::ballot_session)}})};
}

Result<Round> Round::create(VoteManifest manifest, SlipList slips, SecondPersons second_persons) {
    const ManifestFields& fields = manifest.fields();
    BallotKeys keys = PJ_TRY(BallotKeys::create(manifest.hash(), manifest.shape(), fields.joint_key,
                                                fields.issuer.modulus, std::move(slips),
                                                std::move(second_persons)));
    return Round{std::move(keys), std::move(manifest)};
}

Result<void> check_issuer_key(const VoteManifest& manifest) {
    const IssuerKeyBytes& key = manifest.fields().issuer;
    const IssuerPublicKey issuer = PJ_TRY(IssuerPublicKey::create(key.modulus));
    std::vector<Bytes> roots;
    for (const Bytes384& root : key.roots)
        roots.emplace_back(root.data_.begin(), root.data_.end());
    return check_permutation_proof(issuer, roots);
}

}  // namespace piaojue
