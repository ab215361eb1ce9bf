// rooms/hall/follow.ts — how the screen learns how the round stands: it is told, and asks besides, for a cable that was
// pulled ends no connection that one could see.
import { watchRound, type Source } from "../../api/events.ts";
import type { Reply } from "../../api/reply.ts";
import { readResult } from "../../api/round_result.ts";
import type { RoundView } from "../../api/round_view.ts";
import { sha256 } from "../../crypto/hash.ts";
import type { Bytes } from "../../basics/bytes.ts";
import { askEveryMs, isSilent } from "../../flow/pulse.ts";
import { isAnnounced } from "../../flow/rules.ts";
import { withVote, type Entries, type Seen } from "../../flow/seen.ts";
import type { Clock } from "./clock.ts";

export interface Server extends Entries {
    round(): Promise<Reply<RoundView>>;
    record(): Promise<Reply<Bytes>>;
}

export interface HallSeen extends Seen {
    /** When the screen began to follow. */
    readonly since: Date | null;
    /** When the server was last heard; null: never. */
    readonly heardAt: Date | null;
    /** When this screen saw the announcement come; null: it was not there. */
    readonly announcedAt: Date | null;
    /** SHA-256 of the published record. */
    readonly recordHash: Bytes | null;
}

export const nothingSeen: HallSeen = {
    view: null,
    vote: null,
    since: null,
    heardAt: null,
    announcedAt: null,
    recordHash: null,
};

export function isLost({ since, heardAt }: HallSeen, now: Date): boolean {
    return since !== null && isSilent(since, heardAt, now);
}

export class Follower {
    readonly #server: Server;
    readonly #clock: Clock;
    readonly #show: (seen: HallSeen) => void;
    #seen = nothingSeen;
    /** One after the other: what comes late does not overwrite what is newer. */
    #turn = Promise.resolve();
    #heard = 0;
    #stop: () => void = () => undefined;

    constructor(server: Server, clock: Clock, show: (seen: HallSeen) => void) {
        this.#server = server;
        this.#clock = clock;
        this.#show = show;
    }

    /** Returns how to end it. */
    follow(source: Source): () => void {
        const watch = watchRound(
            source,
            (view) => {
                this.#hear(view);
            },
            readResult,
        );
        this.#seen = { ...this.#seen, since: this.#clock.now() };
        this.#show(this.#seen);
        this.#askLater();
        return () => {
            this.#stop();
            watch.stop();
        };
    }

    #askLater(): void {
        this.#stop = this.#clock.after(askEveryMs, () => {
            void this.#ask();
            this.#askLater();
        });
    }

    async #ask(): Promise<void> {
        const heard = this.#heard;
        const reply = await this.#server.round();
        // Meanwhile the server told something itself: that is not older.
        if (reply.is === "answer" && heard === this.#heard) this.#hear(reply.value);
    }

    #hear(view: RoundView): void {
        this.#heard += 1;
        const heardAt = this.#clock.now();
        this.#turn = this.#turn.then(async () => {
            const before = this.#seen;
            const seen = await withVote(this.#server, before, view);
            this.#seen = { ...before, ...seen, ...ending(before, view, heardAt), heardAt };
            this.#show(this.#seen);
            await this.#readRecord(view);
        });
    }

    async #readRecord({ phase }: RoundView): Promise<void> {
        if (phase !== "published" || this.#seen.recordHash !== null) return;
        const record = await this.#server.record();
        if (record.is !== "answer") return;
        this.#seen = { ...this.#seen, recordHash: sha256(record.value) };
        this.#show(this.#seen);
    }
}

/** What is known of the end of a round belongs to that round alone. */
function ending(
    before: HallSeen,
    { phase, manifest }: RoundView,
    now: Date,
): Pick<HallSeen, "announcedAt" | "recordHash"> {
    if (!isAnnounced(phase)) return { announcedAt: null, recordHash: null };
    const { view, announcedAt, recordHash } = before;
    const same = view !== null && view.manifest === manifest;
    if (!same) return { announcedAt: null, recordHash: null };
    return { announcedAt: isAnnounced(view.phase) ? announcedAt : now, recordHash };
}
