// The archive that the house keeps: the record, every form, and what is needed to use both later
#include "ballot/derived.hpp"
#include "ballot/forms/bundle.hpp"
#include "ballot/forms/canonical.hpp"
#include "ballot/forms/pdf.hpp"
#include "ballot/forms/render.hpp"
#include "ballot/forms/words_bundle.hpp"

namespace piaojue::forms {

namespace {

constexpr std::string_view json_name = "record.json";
constexpr std::string_view projects_name = "projects.json";
constexpr std::string_view papers_name = "papers.json";
constexpr std::string_view programs_name = "programs.json";

std::string programs_json(const std::vector<ProgramFile>& programs) {
    std::vector<Json> out;
    for (const ProgramFile& program : programs) {
        out.push_back(Members{{"name", program.name},
                              {"version", program.version},
                              {"bytes", program.size},
                              {"sha256", program.sha256}});
    }
    return Json{Members{{"format", std::string_view{"piaojue/programs/1"}}, {"programs", out}}}
               .text() +
           "\n";
}

// The sheets that are kept and destroyed; the batches themselves are entries of the record.
Json sheets_json(const std::optional<PaperPart>& paper) {
    if (!paper) return {};
    return Members{{"handed_out", paper->sheets.handed_out()},
                   {"returned", paper->sheets.returned},
                   {"entered", paper->entered}};
}

std::string papers_json(const FormData& data, const std::string& destroy_on) {
    std::vector<Json> rounds;
    for (const RoundData& round : data.rounds) {
        rounds.push_back(Members{{"round", round.report.round},
                                 {"manifest_sha256", round.report.manifest},
                                 {"sheets", sheets_json(round.report.paper)}});
    }
    return Json{Members{{"format", std::string_view{"piaojue/papers/1"}},
                        {"rounds", rounds},
                        {"destroy_on", destroy_on.empty() ? Json{} : Json{destroy_on}}}}
               .text() +
           "\n";
}

void readme_in(std::string& out, const FormData& data, Lang lang) {
    const Speech speech{lang};
    const auto line = [&](std::string_view name, const Term& what) {
        out += fmt::format("- `{}`: {}\n", name, speech(what));
    };
    out += fmt::format("# {} · {}\n\n", speech(words::archive),
                       speech.name(data.congress, data.congress2));
    if (data.sample) out += speech(words::sample) + "\n\n";
    line(record_name, words::archive_record);
    line(json_name, words::archive_json);
    line("forms/", words::archive_forms);
    line(projects_name, words::archive_projects);
    line(papers_name, words::archive_papers);
    line("forms/destruction-*.pdf", words::archive_destruction);
    line(programs_name, words::archive_programs);
    line(sums_name, words::archive_sums);
    out +=
        fmt::format("\n{}\n\n    piaojue-verify {} --expect-manifest {}\n\n",
                    speech(words::archive_verify), record_name, encode_hex(data.manifest.value()));
    out += speech(words::archive_private) + "\n";
}

std::string readme(const FormData& data) {
    std::string out;
    readme_in(out, data, Lang::zh);
    out += "\n";
    readme_in(out, data, Lang::en);
    return out;
}

Result<void> add_form(Bundle& bundle, const FormData& data, const Wish& wish,
                      const std::string& name, const Fonts& fonts) {
    Pdf pdf = PJ_TRY(pdf_of(compose(data, wish), fonts));
    bundle.push_back({fmt::format("forms/{}-{}.pdf", name, wish.lang == Lang::zh ? "zh" : "en"),
                      std::move(pdf.bytes)});
    return {};
}

Result<void> add_forms(Bundle& bundle, const FormData& data, const FormExtras& extras, Lang lang,
                       const Fonts& fonts) {
    for (const std::string_view name : form_names) {
        const Form form = *form_from_name(name);
        if (form != Form::ballot) {
            PJ_TRY(add_form(bundle, data, {form, lang, {}, extras}, std::string{name}, fonts));
            continue;
        }
        for (const RoundData& round : data.rounds) {
            const std::uint8_t number = round.report.round;
            PJ_TRY(add_form(bundle, data, {form, lang, {}, extras, number},
                            fmt::format("{}-{}", name, number), fonts));
        }
    }
    return {};
}

}  // namespace

std::string projects_json(const FormData& data) {
    std::vector<Json> projects;
    if (data.final) {
        for (const FinalResult::Chosen& project : data.final->chosen) {
            projects.push_back(Members{{"id", project_id(data.first_manifest, project.no)},
                                       {"no", project.no},
                                       {"name", project.name},
                                       {"name2", project.name2},
                                       {"round", project.round}});
        }
    }
    return Json{Members{{"format", std::string_view{"piaojue/projects/1"}},
                        {"sample", data.sample},
                        {"congress", data.congress},
                        {"congress2", data.congress2},
                        {"congress_id", data.congress_id},
                        {"manifest_sha256", data.first_manifest},
                        {"record_sha256", data.record_sha256},
                        {"projects", projects}}}
               .text() +
           "\n";
}

Result<Bundle> archive_of(const FormData& data, ByteView record, const ArchiveWish& wish,
                          const Fonts& fonts) {
    Bundle out;
    out.push_back({"README.md", readme(data)});
    out.push_back({std::string{record_name}, std::string{as_text(record)}});
    out.push_back({std::string{json_name}, json_of(data)});
    for (const Lang lang : {Lang::zh, Lang::en})
        PJ_TRY(add_forms(out, data, wish.extras, lang, fonts));
    out.push_back({std::string{projects_name}, projects_json(data)});
    out.push_back({std::string{papers_name}, papers_json(data, wish.extras.papers_on)});
    out.push_back({std::string{programs_name}, programs_json(wish.programs)});
    out.push_back({std::string{sums_name}, sums_of(out)});
    return out;
}

}  // namespace piaojue::forms
