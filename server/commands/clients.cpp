// server/commands/clients.cpp — `post` and `record`; what the client subcommands share
#include "server/commands/command.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "ballot/entry.hpp"
#include "crypto/base/encoding.hpp"
#include "crypto/hash.hpp"
#include "server/commands/attachments.hpp"
#include "server/teller/connection.hpp"
#include "server/teller/files.hpp"

namespace piaojue::commands {

namespace {

// ── post ──

struct PostOptions {
    ServerOptions server;
    std::string file;
    std::string setup_code;
    std::string setup_code_file;
    bool json = false;
};

struct AttachmentEntry {
    AttachmentKind kind;
    Bytes entry;
};

struct PostInputs {
    client::Endpoint endpoint;
    std::vector<AttachmentEntry> attachments;  // of a manifest: they go before it
    bool lacks = false;                        // it names others
    Bytes entry;
    EntryType type;
    std::string code;
};

// Those that lie beside a manifest. What it names and is not there stands in the log already (of
// the round before), or the server refuses the manifest.
Result<void> read_attachments(const std::string& file, PostInputs& inputs) {
    const VoteManifest manifest = PJ_TRY(VoteManifest::decode(inputs.entry));
    const std::vector<AttachmentHash>& named = manifest.fields().attachments;
    for (const AttachmentFile& beside : attachment_files(file)) {
        if (!std::filesystem::exists(beside.path)) continue;
        Bytes read = PJ_TRY(teller::read_file(beside.path, limit::entry_bytes));
        if (std::find(named.begin(), named.end(), attachment_hash(read)) == named.end()) {
            return fail(Errc::malformed,
                        fmt::format("{}: the manifest {} names another; draft both again",
                                    beside.path.string(), file));
        }
        inputs.attachments.push_back({beside.kind, std::move(read)});
    }
    inputs.lacks = inputs.attachments.size() < named.size();
    return {};
}

Result<PostInputs> read_post_inputs(const PostOptions& options) {
    PostInputs inputs;
    inputs.endpoint =
        PJ_TRY(teller::issue_endpoint(options.server.server, options.server.certificate));
    inputs.entry = PJ_TRY(teller::read_file(options.file, limit::entry_bytes));
    inputs.type = PJ_TRY(entry_type(inputs.entry));
    if (inputs.type == EntryType::manifest) {
        PJ_TRY(read_attachments(options.file, inputs));
    }
    inputs.code = options.setup_code;
    if (inputs.code.empty() == options.setup_code_file.empty()) {
        return fail(Errc::malformed, "give either --setup-code or --setup-code-file");
    }
    if (inputs.code.empty()) {
        constexpr std::size_t code_bytes_max = 256;
        const Bytes text = PJ_TRY(teller::read_file(options.setup_code_file, code_bytes_max));
        inputs.code = as_text(text);
        inputs.code.erase(inputs.code.find_last_not_of("\r\n") + 1);
    }
    return inputs;
}

Result<Said> post(const PostInputs& inputs) {
    client::Api api{inputs.endpoint};
    Said said;
    boost::json::array attachments;
    for (const AttachmentEntry& one : inputs.attachments) {
        const EntryIndex index = PJ_TRY(client::post_setup(api, inputs.code, one.entry));
        const std::string_view kind = imports::attachment_name(one.kind);
        attachments.push_back(
            boost::json::object{{"kind", kind},
                                {"entry", index.value()},
                                {"sha256", encode_hex(attachment_hash(one.entry).value())}});
        said.text += fmt::format("✓ 已记入日志 / in the log: attachment {}, entry {}\n", kind,
                                 index.value());
    }
    auto posted = client::post_setup(api, inputs.code, inputs.entry);
    if (!posted && inputs.lacks && posted.error().code == Errc::wrong_manifest) {
        return fail(Errc::wrong_manifest,
                    posted.error().detail +
                        " It names attachments that do not lie beside it; put "
                        "FILE.projects and so on there, or draft it again.");
    }
    const EntryIndex index = PJ_TRY(std::move(posted));
    const std::string_view type = entry_type_name(inputs.type);
    if (inputs.type == EntryType::manifest) said.json["attachments"] = std::move(attachments);
    said.json["entry"] = index.value();
    said.json["type"] = type;
    said.text += fmt::format("✓ 已记入日志 / in the log: {}, entry {}\n", type, index.value());
    return said;
}

// ── record ──

struct RecordOptions {
    ServerOptions server;
    std::string out;
    bool json = false;
};

Result<client::Endpoint> read_record_inputs(const RecordOptions& options) {
    PJ_TRY(teller::check_new_file(options.out));
    return teller::issue_endpoint(options.server.server, options.server.certificate);
}

Result<Said> fetch_record(const RecordOptions& options, const client::Endpoint& endpoint) {
    client::Api api{endpoint};
    const Bytes record =
        PJ_TRY(client::as_result(client::repeat_passing([&] { return api.record(); })));
    PJ_TRY(teller::write_new_file(options.out, record, teller::FileMode::readable));
    const std::string hash = encode_hex(sha256(record));
    Said said;
    said.json["record"] = options.out;
    said.json["record_sha256"] = hash;
    said.text = fmt::format(
        "记录 / record  {}\nSHA-256  {}\n请用 piaojue-verify 核验。 Verify it with "
        "piaojue-verify.\n",
        options.out, hash);
    return said;
}

}  // namespace

Result<Bytes> fetch_entry(client::Api& api, std::string_view kind) {
    auto entry = client::repeat_passing([&] { return api.entry(kind); });
    if (!entry && entry.error().is(Errc::unknown_round)) {
        return fail(Errc::unknown_round, fmt::format("the server has no {} entry yet", kind));
    }
    return client::as_result(std::move(entry));
}

Run add_post(Options& command) {
    auto options = std::make_shared<PostOptions>();
    command
        .add("file", options->file,
             "会前条目 / enrolment, roll, attachment or manifest entry; with a manifest the "
             "attachments that lie beside it")
        .required();
    add_server_options(command, options->server);
    command.add("--setup-code", options->setup_code,
                "piaojue init 给出的筹备码 / the code that `piaojue init` printed");
    command.add("--setup-code-file", options->setup_code_file,
                "筹备码文件 / file that holds the code");
    add_json_flag(command, options->json);
    return [options] {
        return run_command(
            options->json, [&] { return read_post_inputs(*options); },
            [](const PostInputs& inputs) { return post(inputs); });
    };
}

Run add_record(Options& command) {
    auto options = std::make_shared<RecordOptions>();
    add_server_options(command, options->server);
    command.add("--out", options->out, "新文件：记录 / new file for the record").required();
    add_json_flag(command, options->json);
    return [options] {
        return run_command(
            options->json, [&] { return read_record_inputs(*options); },
            [&](const client::Endpoint& endpoint) { return fetch_record(*options, endpoint); });
    };
}

}  // namespace piaojue::commands
