#include "ballot/further_round.hpp"

#include <algorithm>

namespace piaojue {

namespace {

// Nothing: the round was voided, or asks for no other.
std::optional<RoundKind> asked_for(const RoundBefore& before) {
    if (!before.result || before.result->next_kind == 0) return std::nullopt;
    return static_cast<RoundKind>(before.result->next_kind);
}

std::vector<Project> not_chosen(const RoundBefore& before) {
    std::vector<Project> out;
    const auto& projects = before.manifest.fields().projects;
    for (std::size_t i = 0; i < projects.size(); ++i) {
        if (!before.result || !before.result->projects[i].chosen) out.push_back(projects[i]);
    }
    return out;
}

std::uint8_t places_of(const RoundBefore& before) {
    if (!before.result) return before.manifest.method().places;
    return asked_for(before) ? before.result->next_places : before.result->places_left;
}

// All of them in their order; of an ordered round perhaps some.
Result<std::vector<Project>> among(const std::vector<Project>& allowed, bool all,
                                   std::span<const ProjectNumber> candidates) {
    if (candidates.empty()) return allowed;
    std::vector<Project> out;
    for (const Project& project : allowed) {
        const bool next = out.size() < candidates.size() && candidates[out.size()] == project.no;
        if (next) out.push_back(project);
    }
    if (out.size() != candidates.size() || (all && out.size() != allowed.size())) {
        return fail(Errc::malformed, "candidates are not those that are left, in their order");
    }
    return out;
}

// The rules stay; a ballot approves no more than there are places.
Method further_method(const Method& before, std::uint8_t places, std::size_t projects) {
    std::size_t hi = std::min(before.hi, places);
    if (before.style == Style::choose_exactly) hi = std::min(hi, projects);
    return with_bounds(before, places, static_cast<std::uint8_t>(hi), projects);
}

}  // namespace

std::optional<RoundKind> further_kind(const RoundBefore& before) {
    if (const auto asked = asked_for(before)) return asked;
    const bool left = places_of(before) > 0 && !not_chosen(before).empty();
    return left ? std::optional{RoundKind::ordered} : std::nullopt;
}

std::vector<Project> further_projects(const RoundBefore& before) {
    if (!asked_for(before)) return not_chosen(before);
    std::vector<Project> out;
    const auto& projects = before.manifest.fields().projects;
    for (const ProjectNumber no : before.result->next_candidates) {
        if (const auto at = before.manifest.position(no)) out.push_back(projects[*at]);
    }
    return out;
}

Result<ManifestFields> further_round(const RoundBefore& before,
                                     std::span<const ProjectNumber> candidates) {
    const auto kind = further_kind(before);
    if (!kind) return fail(Errc::malformed, "no round follows: no place or no project is left");
    ManifestFields out = before.manifest.fields();
    if (out.round == 255) return fail(Errc::malformed, "no round has a number above 255");
    ++out.round;
    out.kind = *kind;
    out.parent = before.parent;
    const bool all = *kind != RoundKind::ordered;
    if (before.slips) std::erase(out.attachments, *before.slips);
    out.projects = PJ_TRY(among(further_projects(before), all, candidates));
    out.method = further_method(before.manifest.method(), places_of(before), out.projects.size());
    return out;
}

Result<void> check_follows(const RoundBefore& before, const ManifestFields& next) {
    std::vector<ProjectNumber> candidates;
    for (const Project& project : next.projects)
        candidates.push_back(project.no);
    const ManifestFields expected = PJ_TRY(further_round(before, candidates));
    if (next.round != expected.round || next.kind != expected.kind) {
        return fail(Errc::malformed, "number or kind of the round");
    }
    if (next.parent != expected.parent) {
        return fail(Errc::wrong_manifest, "parent is not the round before");
    }
    if (next.projects != expected.projects) {
        return fail(Errc::malformed, "a candidate is not named as in the round before");
    }
    if (next.method != expected.method) {
        return fail(Errc::malformed,
                    "places, cap or another rule do not follow from the round "
                    "before");
    }
    return {};
}

}  // namespace piaojue
