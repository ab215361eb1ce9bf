// rooms/setup/steps.ts — which steps there are, how far each has come, and whether anything may be changed now.
import { equalBytes } from "../../basics/bytes.ts";
import { encodeHex } from "../../basics/encoding.ts";
import { sameAttached } from "./attached.ts";
import { sameProjects } from "./checks.ts";
import { acceptedNames, contentsHash, type AcceptedName, type StepName } from "./draft.ts";
import { knownOf } from "./known.ts";
import { sameMethod } from "./method.ts";
import { isAhead, isDecided, isFurther, over } from "./round.ts";
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

export function stepsOf(state: WizardState): readonly StepName[] {
    if (isDecided(state)) return ["code", "preflight"];
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
    const { setup, projects, preflight } = state;
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
        case "candidates":
            return isReady(step, state) && (isAccepted(step, state) || isDone("draft", state));
        case "draft":
            return isPosted(state) && !isStale(state);
        case "preflight":
            return preflight !== null;
    }
}

/** What is done is told to whoever has the code: before it was typed a step that waits cannot be told from one that is done. */
export function standingOf(step: StepName, state: WizardState): "done" | "ahead" | "unknown" {
    if (isDone(step, state)) return "done";
    return state.setup === null && step !== "code" ? "unknown" : "ahead";
}

function isAccepted(step: AcceptedName, { draft }: WizardState): boolean {
    return draft.accepted.includes(step);
}

/** There is something that could be accepted. */
function isReady(step: AcceptedName, { setup, method, projects }: WizardState): boolean {
    if (step === "candidates") return setup !== null;
    return projects?.ok === true && method?.ok === true;
}

/** What one press accepts and leaves behind; null: nothing on this step waits for that. */
export function toAccept(step: StepName, state: WizardState): AcceptedName | null {
    const name = acceptedNames.find((one) => one === step);
    if (name === undefined || !isReady(name, state) || isDone(name, state)) return null;
    return name;
}

function isPosted(state: WizardState): boolean {
    return state.manifest !== null && state.view?.phase !== "setup" && !isAhead(state);
}

/**
 * The posted round may still be replaced, and is not made of what is read, chosen and posted here now. One that was posted
 * from another device is held against what was read here, down to the bytes of what it names.
 */
export function isStale(state: WizardState): boolean {
    const { draft, manifest, enrolment, rollEntry } = state;
    if (manifest === null || !mayBeReplaced(state)) return false;
    if (enrolment !== null && !equalBytes(enrolment.hash, manifest.enrolmentHash)) return true;
    if (rollEntry !== null && !equalBytes(rollEntry.hash, manifest.rollHash)) return true;
    if (isOwn(state)) return draft.posted?.contents !== contentsHash(draft);
    const known = knownOf(state);
    const { first } = known ?? { first: null };
    if (known === null || first === null || state.projects?.ok !== true) return false;
    return !(
        sameProjects(manifest.projects, { first, before: null }) &&
        sameMethod(manifest.method, first.method) &&
        manifest.title === draft.title &&
        manifest.title2 === draft.title2 &&
        manifest.phases === draft.phases &&
        (state.attached === null || sameAttached(state.attached, known.attached))
    );
}

/** What of a round that was posted from another device this page could not compare; null: all of it was. */
export function notCompared(state: WizardState): "further" | "nothing" | "attached" | null {
    if (!mayBeReplaced(state) || isOwn(state)) return null;
    if (isFurther(state)) return "further";
    if (state.projects?.ok !== true || knownOf(state) === null) return "nothing";
    return state.attached === null ? "attached" : null;
}

function mayBeReplaced(state: WizardState): boolean {
    return isPosted(state) && whyClosed(state) === null;
}

/** Posted from here. */
function isOwn({ draft, manifest }: WizardState): boolean {
    return manifest !== null && draft.posted?.manifest === encodeHex(manifest.hash);
}

/** As many names as cards. */
export function rollAgrees({ setup }: WizardState): boolean {
    return setup !== null && setup.due !== null && setup.due > 0 && setup.names === setup.due;
}

/** Why nothing may be posted now; null: it may. */
export function whyClosed(
    state: WizardState,
): "sealed" | "running" | "unstated" | "decided" | null {
    const { setup } = state;
    if (setup === null || setup.may) return null;
    if (isDecided(state)) return "decided";
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
