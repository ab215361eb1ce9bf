#include "ballot/manifest.hpp"

#include <algorithm>
#include <set>

#include "crypto/base/reader.hpp"
#include "crypto/base/writer.hpp"
#include "crypto/hash.hpp"

namespace piaojue {

namespace {

constexpr std::uint8_t sample_flag = 0x01;

Result<std::string> read_text(Reader& reader, std::size_t shortest, std::size_t longest) {
    std::string out = PJ_TRY(reader.text(longest));
    if (out.size() < shortest) return fail(Errc::malformed, "an empty text");
    return out;
}

template <class Id>
Result<Id> read_hash(Reader& reader) {
    return Id{PJ_TRY(reader.fixed<size::hash>())};
}

// congress_id … title2
Result<void> read_origin(Reader& reader, ManifestFields& out) {
    out.congress_id = PJ_TRY(read_hash<CongressId>(reader));
    out.enrolment_hash = PJ_TRY(read_hash<EnrolmentHash>(reader));
    out.ceremony_hash = PJ_TRY(read_hash<CeremonyHash>(reader));
    out.roll_hash = PJ_TRY(read_hash<RollHash>(reader));
    out.due = PJ_TRY(reader.u32());
    if (out.due < 1 || out.due > limit::deputies) return fail(Errc::malformed, "due is 1 to 10000");
    out.round = PJ_TRY(reader.u8());
    if (out.round < 1) return fail(Errc::malformed, "rounds count from 1");
    const std::uint8_t kind = PJ_TRY(reader.u8());
    out.kind = PJ_TRY(enum_from_code<RoundKind>(kind));
    out.parent = PJ_TRY(read_hash<ResultHash>(reader));
    const bool first = out.kind == RoundKind::first;
    if (first != (out.parent == ResultHash{}) || (first && out.round != 1)) {
        return fail(Errc::malformed, "round 1 alone has no parent");
    }
    const std::uint8_t flags = PJ_TRY(reader.u8());
    if ((flags & ~sample_flag) != 0) return fail(Errc::malformed, "a reserved flag");
    out.sample = flags == sample_flag;
    out.title = PJ_TRY(read_text(reader, 1, limit::title));
    out.title2 = PJ_TRY(read_text(reader, 0, limit::title));
    return {};
}

// phases … issuer
Result<VerifyKey> read_server(Reader& reader, ManifestFields& out) {
    const std::uint8_t phases = PJ_TRY(reader.u8());
    if (phases > 1) return fail(Errc::malformed, "phases are split or joint");
    out.phases = static_cast<Phases>(phases);
    out.min_group = PJ_TRY(reader.u16());
    if (out.min_group < 1) return fail(Errc::malformed, "min_group is at least 1");
    out.box_key = PJ_TRY(reader.fixed<size::key>());
    const VerifyKey box_key = PJ_TRY(VerifyKey::create(out.box_key));
    if (PJ_TRY(reader.u8()) != 1) return fail(Errc::malformed, "one issuer");
    out.issuer.modulus = PJ_TRY(reader.fixed<size::rsa>());
    for (Bytes384& root : out.issuer.roots)
        root = PJ_TRY(reader.fixed<size::rsa>());
    return box_key;
}

// n … cosigner_quorum
Result<void> read_tellers(Reader& reader, ManifestFields& out) {
    const std::uint8_t tellers = PJ_TRY(reader.u8());
    out.threshold = PJ_TRY(reader.u8());
    if (tellers > limit::tellers || out.threshold < 2 || out.threshold > tellers) {
        return fail(Errc::malformed, "2 <= k <= n <= 32");
    }
    const ByteView joint_key = PJ_TRY(reader.take(size::point));
    out.joint_key = PJ_TRY(Point::decode(joint_key));
    for (std::uint8_t i = 0; i < tellers; ++i) {
        const ByteView share = PJ_TRY(reader.take(size::point));
        out.verification_shares.push_back(PJ_TRY(Point::decode(share)));
    }
    if (PJ_TRY(reader.u8()) != cosigner_quorum(tellers, out.threshold)) {
        return fail(Errc::malformed, "the cosigner quorum follows from n and k");
    }
    return {};
}

// projects and attachments
Result<void> read_lists(Reader& reader, ManifestFields& out) {
    const std::uint8_t projects = PJ_TRY(reader.u8());
    if (projects < 1 || projects > limit::projects) {
        return fail(Errc::malformed, "1 to 100 projects");
    }
    std::set<ProjectNumber> numbers;
    for (std::uint8_t i = 0; i < projects; ++i) {
        Project project;
        project.no = ProjectNumber{PJ_TRY(reader.u16())};
        project.name = PJ_TRY(read_text(reader, 1, limit::project_name));
        project.name2 = PJ_TRY(read_text(reader, 0, limit::project_name));
        project.ref = PJ_TRY(read_text(reader, 0, limit::project_ref));
        if (project.no.value() == 0 || !numbers.insert(project.no).second) {
            return fail(Errc::malformed, "project numbers are positive and distinct");
        }
        out.projects.push_back(std::move(project));
    }
    const std::uint8_t attachments = PJ_TRY(reader.u8());
    if (attachments > limit::attachments) return fail(Errc::malformed, "at most 16 attachments");
    for (std::uint8_t i = 0; i < attachments; ++i) {
        out.attachments.push_back(PJ_TRY(read_hash<AttachmentHash>(reader)));
    }
    return {};
}

// The layout has no room for more than this; what decode() refuses comes after.
Result<void> check_prefixes(const ManifestFields& fields) {
    const auto fits = [](const std::string& text) { return text.size() <= 0xFFFF; };
    bool all = fits(fields.title) && fits(fields.title2);
    for (const Project& project : fields.projects)
        all = all && fits(project.name) && fits(project.name2) && fits(project.ref);
    all = all && fields.projects.size() <= limit::projects &&
          fields.attachments.size() <= limit::attachments &&
          fields.verification_shares.size() <= limit::tellers;
    if (!all) return fail(Errc::malformed, "a list or text beyond its limit");
    return {};
}

Bytes encode(const ManifestFields& fields) {
    Writer writer;
    writer.u8(enum_code(EntryType::manifest))
        .u16(version::manifest)
        .raw(fields.congress_id.value())
        .raw(fields.enrolment_hash.value())
        .raw(fields.ceremony_hash.value())
        .raw(fields.roll_hash.value())
        .u32(fields.due)
        .u8(fields.round)
        .u8(enum_code(fields.kind))
        .raw(fields.parent.value())
        .u8(fields.sample ? sample_flag : 0)
        .text(fields.title)
        .text(fields.title2)
        .u8(enum_code(fields.phases))
        .u16(fields.min_group)
        .raw(fields.box_key)
        .u8(1)
        .raw(fields.issuer.modulus);
    for (const Bytes384& root : fields.issuer.roots)
        writer.raw(root);
    writer.u8(fields.tellers()).u8(fields.threshold).raw(fields.joint_key.bytes());
    for (const Point& share : fields.verification_shares)
        writer.raw(share.bytes());
    writer.u8(cosigner_quorum(fields.tellers(), fields.threshold));
    encode_method(writer, fields.method);
    writer.u8(static_cast<std::uint8_t>(fields.projects.size()));
    for (const Project& project : fields.projects) {
        writer.u16(project.no.value()).text(project.name).text(project.name2).text(project.ref);
    }
    writer.u8(static_cast<std::uint8_t>(fields.attachments.size()));
    for (const AttachmentHash& hash : fields.attachments)
        writer.raw(hash.value());
    return std::move(writer).bytes();
}

BallotShape shape_of(const ManifestFields& fields) {
    const std::size_t projects = fields.projects.size();
    return {projects, fields.method.grades(), fields.method.lo,
            std::min<std::size_t>(fields.method.hi, projects)};
}

}  // namespace

std::uint8_t cosigner_quorum(std::uint8_t tellers, std::uint8_t threshold) {
    return static_cast<std::uint8_t>((tellers + threshold - 1) / 2 + 1);
}

VoteManifest::VoteManifest(ManifestFields fields, const VerifyKey& box_key, Bytes bytes)
    : fields_(std::move(fields)),
      box_key_(box_key),
      bytes_(std::move(bytes)),
      hash_(hash_tagged(tag::manifest, {bytes_})),
      shape_(shape_of(fields_)) {}

Result<VoteManifest> VoteManifest::create(const ManifestFields& fields) {
    PJ_TRY(check_prefixes(fields));
    return decode(encode(fields));
}

Result<VoteManifest> VoteManifest::decode(ByteView entry) {
    if (entry.size() > limit::entry_bytes) return fail(Errc::too_large, "a manifest entry");
    Reader reader{entry};
    if (PJ_TRY(reader.u8()) != enum_code(EntryType::manifest)) {
        return fail(Errc::malformed, "no manifest entry");
    }
    if (PJ_TRY(reader.u16()) != version::manifest) {
        return fail(Errc::wrong_version, "of the manifest");
    }
    ManifestFields fields;
    PJ_TRY(read_origin(reader, fields));
    const VerifyKey box_key = PJ_TRY(read_server(reader, fields));
    PJ_TRY(read_tellers(reader, fields));
    fields.method = PJ_TRY(decode_method(reader));
    PJ_TRY(read_lists(reader, fields));
    PJ_TRY(reader.finish());
    PJ_TRY(check_method(fields.method, fields.projects.size()));
    return VoteManifest{std::move(fields), box_key, Bytes{entry.begin(), entry.end()}};
}

std::uint8_t VoteManifest::cosigner_quorum() const {
    return piaojue::cosigner_quorum(fields_.tellers(), fields_.threshold);
}

std::optional<std::size_t> VoteManifest::position(ProjectNumber no) const {
    const auto& projects = fields_.projects;
    const auto found = std::find_if(projects.begin(), projects.end(),
                                    [no](const Project& project) { return project.no == no; });
    if (found == projects.end()) return std::nullopt;
    return static_cast<std::size_t>(found - projects.begin());
}

std::vector<ProjectNumber> VoteManifest::project_numbers() const {
    std::vector<ProjectNumber> out;
    for (const Project& project : fields_.projects)
        out.push_back(project.no);
    return out;
}

}  // namespace piaojue
