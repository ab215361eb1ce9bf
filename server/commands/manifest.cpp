// server/commands/manifest.cpp — `piaojue manifest`: a round as officials draft it    PROTOCOL.md
// §6
//
// The first round from a list of projects and a method; a further one from the record of the round
// before it. What the server shows of congress, enrolment, ceremony and roll is checked here; what
// it can not prove (that these are the ones meant) is printed for comparison: congress id,
// fingerprint, due. Projects, method and source go into the record as they are read here
// (attachments.hpp).
#include <fmt/format.h>

#include <memory>

#include "ballot/congress_state.hpp"
#include "ballot/record.hpp"
#include "crypto/base/encoding.hpp"
#include "server/commands/attachments.hpp"
#include "server/commands/command.hpp"
#include "server/commands/rules.hpp"
#include "server/imports/projects.hpp"
#include "server/simulate/vote_file.hpp"
#include "server/teller/act_body.hpp"
#include "server/teller/connection.hpp"
#include "server/teller/files.hpp"
#include "server/teller/log_copy.hpp"

namespace piaojue::commands {

namespace {

struct ManifestOptions {
    ServerOptions server;
    std::string congress;
    std::string projects;
    std::string title;
    std::string title2;
    RuleOptions rules;
    AttachedFiles attached;
    std::string phases = "split";
    std::string after;
    std::string candidates;
    std::string out;
    bool json = false;
};

struct Draft {
    client::Endpoint endpoint;
    std::optional<CongressId> congress;
    ManifestFields fields;
    std::vector<imports::Attached> attached;
};

Result<Draft> first_round(const ManifestOptions& options) {
    if (options.projects.empty() || options.title.empty()) {
        return fail(Errc::malformed,
                    "give --projects FILE and --title, or --after RECORD for a further round");
    }
    if (!options.candidates.empty()) {
        return fail(Errc::malformed, "--candidates are for a further round: give --after RECORD");
    }
    Draft draft;
    ManifestFields& fields = draft.fields;
    const std::string text = PJ_TRY(simulate::read_text(options.projects));
    imports::ProjectsFile projects = PJ_TRY(imports::parse_projects(text, options.projects));
    fields.projects = std::move(projects.candidates);
    const Rules rules = PJ_TRY(Rules::read(options.rules));
    fields.method = PJ_TRY(rules.method(fields.projects.size()));
    fields.min_group = options.rules.min_group;
    draft.attached = PJ_TRY(
        read_attached({std::move(projects.canonical), {}, rules.text(), {}}, options.attached));
    return draft;
}

Result<std::vector<ProjectNumber>> candidates_of(const ManifestOptions& options,
                                                 const RoundBefore& before) {
    std::vector<std::uint32_t> wanted;
    if (!options.candidates.empty())
        wanted = PJ_TRY(teller::parse_numbers(options.candidates, 65'535));
    return imports::kept_candidates(before, wanted);
}

Result<Draft> further_manifest(const ManifestOptions& options) {
    const RuleOptions& rules = options.rules;
    if (!options.projects.empty() || !rules.method.empty() || !rules.style.empty() ||
        rules.places || rules.max_approvals) {
        return fail(Errc::malformed,
                    "projects and rules of a further round follow from the round before: leave "
                    "--projects, --method, --style, --places and --max-approvals away");
    }
    const Bytes file = PJ_TRY(teller::read_file(options.after));
    const RecordView record = PJ_TRY(decode_record(file));
    const CongressState state = PJ_TRY(teller::replay(record));
    const RoundState* const round = state.round();
    if (round == nullptr || !(round->announced || round->voided)) {
        return fail(Errc::wrong_phase, options.after + " holds no round that is over");
    }
    const RoundBefore before = round->as_before();
    Draft draft;
    const std::vector<ProjectNumber> candidates = PJ_TRY(candidates_of(options, before));
    draft.fields = PJ_TRY(further_round(before, candidates));
    draft.attached = PJ_TRY(read_attached({}, options.attached));
    return draft;
}

Result<Draft> read_draft(const ManifestOptions& options) {
    PJ_TRY(teller::check_new_file(options.out));
    for (const AttachmentFile& file : attachment_files(options.out))
        PJ_TRY(teller::check_new_file(file.path));
    Draft draft = PJ_TRY(options.after.empty() ? first_round(options) : further_manifest(options));
    draft.endpoint =
        PJ_TRY(teller::issue_endpoint(options.server.server, options.server.certificate));
    if (!options.congress.empty()) {
        draft.congress = CongressId{PJ_TRY(read_hash("--congress", options.congress))};
    }
    if (!options.title.empty()) {
        draft.fields.title = options.title;
        draft.fields.title2 = options.title2;
    }
    draft.fields.phases = options.phases == "split" ? Phases::split : Phases::joint;
    return draft;
}

Result<void> read_congress(client::Api& api, const Draft& draft, imports::Ground& ground) {
    const Bytes entry = PJ_TRY(fetch_entry(api, "congress"));
    const Congress congress = PJ_TRY(decode_congress(entry));
    ground.congress = congress_id(entry);
    ground.sample = congress.sample;
    if (draft.congress && *draft.congress != ground.congress) {
        return fail(Errc::unknown_round,
                    fmt::format("the server holds the congress {}, another than expected",
                                encode_hex(ground.congress.value())));
    }
    return {};
}

Result<void> read_people(client::Api& api, imports::Ground& ground) {
    const Bytes enrolment_entry = PJ_TRY(fetch_entry(api, "enrolment"));
    const Enrolment enrolment = PJ_TRY(decode_enrolment(enrolment_entry));
    PJ_TRY(check_enrolment(enrolment));
    ground.enrolment = enrolment_hash(enrolment_entry);
    const Bytes ceremony_entry = PJ_TRY(fetch_entry(api, "ceremony"));
    const Ceremony ceremony = PJ_TRY(decode_ceremony(ceremony_entry));
    ground.joint_keys = PJ_TRY(check_ceremony(ceremony, enrolment, ground.enrolment));
    ground.ceremony = ceremony_hash(ceremony_entry);
    const Bytes roll_entry = PJ_TRY(fetch_entry(api, "roll"));
    const Roll roll = PJ_TRY(decode_roll(roll_entry));
    ground.roll = roll_hash(roll_entry);
    ground.due = static_cast<std::uint32_t>(roll.identity_keys.size());
    if (enrolment.congress != ground.congress || roll.congress != ground.congress) {
        return fail(Errc::unknown_round, "enrolment or roll are of another congress");
    }
    return {};
}

Result<imports::Ground> read_ground(client::Api& api, const Draft& draft) {
    imports::Ground ground;
    PJ_TRY(read_congress(api, draft, ground));
    PJ_TRY(read_people(api, ground));
    const Bytes keys =
        PJ_TRY(client::as_result(client::repeat_passing([&] { return api.keys(); })));
    ground.server = PJ_TRY(imports::decode_server_keys(keys));
    return ground;
}

Said say(const ManifestOptions& options, const imports::DraftedRound& drafted) {
    const VoteManifest& manifest = drafted.manifest;
    const ManifestFields& fields = manifest.fields();
    const std::string hash = encode_hex(manifest.hash().value());
    const std::string fingerprint = enrolment_fingerprint(fields.enrolment_hash);
    Said said;
    said.json["manifest"] = options.out;
    said.json["manifest_sha256"] = hash;
    said.json["congress_id"] = encode_hex(fields.congress_id.value());
    said.json["fingerprint"] = fingerprint;
    said.json["sample"] = fields.sample;
    said.json["due"] = fields.due;
    said.json["threshold"] = fields.threshold;
    said.json["tellers"] = fields.tellers();
    said.json["cosigner_quorum"] = manifest.cosigner_quorum();
    said.json["round"] = fields.round;
    said.json["kind"] = enum_name(fields.kind);
    said.json["places"] = fields.method.places;
    said.json["projects"] = fields.projects.size();
    said.text = fmt::format(
        "{}底稿 / manifest  {}\n  {} 个项目选 {} / {} projects, {} places; 应到 {} / {} due; 开箱 "
        "{}/{} / {} of {} tellers\n  大会 / congress       {}\n  登记指纹 / enrolment  {}\n"
        "底稿指纹 / manifest hash\n  {}\n"
        "请人人抄下底稿指纹。 Everybody writes the manifest hash down.\n",
        fields.sample ? "样例，不是真实票决 / SAMPLE, not a real vote\n" : "", options.out,
        fields.projects.size(), fields.method.places, fields.projects.size(), fields.method.places,
        fields.due, fields.due, fields.threshold, fields.tellers(), fields.threshold,
        fields.tellers(), encode_hex(fields.congress_id.value()), fingerprint, hash);
    boost::json::array named;
    for (const auto& [kind, entry] : drafted.attachments) {
        const std::string_view name = imports::attachment_name(kind);
        const std::string file = attachment_file(options.out, kind).path.string();
        const std::string of_entry = encode_hex(attachment_hash(entry).value());
        named.push_back(boost::json::object{{"kind", name}, {"file", file}, {"sha256", of_entry}});
        said.text += fmt::format("附件 / attachment  {}  {}\n  {}\n", name, file, of_entry);
    }
    said.json["attachments"] = std::move(named);
    return said;
}

Result<Said> draft_manifest(const ManifestOptions& options, const Draft& draft) {
    client::Api api{draft.endpoint};
    const imports::Ground ground = PJ_TRY(read_ground(api, draft));
    const imports::DraftedRound drafted =
        PJ_TRY(imports::compose(draft.fields, ground, draft.attached));
    for (const auto& [kind, entry] : drafted.attachments)
        PJ_TRY(teller::write_new_file(attachment_file(options.out, kind).path, entry,
                                      teller::FileMode::readable));
    PJ_TRY(
        teller::write_new_file(options.out, drafted.manifest.bytes(), teller::FileMode::readable));
    return say(options, drafted);
}

void add_round_options(Options& command, ManifestOptions& options) {
    command
        .add("--phases", options.phases,
             "发票与投票 / split: casting begins when issuing has ended; joint: beside it")
        .one_of({"split", "joint"})
        .shows_default();
    command.add("--after", options.after,
                "上一轮的记录：本轮由其结果接续 / record of the round before, from which this one "
                "follows");
    command.add(
        "--candidates", options.candidates,
        "另行投票时保留的候选编号 / of an ordered round: the candidates that stay, as 1,3-5");
}

}  // namespace

Run add_manifest(Options& command) {
    auto options = std::make_shared<ManifestOptions>();
    command.add("--projects", options->projects,
                "候选项目 / candidate projects, as `piaojue import projects` takes them");
    command.add("--title", options->title,
                "票决事项，续轮缺省同上一轮 / what is voted on; of a further round that of the one "
                "before if not given");
    command.add("--title2", options->title2, "另一语言的标题 / the same in another language");
    add_rule_options(command, options->rules);
    add_source_options(command, options->attached);
    command.add("--slips", options->attached.slips,
                "票条清单：共用终端用 / list of drawn slips, from `piaojue-teller slips`");
    add_round_options(command, *options);
    add_server_options(command, options->server);
    command.add("--congress", options->congress,
                "大会编号，须与服务器一致 / congress id that the server must have");
    command.add("--out", options->out, "新文件：底稿条目 / new file for the manifest entry")
        .required();
    add_json_flag(command, options->json);
    return [options] {
        return run_command(
            options->json, [&] { return read_draft(*options); },
            [&](const Draft& draft) { return draft_manifest(*options, draft); });
    };
}

}  // namespace piaojue::commands
