// tests/support/setup_server.ts — the server's side of the setting up, as PROTOCOL §16 has it, over the example's entries.
import { answer, refused, type Reply } from "../../src/api/reply.ts";
import type { RoundView } from "../../src/api/round_view.ts";
import type {
    CeremonyStep,
    Composed,
    FirstRound,
    FurtherRound,
    MethodRead,
    Preflight,
    ProjectsRead,
    ResolvedMethod,
    RollRead,
    SetupState,
} from "../../src/api/setup.ts";
import { concat, equalBytes, utf8, type Bytes } from "../../src/basics/bytes.ts";
import { decodeBase64, encodeHex } from "../../src/basics/encoding.ts";
import { bytes32, text, u8 } from "../../src/basics/writer.ts";
import { attachmentHash, attachmentKinds, decodeAttachment } from "../../src/ballot/attachment.ts";
import { decodeCongress } from "../../src/ballot/entries/congress.ts";
import { decodeEnrolment } from "../../src/ballot/entries/enrolment.ts";
import { outlineRoll } from "../../src/ballot/entries/roll.ts";
import { decodeManifest } from "../../src/ballot/manifest.ts";
import { sha256 } from "../../src/crypto/hash.ts";
import type { Kept, PublicServer, SetupServer } from "../../src/rooms/setup/state.ts";
import { viewOf } from "./hall_screen.tsx";
import { exampleEntries } from "./rounds.ts";
import { must } from "./vectors.ts";

const types = { congress: 1, enrolment: 2, ceremony: 3, roll: 4, manifest: 5 } as const;
type Name = keyof typeof types;

export function exampleEntry(name: Name): Bytes {
    const found = exampleEntries.find((entry) => entry[0] === types[name]);
    if (found === undefined) throw new Error(`the example has no ${name}`);
    return found;
}

export const congress = must(decodeCongress(exampleEntry("congress")));
export const manifest = must(decodeManifest(exampleEntry("manifest")));
export const due = must(outlineRoll(exampleEntry("roll"))).identityKeys.length;

export const exampleAttachments: readonly Bytes[] = exampleEntries.filter(([type]) => type === 6);

/** The lines of the example's people. */
export const exampleLines: readonly Bytes[] = must(
    decodeEnrolment(exampleEntry("enrolment")),
).persons.map(({ statement, signature, teller }) =>
    concat(statement.slice(32), signature, teller?.cosignerSignature ?? new Uint8Array()),
);

export const code = "RIGHT-CODE";
const { method } = manifest;
const ruleOf = (rule: typeof method.threshold): ResolvedMethod["threshold"] =>
    rule === null
        ? null
        : { fraction: `${rule.a}/${rule.b}`, base: rule.base, strict: rule.strict };

/** As the server would read the text that the example's round was made of. */
export const resolved: ResolvedMethod = {
    title: "办法",
    body: method.body,
    places: method.places,
    ballot: method.style,
    max_approvals: method.hi,
    blank: method.blank,
    quorum: ruleOf(method.quorum) ?? { fraction: "2/3", base: "all", strict: false },
    participation: ruleOf(method.participation),
    threshold: ruleOf(method.threshold),
    tie: method.tie,
    shortfall: method.shortfall,
    order: method.order,
    notice: method.notice,
};

const projects = manifest.projects.map(({ no, name, name2 }) => ({
    ...{ no, name, name2, unit: "市教育局", content: "", investment: "1200 万元" },
    ...{ funding: "", deadline: "2027-10" },
}));
export const projectsText = "no,name\n1,example\n";

const deputies = Array.from({ length: due }, (_, place) => ({
    ...{ no: place + 1, name: `代表 ${place + 1}`, delegation: "第一代表团", seat: "", note: "" },
}));

export class FakeSetup implements SetupServer, PublicServer {
    posted = new Map<Name, Bytes>([["congress", exampleEntry("congress")]]);
    attachments: Bytes[] = [];
    kept: Bytes[] = [];
    keptNames = 0;
    phase: RoundView["phase"] = "setup";
    view: Partial<RoundView> = {};
    may = true;
    reachable = true;
    faults: RollRead["errors"] = [];
    /** What it composes; a test may let it lie. */
    lie: (entry: Bytes) => Bytes = (entry) => entry;
    asked: (FirstRound | FurtherRound)[] = [];
    sent: Readonly<Record<CeremonyStep, number>> = { commit: 0, message: 0, certificate: 0 };
    ended = false;

    round = (): Promise<Reply<RoundView>> =>
        Promise.resolve(answer(viewOf({ phase: this.phase, ...this.view })));

    /** Both servers in one: of a name, the newest entry; of a code and an entry, it is posted. */
    entry = (first: string, entry?: Bytes): Promise<Reply<Bytes>> => {
        if (entry === undefined) {
            const found = this.posted.get(first as Name);
            return Promise.resolve(found === undefined ? refused("unknown_round") : answer(found));
        }
        if (first !== code || !this.may) return Promise.resolve(refused("not_permitted"));
        const name = (Object.keys(types) as Name[]).find((one) => types[one] === entry[0]);
        if (name === undefined) this.attachments.push(entry);
        else this.posted.set(name, entry);
        if (name === "manifest") this.phase = "drafted";
        return Promise.resolve(answer(new Uint8Array(8)));
    };

    attachment = (hash: Bytes): Promise<Reply<Bytes>> => {
        const found = [...this.attachments, ...exampleAttachments].find((entry) =>
            equalBytes(attachmentHash(entry), hash),
        );
        return Promise.resolve(found === undefined ? refused("unknown_round") : answer(found));
    };

    state = (given: string): Promise<Reply<SetupState>> => {
        const index = (name: Name): number | null => (this.posted.has(name) ? types[name] : null);
        const { name, name2, sample, id } = congress;
        return this.#coded(given, {
            ...{ congress_id: encodeHex(id), name, name2, sample, phase: this.phase, log_size: 5 },
            entries: {
                enrolment: index("enrolment"),
                ceremony: index("ceremony"),
                roll: index("roll"),
                manifest: index("manifest"),
            },
            ...{ due: this.posted.has("roll") ? due : null, names: this.keptNames, may: this.may },
        });
    };

    roll = (given: string): Promise<Reply<RollRead>> => {
        const ok = this.faults.length === 0;
        const warnings: RollRead["warnings"] = [];
        return this.#coded(given, {
            ...{ ok, errors: this.faults, warnings, deputies: ok ? deputies : [] },
        });
    };

    names = (given: string): Promise<Reply<number>> => {
        this.keptNames = due;
        return this.#coded(given, due);
    };

    projects = (given: string): Promise<Reply<ProjectsRead>> =>
        this.#coded(given, { ok: true, errors: [], warnings: [], projects, text: projectsText });

    method = (given: string, toml: string): Promise<Reply<MethodRead>> => {
        const wrong = { row: 3, column: null, code: "bad_method", message: "places: 1 to 100" };
        return this.#coded<MethodRead>(
            given,
            toml.includes("places = 100")
                ? { ok: false, errors: [wrong], method: null }
                : { ok: true, errors: [], method: resolved },
        );
    };

    /** The example's manifest, with the attachments named that were asked for; a further round keeps those before it. */
    compose = (given: string, asked: FirstRound | FurtherRound): Promise<Reply<Composed>> => {
        this.asked.push(asked);
        const contents: Partial<Record<keyof typeof attachmentKinds, Bytes>> = {
            ...("method" in asked ? { method: utf8(asked.method) } : {}),
            ...("projects" in asked ? { projects: utf8(asked.projects) } : {}),
            ...(asked.source === "" ? {} : { source: utf8(asked.source) }),
            ...(asked.slips === "" ? {} : { slips: must(decodeBase64(asked.slips)) }),
        };
        const attachments = Object.entries(contents).map(([kind, content]) => {
            const number = attachmentKinds[kind as keyof typeof attachmentKinds];
            const head = concat(u8(6), congress.id, u8(number), text("text/plain"));
            const entry = concat(head, bytes32(content));
            must(decodeAttachment(entry));
            return { kind, entry };
        });
        const bare = exampleEntry("manifest");
        const named = manifest.attachments.length * 32;
        const kept = "further" in asked ? manifest.attachments : [];
        const hashes = [...kept, ...attachments.map(({ entry }) => attachmentHash(entry))];
        const manifestEntry = concat(
            bare.slice(0, bare.length - named - 1),
            u8(hashes.length),
            ...hashes,
        );
        return this.#coded(given, { manifest: this.lie(manifestEntry), attachments });
    };

    devices: Preflight["devices"] = { enrolled: 2, unheard: [] };

    preflight = (given: string): Promise<Reply<Preflight>> =>
        this.#coded(given, {
            ...{ clock: 1_795_000_000, disk_free_bytes: 21_400_000_000 },
            certificate: {
                ...{ sha256: "ab".repeat(32), not_before: 1_763_000_000 },
                ...{ not_after: 1_858_000_000, names: ["localhost", "piaojue.hall"] },
            },
            ...{ authority_sha256: "0123456789abcdef".repeat(4), pages: true, fonts_missing: "" },
            names_fault: "",
            log: { size: 5, checkpoint_sha256: "fedcba9876543210".repeat(4) },
            devices: this.devices,
            databases: true,
        });

    dropLine = (given: string, name: string): Promise<Reply<Bytes>> => {
        this.kept = this.kept.filter((line) => encodeHex(sha256(line)) !== name);
        return this.#coded(given, new Uint8Array());
    };

    handIn = (line: Bytes): Promise<Reply<Bytes>> => {
        this.kept.push(line);
        return Promise.resolve(answer(new Uint8Array()));
    };

    lines = (): Promise<Reply<readonly Bytes[]>> => Promise.resolve(answer(this.kept));

    ceremony = (step: CeremonyStep): Promise<Reply<readonly Bytes[]>> => {
        const sent = Array.from({ length: 5 }, (_, teller) =>
            teller < this.sent[step] ? utf8("sent") : new Uint8Array(),
        );
        return Promise.resolve(answer(sent));
    };

    endRehearsal = (given: string): Promise<Reply<Bytes>> => {
        this.ended = true;
        return this.#coded(given, new Uint8Array());
    };

    #coded<T>(given: string, value: T): Promise<Reply<T>> {
        return Promise.resolve(given === code ? answer(value) : refused("not_permitted"));
    }
}

export class FakeKept implements Kept {
    draft: string | null = null;
    load = (): Promise<{ readonly draft: string | null }> => Promise.resolve({ draft: this.draft });
    keep = ({ draft }: { readonly draft: string }): Promise<void> => {
        this.draft = draft;
        return Promise.resolve();
    };
}
