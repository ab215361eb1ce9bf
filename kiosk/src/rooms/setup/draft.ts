// rooms/setup/draft.ts — what a secretary has filled in, as this device keeps it. Not the setup code, not a passphrase, and
// not the names of the roll: those are given to the server at once and are somebody's.
import { utf8 } from "../../basics/bytes.ts";
import { encodeHex } from "../../basics/encoding.ts";
import { fail, type Result } from "../../basics/result.ts";
import {
    count,
    listOf,
    members,
    oneOf,
    orNull,
    readAs,
    text,
    type Shape,
} from "../../basics/shape.ts";
import { sha256 } from "../../crypto/hash.ts";
import { preset, readAnswers, toToml } from "./method.ts";

export const stepNames = [
    "code",
    "people",
    "ceremony",
    "roll",
    "projects",
    "method",
    "ballot",
    "candidates",
    "draft",
    "preflight",
] as const;
export type StepName = (typeof stepNames)[number];

/** Steps that have something to begin with: they are done when their person said so, or chose something else. */
export const acceptedNames = ["method", "ballot", "candidates"] as const;
export type AcceptedName = (typeof acceptedNames)[number];

const readDraft = members({
    /** A draft for another congress is not taken up. */
    congress: text,
    step: oneOf(stepNames),
    accepted: listOf(oneOf(acceptedNames)),
    /** Of lines that are not to be on the list: their SHA-256. */
    leftOut: listOf(text),
    title: text,
    title2: text,
    phases: oneOf(["split", "joint"]),
    source: text,
    projects: orNull(members({ name: text, text })),
    answers: readAnswers,
    /** A method.toml instead of the answers. */
    methodFile: orNull(members({ name: text, text })),
    /** In base64, and the round that it was chosen for: a list is of one round (PROTOCOL §6). */
    slips: orNull(members({ name: text, base64: text, round: count })),
    booths: count,
    seconds: count,
    /** Of a further round; null: all that are left. */
    candidates: orNull(listOf(count)),
    /** What was posted from here: the hash of the manifest, and of what it was made of. */
    posted: orNull(members({ manifest: text, contents: text })),
});
export type Draft = Shape<typeof readDraft>;

export const emptyDraft: Draft = {
    congress: "",
    step: "code",
    accepted: [],
    leftOut: [],
    title: "",
    title2: "",
    phases: "split",
    source: "",
    projects: null,
    answers: preset("default", 0),
    methodFile: null,
    slips: null,
    booths: 25,
    seconds: 75,
    candidates: null,
    posted: null,
};

/** What a draft has more than those that were kept before it had it. */
const since = { posted: null, accepted: [] };
const slipsSince = { round: 1 };

/** Refuses: malformed. */
export function parseDraft(kept: string): Result<Draft> {
    try {
        const read = JSON.parse(kept) as { readonly slips?: object | null } | null;
        const slips = read?.slips ?? null;
        const whole = slips === null ? {} : { slips: { ...slipsSince, ...slips } };
        return readAs(readDraft, { ...since, ...read, ...whole });
    } catch {
        return fail("malformed", "not JSON");
    }
}

const settledBy: Readonly<Record<AcceptedName, readonly (keyof Draft)[]>> = {
    method: ["answers", "methodFile"],
    ballot: ["title", "title2", "booths", "seconds"],
    candidates: ["candidates"],
};

/** What is filled in; who fills something in has settled that step, and whoever sees another specimen has not seen it yet. */
export function changed(draft: Draft, change: Partial<Draft>): Draft {
    const touches = (keys: readonly (keyof Draft)[]): boolean => keys.some((key) => key in change);
    const others = touches(["answers", "methodFile", "projects"]);
    const before = draft.accepted.filter((name) => !(others && name === "ballot"));
    const settled = acceptedNames.filter((name) => touches(settledBy[name]));
    return { ...draft, accepted: [...new Set([...before, ...settled])], ...change };
}

export function printDraft(draft: Draft): string {
    return JSON.stringify(draft);
}

/** Of all that a ballot is composed of: two drafts of one hash become the same ballot. */
export function contentsHash(draft: Draft): string {
    const { title, title2, phases, source, projects, slips, candidates } = draft;
    const parts = [projects?.text ?? null, methodText(draft), slips?.base64 ?? null, candidates];
    return encodeHex(sha256(utf8(JSON.stringify([title, title2, phases, source, ...parts]))));
}

export function methodText({ methodFile, answers }: Draft): string {
    return methodFile?.text ?? toToml(answers);
}
