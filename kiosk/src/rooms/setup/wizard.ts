// rooms/setup/wizard.ts — what a secretary does, one act after the other: asks the server to read and to compose, keeps
// the draft on this device, posts what was compared. The setup code is in its memory alone.
import { setupCodeOf } from "../../api/setup_code.ts";
import type { Reply } from "../../api/reply.ts";
import { ceremonySteps, type SetupState } from "../../api/setup.ts";
import { utf8, type Bytes } from "../../basics/bytes.ts";
import { encodeHex } from "../../basics/encoding.ts";
import type { Errc } from "../../basics/errc.ts";
import { decodeCongress } from "../../ballot/entries/congress.ts";
import { readEnrolment } from "../../ballot/entries/enrolment.ts";
import { outlineRoll } from "../../ballot/entries/roll.ts";
import { decodeLine, encodeEnrolment, readLines } from "../../ballot/enrolment_line.ts";
import { decodeManifest } from "../../ballot/manifest.ts";
import { sha256 } from "../../crypto/hash.ts";
import { isUsedBefore, readAllAttached, slipsOf, withList } from "./attached.ts";
import { readComposed } from "./checks.ts";
import {
    changed,
    contentsHash,
    emptyDraft,
    methodText,
    parseDraft,
    printDraft,
    type Draft,
} from "./draft.ts";
import { knownOf } from "./known.ts";
import {
    nothingKnown,
    type Kept,
    type Line,
    type PublicServer,
    type Said,
    type SetupServer,
    type WizardState,
    type Work,
} from "./state.ts";

export class Wizard {
    readonly #setup: SetupServer;
    readonly #public: PublicServer;
    readonly #kept: Kept;
    readonly #show: (state: WizardState) => void;
    readonly #now: () => number;
    #state = nothingKnown;
    #code: string | null = null;
    #turn: Promise<unknown> = Promise.resolve();
    #looking = false;
    #rollFile: Bytes | null = null;
    /** Under which index each posted entry was read. */
    #read: Partial<SetupState["entries"]> = {};

    constructor(
        setup: SetupServer,
        server: PublicServer,
        kept: Kept,
        show: (state: WizardState) => void,
        now: () => number = Date.now,
    ) {
        this.#setup = setup;
        this.#public = server;
        this.#kept = kept;
        this.#show = show;
        this.#now = now;
    }

    /** Takes up the draft of this congress, if there is one. */
    async start(): Promise<void> {
        const { draft } = await this.#kept.load().catch(() => ({ draft: null }));
        const read = parseDraft(draft ?? "");
        if (read.ok) this.#set({ draft: read.value });
        await this.look();
    }

    async look(): Promise<void> {
        if (this.#looking) return;
        this.#looking = true;
        await this.#inTurn(async () => {
            this.#looking = false;
            await this.#lookOnce();
        });
    }

    enter(typed: string): Promise<boolean> {
        const code = setupCodeOf(typed);
        return this.#work("code", async () => {
            const reply = await this.#setup.state(code);
            if (reply.is !== "answer") return reply;
            this.#code = code;
            this.#set({ setup: reply.value });
            await this.#lookOnce();
            await this.#readAgain();
            return reply;
        });
    }

    /** What is filled in; what was composed before is not that any more. */
    change(change: Partial<Draft>): void {
        const draft = changed(this.#state.draft, change);
        const onlyMoves = Object.keys(change).every((key) => key === "step" || key === "accepted");
        this.#set(onlyMoves ? { draft, said: null } : { draft, composed: null });
        void this.#keep(draft);
        const ofMethod = "answers" in change || "methodFile" in change || "projects" in change;
        if (ofMethod) void this.readMethod();
    }

    handIn(line: Bytes): Promise<boolean> {
        return this.#work("hand_in", async () => {
            const reply = await this.#setup.handIn(line);
            await this.#lines();
            return reply;
        });
    }

    drop(line: Line): Promise<boolean> {
        return this.#coded("drop", async (code) => {
            const reply = await this.#setup.dropLine(code, line.sha256);
            await this.#lines();
            return reply;
        });
    }

    /** Those lines that are ticked, in the order in which they came. */
    postEnrolment(): Promise<boolean> {
        return this.#coded("enrolment", async (code) => {
            const { congress, draft, lines } = this.#state;
            if (congress === null) return refusal("wrong_phase");
            const chosen = lines.filter(({ sha256 }) => !draft.leftOut.includes(sha256));
            const entries = chosen.map(({ entry }) => entry);
            const read = readLines(congress.id, entries);
            if (!read.ok) return refusal(read.error.code, read.error.detail);
            const reply = await this.#setup.entry(code, encodeEnrolment(congress.id, entries));
            await this.#lookOnce();
            return reply;
        });
    }

    readRoll(file: Bytes): Promise<boolean> {
        return this.#coded("roll", async (code) => {
            const reply = await this.#setup.roll(code, file);
            this.#rollFile = reply.is === "answer" && reply.value.ok ? file : null;
            if (reply.is === "answer") this.#set({ roll: reply.value });
            return reply;
        });
    }

    keepNames(): Promise<boolean> {
        return this.#coded("names", async (code) => {
            if (this.#rollFile === null) return refusal("malformed");
            const reply = await this.#setup.names(code, this.#rollFile);
            await this.#lookOnce();
            return reply;
        });
    }

    readProjects(name: string, file: Bytes): Promise<boolean> {
        return this.#coded("projects", async (code) => {
            const reply = await this.#setup.projects(code, file);
            if (reply.is !== "answer") return reply;
            this.#set({ projects: reply.value });
            if (reply.value.ok) this.change({ projects: { name, text: reply.value.text } });
            return reply;
        });
    }

    readMethod(): Promise<boolean> {
        return this.#coded("method", async (code) => {
            const { draft, projects } = this.#state;
            const count = projects?.projects.length ?? 0;
            if (count === 0) return { is: "answer", value: null };
            const reply = await this.#setup.method(code, methodText(draft), count);
            if (reply.is === "answer") this.#set({ method: reply.value });
            return reply;
        });
    }

    compose(): Promise<boolean> {
        return this.#coded("compose", async (code) => {
            const { draft } = this.#state;
            const known = knownOf(this.#state);
            if (known === null) return refusal("wrong_phase");
            const { phases, source, candidates } = draft;
            if (isUsedBefore(this.#state)) return refusal("wrong_manifest");
            const slips = slipsOf(this.#state)?.base64 ?? "";
            const { title, title2 } = draft;
            const reply = await this.#setup.compose(
                code,
                known.first === null
                    ? { further: true, candidates, phases, source, slips }
                    : {
                          ...{ title, title2, phases, source, slips },
                          projects: draft.projects?.text ?? "",
                          method: methodText(draft),
                      },
            );
            if (reply.is !== "answer") return reply;
            const read = readComposed(reply.value, known);
            if (read.ok) this.#set({ composed: read.value });
            return read.ok ? reply : refusal(read.error.code, read.error.detail);
        });
    }

    /** Attachments first: the manifest names them. */
    post(): Promise<boolean> {
        return this.#coded("post", async (code) => {
            const { composed, draft } = this.#state;
            if (composed === null || Object.values(composed.held).includes(false)) {
                return refusal("wrong_manifest");
            }
            for (const { entry } of composed.attachments) {
                const reply = await this.#setup.entry(code, entry);
                if (reply.is !== "answer") return reply;
            }
            const reply = await this.#setup.entry(code, composed.manifestEntry);
            if (reply.is === "answer") {
                const hash = encodeHex(composed.manifest.hash);
                const posted = { manifest: hash, contents: contentsHash(draft) };
                this.#set({ composed: null, draft: { ...this.#state.draft, posted } });
                await this.#keep(this.#state.draft);
            }
            await this.#lookOnce();
            return reply;
        });
    }

    preflight(): Promise<boolean> {
        return this.#coded("preflight", async (code) => {
            const reply = await this.#setup.preflight(code);
            const here = Math.floor(this.#now() / 1000);
            if (reply.is === "answer") this.#set({ preflight: { answer: reply.value, here } });
            return reply;
        });
    }

    endRehearsal(): Promise<boolean> {
        return this.#coded("end", (code) => this.#setup.endRehearsal(code));
    }

    async #lookOnce(): Promise<void> {
        const view = await this.#public.round();
        this.#set({ reachable: view.is === "answer" });
        if (view.is === "answer") this.#set({ view: view.value });
        if (this.#state.congress === null) await this.#congress();
        await this.#lines();
        if (this.#code === null) return;
        const reply = await this.#setup.state(this.#code);
        if (reply.is !== "answer") return;
        this.#set({ setup: reply.value });
        await this.#entries(reply.value.entries);
        await this.#ceremony();
    }

    async #congress(): Promise<void> {
        const entry = await this.#public.entry("congress");
        if (entry.is !== "answer") return;
        const congress = decodeCongress(entry.value);
        if (!congress.ok) return;
        const id = encodeHex(congress.value.id);
        const { draft } = this.#state;
        const own = draft.congress === id ? draft : { ...emptyDraft, congress: id };
        this.#set({ congress: congress.value, draft: own });
    }

    async #lines(): Promise<void> {
        const { congress } = this.#state;
        const reply = congress === null ? null : await this.#setup.lines();
        if (congress === null || reply?.is !== "answer") return;
        const known = new Map(this.#state.lines.map((line) => [line.sha256, line]));
        const lines = reply.value.flatMap((entry) => {
            const name = encodeHex(sha256(entry));
            const before = known.get(name);
            if (before !== undefined) return [before];
            // One that is not signed for this congress is nobody's: the server was to refuse it.
            const person = decodeLine(congress.id, entry);
            return person.ok ? [{ sha256: name, entry, person: person.value }] : [];
        });
        this.#set({ lines });
    }

    /** Each that is another than the one read before. */
    async #entries(named: SetupState["entries"]): Promise<void> {
        const fetch = async (name: "enrolment" | "roll" | "manifest"): Promise<Bytes | null> => {
            if (named[name] === null || named[name] === this.#read[name]) return null;
            const reply = await this.#public.entry(name);
            if (reply.is !== "answer") return null;
            this.#read = { ...this.#read, [name]: named[name] };
            return reply.value;
        };
        const enrolment = await fetch("enrolment");
        const congress = enrolment === null ? null : await this.#public.entry("congress");
        if (enrolment !== null && congress?.is === "answer") {
            this.#set({ enrolment: readEnrolment(congress.value, enrolment) });
        }
        const roll = await fetch("roll");
        const outlined = roll === null ? null : outlineRoll(roll);
        if (outlined?.ok === true) this.#set({ rollEntry: outlined.value });
        const manifest = await fetch("manifest");
        const decoded = manifest === null ? null : decodeManifest(manifest);
        if (decoded?.ok === true) this.#set({ manifest: decoded.value, attached: null });
        await this.#attachments();
    }

    async #attachments(): Promise<void> {
        const { manifest, attached: before, lists } = this.#state;
        if (manifest === null || before !== null) return;
        const attached = await readAllAttached(manifest, this.#public);
        if (attached === null) return;
        this.#set({ attached, lists: withList(lists, manifest, attached) });
    }

    async #ceremony(): Promise<void> {
        const { setup, enrolment } = this.#state;
        if (enrolment === null || setup?.entries.ceremony !== null) return;
        const ceremony = { ...this.#state.ceremony };
        for (const step of ceremonySteps) {
            const reply = await this.#setup.ceremony(step);
            if (reply.is === "answer") ceremony[step] = reply.value.map((sent) => sent.length > 0);
        }
        this.#set({ ceremony });
    }

    /** What was read before a reload is read again: the draft has the text alone. */
    async #readAgain(): Promise<void> {
        const { draft, projects } = this.#state;
        if (draft.projects === null || projects !== null || this.#code === null) return;
        const reply = await this.#setup.projects(this.#code, utf8(draft.projects.text));
        if (reply.is !== "answer") return;
        this.#set({ projects: reply.value });
        const count = reply.value.projects.length;
        const method = await this.#setup.method(this.#code, methodText(draft), count);
        if (method.is === "answer") this.#set({ method: method.value });
    }

    async #keep(draft: Draft): Promise<void> {
        try {
            await this.#kept.keep({ draft: printDraft(draft) });
            if (!this.#state.keeps) this.#set({ keeps: true });
        } catch {
            this.#set({ keeps: false });
        }
    }

    #coded(of: Work, does: (code: string) => Promise<Reply<unknown>>): Promise<boolean> {
        return this.#work(of, () =>
            this.#code === null ? Promise.resolve(refusal("not_permitted")) : does(this.#code),
        );
    }

    #work(of: Work, does: () => Promise<Reply<unknown>>): Promise<boolean> {
        return this.#inTurn(async () => {
            this.#set({ working: of, said: null });
            const reply = await does();
            this.#set({ working: null, said: saidOf(of, reply) });
            return reply.is === "answer";
        });
    }

    #set(change: Partial<WizardState>): void {
        this.#state = { ...this.#state, ...change };
        this.#show(this.#state);
    }

    #inTurn<T>(does: () => Promise<T>): Promise<T> {
        const next = this.#turn.then(does);
        this.#turn = next.catch(() => undefined);
        return next;
    }
}

function refusal(code: Errc, detail = ""): Reply<never> {
    return { is: "refused", refusal: { code, detail, promise: null, signature: null } };
}

function saidOf(of: Work, reply: Reply<unknown>): Said {
    if (reply.is !== "refused") return { is: reply.is === "answer" ? "done" : "unreachable", of };
    const { code, detail } = reply.refusal;
    return { is: "refused", of, code, detail };
}
