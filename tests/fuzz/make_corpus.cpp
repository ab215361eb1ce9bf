// pj_fuzz_corpus DIR — writes the seeds of every target as DIR/TARGET/seed-NAME.
//
// To be run when a format or the test congress has changed: replay_test.cpp says when.
#include <filesystem>
#include <fstream>
#include <iostream>

#include "ballot/device.hpp"
#include "ballot/entries/declaration.hpp"
#include "ballot/entries/paper_batch.hpp"
#include "ballot/opening.hpp"
#include "ballot/promise.hpp"
#include "ballot/receipt.hpp"
#include "server/commands/paper_file.hpp"
#include "server/teller/person_keys.hpp"
#include "server/teller/share_file.hpp"
#include "tests/fuzz/fixtures.hpp"
#include "tests/support/dkg_ceremony.hpp"
#include "tests/support/workbook.hpp"

namespace piaojue::fuzz {
namespace {

const testing::CongressBuilder& published_congress() {
    static const testing::CongressBuilder made = make_congress();
    return made;
}

class Corpus {
public:
    explicit Corpus(std::filesystem::path folder) : folder_(std::move(folder)) {}

    void add(const std::string& target, const std::string& name, ByteView bytes) const {
        std::filesystem::create_directories(folder_ / target);
        std::ofstream file{folder_ / target / ("seed-" + name), std::ios::binary};
        file << as_text(bytes);
        PJ_ASSERT(file.good(), "a seed can not be written");
    }
    // Behind the byte that chooses a format.
    void add(const std::string& target, const std::string& name, unsigned choice,
             ByteView bytes) const {
        Bytes all{static_cast<Byte>(choice)};
        append(all, bytes);
        add(target, name, all);
    }
    void add(const std::string& target, const std::string& name, unsigned choice,
             std::string_view text) const {
        add(target, name, choice, as_bytes(text));
    }

private:
    std::filesystem::path folder_;
};

void add_entries(const Corpus& corpus) {
    const testing::CongressBuilder& congress = published_congress();
    std::set<std::string> names;
    for (const Bytes& entry : congress.log) {
        const EntryType type = testing::value_of(entry_type(entry));
        std::string name{entry_type_name(type)};
        if (type == EntryType::hand_back) continue;
        if (type == EntryType::manifest) corpus.add("manifest", "approve", entry);
        if (type == EntryType::statement)
            name += "-" + std::string{act_name(static_cast<Act>(entry[1]))};
        if (names.insert(name).second) corpus.add("entry", name, entry);
    }
    corpus.add("entry", "declaration",
               encode_declaration(
                   make_declaration(ManifestHash{}, DeputyNumber{7}, testing::sample_key(2))));
    PaperBatch sheets{ManifestHash{},
                      BatchNumber{3},
                      9,
                      7,
                      {1, 0, 1, 0},
                      {{3, 0, 2}, {0, 4, 1}},
                      {{SheetDecision::over, "three marks"}, {SheetDecision::valid, "faint"}}};
    corpus.add("entry", "paper_batch",
               encode_paper_batch({sheets,
                                   {{{PersonNumber{2}, {}}, {PersonNumber{4}, {}}}},
                                   PersonSignature{PersonNumber{2}, {}}}));
    sheets.doubtful.clear();
    corpus.add("entry", "paper_batch-plain",
               encode_paper_batch(
                   {sheets, {{{PersonNumber{2}, {}}, {PersonNumber{4}, {}}}}, std::nullopt}));
    for (const Booth& booth : booths()) {
        const VoteManifest& manifest = booth.round.manifest();
        corpus.add("manifest", std::string{enum_name(manifest.method().style)}, manifest.bytes());
    }
    corpus.add("record", "published", congress.record());
    corpus.add("record", "empty", encode_record(std::vector<Bytes>{}, {}));
}

void add_booth(const Corpus& corpus, unsigned number) {
    const Booth& booth = booths()[number];
    const Round& round = booth.round;
    SeededRng rng{number};
    const auto add = [&](const std::string& name, unsigned kind, ByteView bytes) {
        corpus.add("ballot", name + std::to_string(number), 4 * kind + number, bytes);
    };
    std::vector<int> wanted(round.shape().projects, 0);
    wanted[0] = 1;
    if (round.shape().lo == 2) wanted[1] = 1;
    if (round.shape().three_way()) wanted[1] = 2;
    Marks marks = testing::make_marks(round, wanted);
    BallotSeed seed = rng.secret<32>();
    const auto sealed =
        testing::value_of(seal(round, marks, booth.paper.token, booth.paper.key, seed, rng));
    add("ballot", 0, sealed.bytes());
    add("hand-back", 1, make_hand_back(round, booth.paper.token, booth.paper.key).bytes);
    add("marks", 6, marks.expose());
    add("token", 3, encode_token(booth.paper.token));
    add("opening", 2,
        encode_opening({booth.paper.key.verify_key(), std::move(marks), std::move(seed)}).expose());
    if (number != 0) return;
    const auto request = testing::value_of(
        make_issue_request(round, DeputyNumber{7}, testing::sample_key(2), booth.token_seed));
    add("request", 4, encode_issue_request(request));
    add("answer", 5, encode_issue_answer(testing::sign_blindly(request)));
    add("promise", 7,
        encode_promise(make_promise(testing::sample_key(1), round.hash(), sealed.leaf_hash())));
    add("query", 7,
        encode_query(
            make_query(testing::sample_key(3), CongressId{}, PersonNumber{3}, 29'000'000)));
    const SigningKey& key = testing::sample_key(4);
    const DeviceLine line = make_device_line(key, CongressId{}, DeviceKind::booth, "填票终端 3");
    add("device-line", 7, encode_device_line(line));
    DeviceStatement act{CongressId{}, DeviceAct::enrol, device_hash(line), 29'000'000, {}};
    sign_device_statement(act, PersonNumber{1}, testing::sample_key(1));
    sign_device_statement(act, PersonNumber{2}, testing::sample_key(2));
    add("device-act", 7, encode_device_statement(act));
    Heartbeat said;
    said.device = act.device;
    add("heartbeat", 7, encode_heartbeat(sign_heartbeat(said, key)));
    corpus.add("device", "paper", 2,
               commands::encode_paper_file(
                   {round, booth.token_seed.clone(), rng.secret<32>(), booth.paper.token})
                   .expose());
}

void add_ceremony(const Corpus& corpus) {
    const testing::Ceremony ceremony{2, 3, 1};
    corpus.add("ceremony", "message", 0, ceremony.messages[0]);
    corpus.add("ceremony", "transcript", 1, encode_transcript(ceremony.transcript()));
    const auto bundle = recovery_bundle(ceremony.setup, 1, ceremony.messages);
    PJ_ASSERT(bundle.has_value(), "honest messages make a bundle");
    corpus.add("ceremony", "bundle", 2, *bundle);
    corpus.add("ceremony", "element", 3, Point::generator().bytes());
}

void add_notes(const Corpus& corpus) {
    const testing::CongressBuilder& congress = published_congress();
    const MerkleTree tree = congress.tree();
    corpus.add("checkpoint", "closing", 0, congress.closing_checkpoint);
    corpus.add("checkpoint", "published", 0, congress.checkpoint(tree.size(), tree.root()));
    const auto at = std::find(congress.log.begin(), congress.log.end(), congress.ballots[1]);
    const auto index = static_cast<std::uint64_t>(at - congress.log.begin());
    corpus.add("checkpoint", "receipt", 1,
               make_receipt(tree, index, congress.closing_size, *at, congress.closing_checkpoint));
    const std::string origin = log_origin(congress.id);
    const VerifyKey& key = congress.log_key.verify_key();
    corpus.add("checkpoint", "text", 2, checkpoint_text({origin, tree.size(), tree.root()}));
    corpus.add("checkpoint", "key", 3, vkey({origin, NoteKeyType::ed25519, key}));
}

// kind, entry, u16 other, value: targets.hpp
void add_edits(const Corpus& corpus) {
    const auto edit = [](Byte kind, std::size_t at, std::size_t other, Byte value) {
        return Writer{}
            .u8(kind)
            .u8(static_cast<Byte>(at))
            .u16(static_cast<std::uint16_t>(other))
            .u8(value)
            .bytes();
    };
    const std::vector<Bytes>& log = published_congress().log;
    const auto first_of = [&log](EntryType type) {
        const auto found = std::find_if(log.begin(), log.end(), [type](const Bytes& entry) {
            return entry[0] == enum_code(type);
        });
        return static_cast<std::size_t>(found - log.begin());
    };
    const std::size_t share = first_of(EntryType::share);
    corpus.add("cheat", "untouched", Bytes{});
    corpus.add("cheat", "no-flip", edit(0, 0, 0, 0));
    corpus.add("cheat", "shares-swapped", edit(3, share, share + 1, 0));
    corpus.add("cheat", "share-twice", edit(2, share, share + 1, 0));
}

void add_device(const Corpus& corpus) {
    SeededRng rng{5};
    teller::ShareFile share{
        CongressId{}, CeremonyHash{}, TellerNumber{1}, SecretScalar::random(rng), {}, {}};
    corpus.add("device", "share-new", 0, teller::encode_share_file(share).expose());
    share.seen = teller::SeenLog{7, Bytes32{}};
    share.given.push_back({ManifestHash{}, Bytes32{}});
    corpus.add("device", "share-given", 0, teller::encode_share_file(share).expose());
    for (const auto& [name, role] :
         {std::pair{"official", Role::official}, std::pair{"teller", Role::teller}}) {
        const teller::PersonKeys keys = teller::make_person_keys(role, "王芳", rng);
        corpus.add("device", name, 1, teller::encode_person_keys(keys).expose());
    }
    const auto words = [&corpus](const std::string& name, Act act, const std::string& text) {
        corpus.add("device", "words-" + name, 3,
                   std::string(1, static_cast<char>(enum_code(act) - 1)) + text);
    };
    words("sign-in", Act::sign_in, "1-3,7");
    words("card", Act::replace_card, "7\nlost\n\n\n\ncard.txt");
    words("pause", Act::pause, "\n午休");
    words("absent", Act::absent, "\n\n\n\n1,3");
    words("close", Act::close, "");
    words("further", Act::further_round, "\n\n" + std::string(64, 'a') + "\ntie");
}

void add_http(const Corpus& corpus) {
    corpus.add("http", "health", 0, "/healthz");
    corpus.add("http", "receipt", 0, "/api/v1/receipts/00ff?lang=%E4%B8%AD&x=a,b:c/d@e");
    corpus.add("http", "cast", 2, "/api/v1/cast\nApplication/Octet-Stream ; q=1\nbody");
    corpus.add("http", "refuse", 2, "/api/v1/refuse\napplication/octet-stream\nbody");
}

void add_text(const Corpus& corpus) {
    corpus.add("text", "tracking", 0, "0123-4567-89ab-cdef-ghjk");
    SeededRng rng{6};
    corpus.add("text", "card", 1, as_text(encode_card_code(rng.secret<20>()).expose()));
    corpus.add("text", "hex", 2, "00ff10");
    corpus.add("text", "base64", 2, "AP8Q/w==");
    corpus.add("text", "table", 3, "a,\"b\"\"c\",\r\n\"d\ne\"f,\n");
    corpus.add("text", "projects", 4, "no,name\n1,路灯\n7,\"公园, 二期\"\n");
    corpus.add("text", "approve", 5, "1,7\n1,0\n,\n1,1\n");
    corpus.add("text", "three-way", 6, "1,7\n1,-1\n0,\n,\n");
    corpus.add("text", "pabulib", 7,
               "META\nkey;value\nvote_type;approval\nPROJECTS\nproject_id;cost;name\np1;5;A\n"
               "p2;6;B\nVOTES\nvoter_id;vote\n1;p1,p2\n2;p2\n");
    corpus.add("text", "numbers", 8, "1-4,9,30-32");
}

// GBK is written as it lies in a file; a workbook as tests/support makes it.
void add_table(const Corpus& corpus) {
    corpus.add(
        "table", "roll", 0,
        "序号,姓名,代表团,座位,备注\r\n1,代表1,甲团,1,\r\n２,代 表,乙团,,\"a\nb\"\r\n,,,,\r\n");
    corpus.add("table", "gbk", 0, "\xBA\xC5,\xD0\xD5\xC3\xFB\r\n1,\xD5\xC5\xC8\xFD\r\n");
    corpus.add("table", "projects", 1,
               "no;name;name2;投资额（万元）\n1;路灯;Lamps;12\n7;公园;;约8\n");
    std::string wide{"\xFF\xFE"};
    for (const char c : std::string_view{"no\tname\n1\ta\n"})
        wide += {c, '\0'};
    corpus.add("table", "utf16", 0, wide);
    testing::WorkbookMaker maker;
    maker.strings = {"<t>no</t>", "<r><t>na</t></r><r><t>me</t></r>", "<t>deadline</t>",
                     "<t>路_x706F_</t>"};
    maker.format_codes = {"yyyy&quot;年&quot;m&quot;月&quot;"};
    maker.sheets.push_back({"a",
                            R"(<sheetData><row r="3"><c r="A3" t="s"><v>0</v></c>)"
                            R"(<c r="B3" t="s"><v>1</v></c><c r="C3" t="s"><v>2</v></c></row>)"
                            R"(<row r="4" hidden="1"><c><v>1</v></c><c t="s"><v>3</v></c>)"
                            R"(<c s="1"><f>B1</f><v>46357</v></c></row>)"
                            R"(<row><c><v>2</v></c><c t="str"><v>x</v></c></row></sheetData>)"
                            R"(<mergeCells><mergeCell ref="C4:C5"/></mergeCells>)",
                            "visible"});
    corpus.add("table", "workbook", 1, maker.bytes());
}

// style, whether valid is known, how many valid ballots: totals.cpp
void add_totals(const Corpus& corpus) {
    const auto add = [&corpus](const std::string& name, Byte style, bool known, Byte valid,
                               std::string_view text) {
        Bytes all{style, static_cast<Byte>(known ? 1 : 0), 0, valid};
        append(all, as_bytes(text));
        corpus.add("totals", name, all);
    };
    add("approve", 1, true, 9,
        "no,name,approve,oppose,abstain\r\n１, 路 灯 ,3.0,,\r\n,,,,\r\n02,\"公园, 二期\",9,,\r\n");
    add("three-way", 3, true, 9,
        "\xEF\xBB\xBFno,name,approve,oppose,abstain\n1,,5,3,1\n7,,0,0,9\n");
    add("unknown", 0, false, 0, "no,name,approve,oppose,abstain\n65535,,4294967295,1,\n");
    add("gbk", 2, false, 0, "no,name,approve,oppose,abstain\n1,\xC2\xB7\xB5\xC6,2,,\n");
}

}  // namespace
}  // namespace piaojue::fuzz

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "usage: pj_fuzz_corpus DIR\n";
        return 2;
    }
    const piaojue::fuzz::Corpus corpus{argv[1]};
    piaojue::fuzz::add_entries(corpus);
    for (unsigned number = 0; number < piaojue::fuzz::booths().size(); ++number)
        piaojue::fuzz::add_booth(corpus, number);
    piaojue::fuzz::add_ceremony(corpus);
    piaojue::fuzz::add_notes(corpus);
    piaojue::fuzz::add_edits(corpus);
    piaojue::fuzz::add_device(corpus);
    piaojue::fuzz::add_http(corpus);
    piaojue::fuzz::add_table(corpus);
    piaojue::fuzz::add_text(corpus);
    piaojue::fuzz::add_totals(corpus);
    return 0;
}
