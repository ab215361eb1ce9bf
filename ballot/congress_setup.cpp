// What is asked of congress, enrolment, ceremony, roll, attachment and manifest   PROTOCOL.md §3–§6
#include "ballot/congress_state.hpp"
#include "crypto/blind_rsa.hpp"

namespace piaojue {

void CongressState::inspect_setup(const CongressId& congress, Check check, Inspection& out) const {
    if (!open_for_setup()) out.misplaced("not between seal and the next round");
    if (congress != congress_id_) out.add(check, Errc::wrong_manifest, "of another congress");
}

// Its place was asked before; its bytes are free.
void CongressState::inspect_one(const Congress& /*congress*/, ByteView /*bytes*/,
                                Inspection& /*out*/) const {}

void CongressState::inspect_one(const Enrolment& enrolment, ByteView /*bytes*/,
                                Inspection& out) const {
    inspect_setup(enrolment.congress, Check::enrolment, out);
    if (const auto held = check_enrolment(enrolment); !held) {
        out.add(Check::enrolment, held.error().code, held.error().detail);
    }
}

void CongressState::inspect_one(const Ceremony& ceremony, ByteView /*bytes*/,
                                Inspection& out) const {
    inspect_setup(congress_id_, Check::ceremony, out);
    if (!enrolment_) {
        out.misplaced("a ceremony before an enrolment");
        return;
    }
    if (const auto keys = check_ceremony(ceremony, *enrolment_, enrolment_hash_); !keys) {
        out.add(Check::ceremony, keys.error().code, keys.error().detail);
    }
}

void CongressState::inspect_one(const Roll& roll, ByteView /*bytes*/, Inspection& out) const {
    inspect_setup(roll.congress, Check::roll, out);
}

void CongressState::inspect_one(const Attachment& attachment, ByteView /*bytes*/,
                                Inspection& out) const {
    inspect_setup(attachment.congress, Check::manifest, out);
}

void CongressState::inspect_one(const VoteManifest& manifest, ByteView /*bytes*/,
                                Inspection& out) const {
    const ManifestFields& fields = manifest.fields();
    if (!open_for_setup()) {
        out.misplaced("a manifest while a round is held");
        return;
    }
    if (fields.congress_id != congress_id_) {
        out.add(Check::manifest, Errc::wrong_manifest, "of another congress");
    }
    if (fields.sample != congress_->sample) {
        out.add(Check::manifest, Errc::malformed,
                "sample here and not in the congress, or reverse");
    }
    if (!enrolment_ || fields.enrolment_hash != enrolment_hash_) {
        out.add(Check::manifest, Errc::wrong_manifest, "names another enrolment");
    }
    for (const AttachmentHash& attachment : fields.attachments) {
        if (!attachments_.contains(attachment)) {
            out.add(Check::manifest, Errc::wrong_manifest, "names an attachment that is not here");
        }
    }
    if (roll_hash_ != fields.roll_hash || identity_keys_.empty()) {
        out.add(Check::roll, Errc::wrong_manifest, "the manifest names another roll");
        out.add(Check::manifest, Errc::wrong_manifest, "names another roll");
    } else if (fields.due != identity_keys_.size()) {
        out.add(Check::roll, Errc::malformed, "due is not the number of deputies on the roll");
    }
    inspect_keys_of(manifest, out);
    inspect_place_of(manifest, out);
    inspect_slips_of(manifest, out);
}

void CongressState::inspect_keys_of(const VoteManifest& manifest, Inspection& out) const {
    const ManifestFields& fields = manifest.fields();
    if (fields.ceremony_hash != ceremony_hash_) {
        out.add(Check::manifest, Errc::wrong_manifest, "names another ceremony");
    }
    const JointKeys keys{fields.threshold, fields.joint_key, fields.verification_shares};
    if (!joint_keys_) {
        out.add(Check::ceremony, Errc::wrong_manifest, "no ceremony to compare the manifest with");
    } else if (keys != *joint_keys_) {
        out.add(Check::ceremony, Errc::wrong_manifest,
                "K, k, n or a Y of the manifest is not the certificate's");
    }
    const auto issuer = IssuerPublicKey::create(fields.issuer.modulus);
    if (!issuer) {
        out.add(Check::issuer_key, issuer.error().code, issuer.error().detail);
        return;
    }
    std::vector<Bytes> roots;
    for (const Bytes384& root : fields.issuer.roots)
        roots.emplace_back(root.data_.begin(), root.data_.end());
    if (const auto held = check_permutation_proof(*issuer, roots); !held) {
        out.add(Check::issuer_key, held.error().code, held.error().detail);
    }
}

std::vector<AttachmentHash> CongressState::slips_of(const ManifestFields& fields) const {
    std::vector<AttachmentHash> out;
    for (const AttachmentHash& hash : fields.attachments) {
        const auto found = attachments_.find(hash);
        if (found != attachments_.end() && !found->second.empty()) out.push_back(hash);
    }
    return out;
}

// A slip serves one round: who kept one of a round before would have two papers in this one.
void CongressState::inspect_slips_of(const VoteManifest& manifest, Inspection& out) const {
    const std::vector<AttachmentHash> lists = slips_of(manifest.fields());
    if (lists.empty()) return;
    if (lists.size() > 1) {
        out.add(Check::manifest, Errc::malformed, "names more than one list of slips");
    }
    const std::size_t earlier = rounds_.size() - (phase() == Phase::drafted ? 1 : 0);
    for (std::size_t i = 0; i < earlier; ++i) {
        if (!attachments_.at(lists.front()).meets(rounds_[i].slips)) continue;
        out.add(Check::manifest, Errc::wrong_manifest, "names slips of an earlier round");
    }
}

// The first round has none before it; a further one follows from the one before.
void CongressState::inspect_place_of(const VoteManifest& manifest, Inspection& out) const {
    const ManifestFields& fields = manifest.fields();
    // A manifest that is not sealed is replaced: it is not the round before.
    const std::size_t earlier = rounds_.size() - (phase() == Phase::drafted ? 1 : 0);
    const RoundState* before = earlier == 0 ? nullptr : &rounds_[earlier - 1];
    if (before == nullptr) {
        if (fields.kind != RoundKind::first) {
            out.add(Check::rounds, Errc::malformed, "a further round without a first one");
        }
        return;
    }
    if (const auto follows = check_follows(before->as_before(), fields); !follows) {
        out.add(Check::rounds, follows.error().code, follows.error().detail);
    }
}

}  // namespace piaojue
