// flow/own_device.ts — this machine as a device of the hall: its key, its name, and what it says of itself every ten
// seconds (PROTOCOL §16). A quiet extra: whatever fails here is tried again, and the page goes on as it was.
//
// It speaks by its own clock and when the phase changes for all, never because somebody did something at it: when a
// ballot was cast here cannot be told from when something was said. Secret: the seed of its key.
import type { Reply } from "../api/reply.ts";
import { equalBytes, type Bytes } from "../basics/bytes.ts";
import { decodeHex, encodeHex } from "../basics/encoding.ts";
import { count, flag, members, oneOf, readAs, text } from "../basics/shape.ts";
import {
    deviceKinds,
    deviceStandings,
    makeDeviceLine,
    signHeartbeat,
    type DeviceKind,
    type DeviceStanding,
    type MadeLine,
} from "../ballot/device.ts";
import { decodeCongress } from "../ballot/entries/congress.ts";
import { hashBytes, seedBytes } from "../ballot/wire.ts";
import { SigningKey } from "../crypto/signature.ts";
import { isSilent } from "./rules.ts";
import type { RoundNews } from "./state.ts";

export const speakEverySeconds = 10;

export interface DeviceServer {
    entry(name: "congress"): Promise<Reply<Bytes>>;
    deviceLine(line: Bytes): Promise<Reply<Bytes>>;
    heartbeat(heartbeat: Bytes): Promise<Reply<Bytes>>;
}

export interface DeviceStore {
    load(): Promise<{ readonly device: string | null }>;
    keep(texts: { readonly device: string | null }): Promise<void>;
}

/** What of the page goes into a heartbeat. */
export interface Speaks {
    readonly news: RoundNews | null;
    /** Ballots that the box did not answer for. */
    readonly held: number;
    readonly inUse: boolean;
}

export interface DeviceWorld {
    readonly server: DeviceServer;
    readonly store: DeviceStore;
    readonly random: (length: number) => Bytes;
    /** Milliseconds since 1970. */
    readonly now: () => number;
    readonly after: (seconds: number, call: () => void) => void;
    readonly speaks: () => Speaks;
}

type Named = Exclude<DeviceStanding, "unknown">;

export type OwnDevice =
    /** Neither storage nor server have said yet. */
    | { readonly is: "opening" }
    /** Sample: in a rehearsal it may stay so. */
    | { readonly is: "nameless"; readonly sample: boolean }
    | {
          readonly is: Named;
          readonly name: string;
          readonly hash: Bytes;
          /** Two people enrolled it, and nobody revoked that: it goes on where a server has forgotten it. */
          readonly admitted: boolean;
      };

interface Kept {
    readonly congressId: Bytes;
    readonly kind: DeviceKind;
    readonly name: string;
    readonly seed: Bytes;
    readonly start: number;
    readonly standing: Named;
    readonly admitted: boolean;
}

interface Identity {
    readonly kept: Kept;
    readonly key: SigningKey;
    readonly made: MadeLine;
}

function encodeKept({ congressId, seed, ...plain }: Kept): string {
    return JSON.stringify({ ...plain, congressId: encodeHex(congressId), seed: encodeHex(seed) });
}

function hexOf(value: string | null, length: number): Bytes | null {
    const bytes = value === null ? null : decodeHex(value);
    return bytes?.ok === true && bytes.value.length === length ? bytes.value : null;
}

const keptForm = members({
    congressId: text,
    kind: oneOf(Object.keys(deviceKinds) as readonly DeviceKind[]),
    name: text,
    seed: text,
    start: count,
    standing: oneOf(["waiting", "enrolled", "revoked"]),
    admitted: flag,
});

/** Null: nothing that could be read. */
function decodeKept(json: string): Kept | null {
    let value: unknown;
    try {
        value = JSON.parse(json);
    } catch {
        return null;
    }
    const read = readAs(keptForm, value);
    if (!read.ok) return null;
    const congressId = hexOf(read.value.congressId, hashBytes);
    const seed = hexOf(read.value.seed, seedBytes);
    return congressId === null || seed === null ? null : { ...read.value, congressId, seed };
}

export class DeviceVoice {
    readonly #world: DeviceWorld;
    readonly #show: (device: OwnDevice) => void;
    #congressId: Bytes | null = null;
    #sample = false;
    #own: Identity | null = null;
    #beat = 0;
    #saidNews = "";
    #turn: Promise<unknown> = Promise.resolve();

    constructor(world: DeviceWorld, show: (device: OwnDevice) => void) {
        this.#world = world;
        this.#show = show;
    }

    async start(): Promise<void> {
        await this.#inTurn(async () => {
            await this.#load();
            await this.#askCongress();
        });
        await this.#speakOn();
    }

    /** Of staff or an address: from now on this machine is this device, and waits for two people. Nothing, if it is. */
    name(kind: DeviceKind, name: string): Promise<void> {
        return this.#inTurn(async () => {
            const before = this.#own?.kept;
            if (this.#congressId === null || (before?.kind === kind && before.name === name))
                return;
            const seed = this.#world.random(seedBytes);
            const begun = { start: this.#seconds(), standing: "waiting", admitted: false } as const;
            await this.#become({ congressId: this.#congressId, kind, name, seed, ...begun });
            await this.#handIn();
            await this.#speak();
        });
    }

    /** Before it is named anew. */
    forget(): Promise<void> {
        return this.#inTurn(async () => {
            this.#own = null;
            await this.#keep(null);
            this.#tell();
        });
    }

    /** Called whenever the page may show something else: it speaks at once if the phase is another. */
    changed(): void {
        if (this.#congressId === null) void this.#inTurn(() => this.#askCongress());
        void this.#inTurn(async () => {
            if (this.#news() !== this.#saidNews) await this.#speak();
        });
    }

    async #speakOn(): Promise<void> {
        await this.#inTurn(async () => {
            if (this.#congressId === null) await this.#askCongress();
            await this.#speak();
        });
        this.#world.after(speakEverySeconds, () => void this.#speakOn());
    }

    async #load(): Promise<void> {
        const { device } = await this.#world.store.load().catch(() => ({ device: null }));
        const kept = device === null ? null : decodeKept(device);
        if (kept === null) return;
        // Above every number of before, also where an older state of the storage came back.
        const start = Math.max(kept.start + 1, this.#seconds());
        this.#congressId = kept.congressId;
        await this.#become({ ...kept, start });
    }

    /** A device is of one congress: after a rehearsal it begins anew. */
    async #askCongress(): Promise<void> {
        const { news } = this.#world.speaks();
        // Nobody is given it now: whoever asked would be refused.
        if (news === null || isSilent(news.phase)) return;
        const entry = await this.#world.server.entry("congress");
        const congress = entry.is === "answer" ? decodeCongress(entry.value) : null;
        if (congress?.ok === true) {
            const { id, sample } = congress.value;
            this.#congressId = id;
            this.#sample = sample;
            if (this.#own !== null && !equalBytes(this.#own.kept.congressId, id)) {
                this.#own = null;
                await this.#keep(null);
            }
        }
        this.#tell();
    }

    async #become(kept: Kept): Promise<void> {
        const { congressId, kind, name, seed } = kept;
        const key = await SigningKey.fromSeed(seed);
        this.#own = { kept, key, made: await makeDeviceLine(congressId, kind, name, key) };
        this.#beat = 0;
        await this.#keep(kept);
        this.#tell();
    }

    async #keep(kept: Kept | null): Promise<void> {
        const device = kept === null ? null : encodeKept(kept);
        // A machine that keeps nothing is this device until its page is closed.
        await this.#world.store.keep({ device }).catch(() => undefined);
    }

    async #speak(): Promise<void> {
        const own = this.#own;
        if (own === null) return;
        this.#saidNews = this.#news();
        const { news, held, inUse } = this.#world.speaks();
        const round = hexOf(news?.manifest ?? null, hashBytes) ?? new Uint8Array(hashBytes);
        const number = { start: own.kept.start, beat: this.#beat };
        this.#beat += 1;
        const said = { device: own.made.hash, ...number, phase: news?.phase ?? "setup" } as const;
        const beat = await signHeartbeat({ ...said, round, held, inUse }, own.key);
        const reply = await this.#world.server.heartbeat(beat);
        if (reply.is !== "answer") return;
        const standing = deviceStandings[reply.value[0] ?? -1];
        if (standing === "unknown") await this.#handIn();
        else if (standing !== undefined) await this.#stand(own, standing);
    }

    async #handIn(): Promise<void> {
        const own = this.#own;
        if (own === null) return;
        const reply = await this.#world.server.deviceLine(own.made.line);
        if (reply.is === "answer") await this.#stand(own, "waiting");
        if (reply.is === "refused" && reply.refusal.code === "not_permitted") {
            await this.#askCongress();
        }
    }

    async #stand(own: Identity, standing: Named): Promise<void> {
        if (own.kept.standing === standing) return;
        const admitted = standing === "enrolled" || (own.kept.admitted && standing !== "revoked");
        const kept = { ...own.kept, standing, admitted };
        this.#own = { ...own, kept };
        await this.#keep(kept);
        this.#tell();
    }

    #tell(): void {
        if (this.#own === null) {
            const known = this.#congressId !== null;
            this.#show(known ? { is: "nameless", sample: this.#sample } : { is: "opening" });
            return;
        }
        const { kept, made } = this.#own;
        const { standing, name, admitted } = kept;
        this.#show({ is: standing, name, hash: made.hash, admitted });
    }

    #news(): string {
        return JSON.stringify(this.#world.speaks().news);
    }

    #seconds(): number {
        return Math.floor(this.#world.now() / 1000);
    }

    /** One after the other; what fails is tried again with the next words. */
    #inTurn(does: () => Promise<void>): Promise<void> {
        const next = this.#turn.then(does).catch(() => undefined);
        this.#turn = next;
        return next;
    }
}
