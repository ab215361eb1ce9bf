// rooms/setup/state.ts — what the setting up has come to: what the server says, what this page reads by itself, and the
// draft that this device keeps.
import type { EntryName } from "../../api/client.ts";
import type { Reply } from "../../api/reply.ts";
import type { RoundView } from "../../api/round_view.ts";
import type {
    CeremonyStep,
    MethodRead,
    Preflight,
    ProjectsRead,
    RollRead,
    SetupClient,
    SetupState,
} from "../../api/setup.ts";
import type { Bytes } from "../../basics/bytes.ts";
import type { Errc } from "../../basics/errc.ts";
import type { Congress } from "../../ballot/entries/congress.ts";
import type { Enrolment, Person } from "../../ballot/entries/enrolment.ts";
import type { Roll } from "../../ballot/entries/roll.ts";
import type { VoteManifest } from "../../ballot/manifest.ts";
import type { Attached, PostedList } from "./attached.ts";
import type { ReadDraft } from "./checks.ts";
import { emptyDraft, type Draft } from "./draft.ts";

export type SetupServer = Pick<SetupClient, keyof SetupClient>;

export interface PublicServer {
    entry(name: EntryName): Promise<Reply<Bytes>>;
    attachment(hash: Bytes): Promise<Reply<Bytes>>;
    round(): Promise<Reply<RoundView>>;
}

export interface Kept {
    load(): Promise<{ readonly draft: string | null }>;
    keep(texts: { readonly draft: string }): Promise<void>;
}

export interface Line {
    readonly sha256: string;
    readonly entry: Bytes;
    readonly person: Person;
}

export type Work =
    | "code"
    | "hand_in"
    | "drop"
    | "enrolment"
    | "roll"
    | "names"
    | "projects"
    | "method"
    | "compose"
    | "post"
    | "preflight"
    | "end";

/** What came of the last thing that was done here. */
export type Said =
    | { readonly is: "done" | "unreachable"; readonly of: Work }
    | { readonly is: "refused"; readonly of: Work; readonly code: Errc; readonly detail: string };

export interface Checked {
    readonly answer: Preflight;
    /** Seconds since 1970 of this device, when the answer came. */
    readonly here: number;
}

export interface WizardState {
    readonly congress: Congress | null;
    readonly view: RoundView | null;
    /** Null until the code was given. */
    readonly setup: SetupState | null;
    readonly lines: readonly Line[];
    readonly ceremony: Readonly<Record<CeremonyStep, readonly boolean[]>>;
    /** As posted. */
    readonly enrolment: Enrolment | null;
    readonly rollEntry: Roll | null;
    readonly manifest: VoteManifest | null;
    /** What that manifest names; null: not read, as between close and announcement. */
    readonly attached: Attached | null;
    /** Of the rounds that this page has seen posted. */
    readonly lists: readonly PostedList[];
    readonly roll: RollRead | null;
    readonly projects: ProjectsRead | null;
    readonly method: MethodRead | null;
    readonly composed: ReadDraft | null;
    readonly preflight: Checked | null;
    readonly draft: Draft;
    readonly keeps: boolean;
    readonly reachable: boolean;
    readonly working: Work | null;
    readonly said: Said | null;
}

export const nothingKnown: WizardState = {
    congress: null,
    view: null,
    setup: null,
    lines: [],
    ceremony: { commit: [], message: [], certificate: [] },
    enrolment: null,
    rollEntry: null,
    manifest: null,
    attached: null,
    lists: [],
    roll: null,
    projects: null,
    method: null,
    composed: null,
    preflight: null,
    draft: emptyDraft,
    keeps: true,
    reachable: true,
    working: null,
    said: null,
};
