// rooms/setup/steps.ts — which steps there are, how far each has come, and whether anything may be changed now.
import { equalBytes } from "../../basics/bytes.ts";
import { encodeHex } from "../../basics/encoding.ts";
import { sameProjects } from "./checks.ts";
import { contentsHash, type StepName } from "./draft.ts";
import { sameMethod } from "./method.ts";
import type { WizardState } from "./state.ts";

const firstSteps: readonly StepName[] = [
    "code",
    "people",
    "ceremony",
    "roll",
    "projects",
    "method",
    "ballot",
    "draft",
    "preflight",
];
const furtherSteps: readonly StepName[] = ["code", "candidates", "draft", "preflight"];

const over = ["announced", "published", "voided"];

/** A round that follows another: after its end, and once the further one is posted. */
export function isFurther({ view, manifest }: WizardState): boolean {
    return (
        over.includes(view?.phase ?? "setup") || (manifest !== null && manifest.kind !== "first")
    );
}

export function stepsOf(state: WizardState): readonly StepName[] {
    return isFurther(state) ? furtherSteps : firstSteps;
}

/** The step in view: the one that the draft is at, if this round has it. */
export function stepOf(state: WizardState): StepName {
    const { step } = state.draft;
    return stepsOf(state).includes(step) ? step : "code";
}

/** Without the code only the own keys can be made. */
export function isOpen(step: StepName, state: WizardState): boolean {
    return step === "code" || step === "people" || state.setup !== null;
}

export function isDone(step: StepName, state: WizardState): boolean {
    const { setup, projects, method, preflight } = state;
    const entries = setup?.entries;
    switch (step) {
        case "code":
            return setup !== null;
        case "people":
            return (entries?.enrolment ?? null) !== null;
        case "ceremony":
            return (entries?.ceremony ?? null) !== null;
        case "roll":
            return rollAgrees(state);
        case "projects":
            return projects?.ok ?? false;
        case "method":
        case "ballot":
            return method?.ok ?? false;
        case "candidates":
            return setup !== null;
        case "draft":
            return isPosted(state) && !isStale(state);
        case "preflight":
            return preflight !== null;
    }
}

function isPosted(state: WizardState): boolean {
    return state.manifest !== null && state.view?.phase !== "setup" && !isAhead(state);
}

/**
 * The posted round may still be replaced, and is not made of what is read, chosen and posted here now. Of a round that was
 * posted from another device the manifest alone is known, and held against what was read here.
 */
export function isStale(state: WizardState): boolean {
    const { draft, manifest, enrolment, rollEntry, projects, method } = state;
    if (manifest === null || !isPosted(state) || whyClosed(state) !== null) return false;
    if (enrolment !== null && !equalBytes(enrolment.hash, manifest.enrolmentHash)) return true;
    if (rollEntry !== null && !equalBytes(rollEntry.hash, manifest.rollHash)) return true;
    if (draft.posted?.manifest === encodeHex(manifest.hash)) {
        return draft.posted.contents !== contentsHash(draft);
    }
    const resolved = method?.method ?? null;
    if (isFurther(state) || projects?.ok !== true || resolved === null) return false;
    const first = { projects: projects.projects, method: resolved };
    return !(
        sameProjects(manifest.projects, { first, before: null }) &&
        sameMethod(manifest.method, resolved) &&
        manifest.title === draft.title &&
        manifest.title2 === draft.title2 &&
        manifest.phases === draft.phases
    );
}

/** The round before is over, and the next one is not posted yet. */
function isAhead({ view }: WizardState): boolean {
    return over.includes(view?.phase ?? "setup");
}

/** The round that is being set up, or is posted and may be replaced. */
export function roundNow(state: WizardState): number {
    const newest = state.manifest?.round ?? 1;
    return state.manifest !== null && isAhead(state) ? newest + 1 : newest;
}

/** As many names as cards. */
export function rollAgrees({ setup }: WizardState): boolean {
    return setup !== null && setup.due !== null && setup.due > 0 && setup.names === setup.due;
}

/** Why nothing may be posted now; null: it may. */
export function whyClosed({ setup }: WizardState): "sealed" | "running" | "unstated" | null {
    if (setup === null || setup.may) return null;
    if (over.includes(setup.phase)) return "unstated";
    return setup.phase === "sealed" ? "sealed" : "running";
}

const fallbackDue = 300;

export function dueOf({ setup, roll }: WizardState): number | null {
    const due = setup?.due ?? null;
    if (due !== null && due > 0) return due;
    const names = roll?.deputies.length ?? setup?.names ?? 0;
    return names > 0 ? names : null;
}

/** For arithmetic, before anybody is on the roll. */
export function dueOrUsual(state: WizardState): number {
    return dueOf(state) ?? fallbackDue;
}

export function minutesFor(due: number, seconds: number, booths: number): number {
    return Math.ceil((due * seconds) / Math.max(1, booths) / 60);
}

const wantedMinutes = 15;

export function boothsFor(due: number, seconds: number): number {
    return Math.max(1, Math.ceil((due * seconds) / (wantedMinutes * 60)));
}
