// rooms/official/devices.ts — the hall's devices as this console sees them: it asks for them as whoever has unlocked, judges
// what one person signed, signs, and notes when the last call began.
import { parseDevices, type HallDevice } from "../../api/devices.ts";
import type { Reply } from "../../api/reply.ts";
import { equalBytes, type Bytes } from "../../basics/bytes.ts";
import { encodeHex } from "../../basics/encoding.ts";
import type { Errc } from "../../basics/errc.ts";
import {
    checkDeviceSignature,
    encodeDeviceStatement,
    signDeviceStatement,
    type DeviceAct,
    type DeviceStatement,
} from "../../ballot/device.ts";
import type { LogView } from "../../ballot/log_view.ts";
import { minuteOf, queryOf, type Seat } from "../../flow/seat.ts";
import { phaseOf } from "./day.ts";
import type { DeskState } from "./desk.ts";
import { noDevices } from "./last_call.ts";

export interface DeviceServer {
    devices(query: Bytes): Promise<Reply<Bytes>>;
    deviceAct(act: Bytes): Promise<Reply<Bytes>>;
}

export interface SeenDevice extends HallDevice {
    /** Who signed the half-signed act that waits; null: none does that holds. */
    readonly signedBy: string | null;
}

export type DeviceSaid =
    | { readonly is: "half" | "done" | "unreachable" }
    | { readonly is: "refused"; readonly code: Errc };

export interface HallDevices {
    /** Those that wait first. Null: nobody has unlocked, or nobody answered. */
    readonly seen: readonly SeenDevice[] | null;
    /** What came of the last thing that was done here. */
    readonly said: DeviceSaid | null;
    /** Since when this page sees that issuing has ended, and the clock now; in milliseconds. */
    readonly lastCall: number | null;
    readonly now: number;
}

const kindOrder = ["booth", "desk", "hall", "podium"];

function inOrder(a: HallDevice, b: HallDevice): number {
    const kind = kindOrder.indexOf(a.line.kind) - kindOrder.indexOf(b.line.kind);
    const name = a.line.name.localeCompare(b.line.name, "zh", { numeric: true });
    return Number(a.enrolled) - Number(b.enrolled) || kind || name;
}

/** The name of the official who signed it, if it is what would be signed here. */
function signerOf({ half, line }: HallDevice, { congress, enrolment }: LogView): string | null {
    const [signer] = half?.signers ?? [];
    if (half === null || signer === undefined) return null;
    const person = enrolment?.persons[signer.person - 1];
    if (person?.role !== "official") return null;
    const same = equalBytes(half.device, line.hash) && equalBytes(half.congressId, congress.id);
    return same && checkDeviceSignature(half, signer, person.statementKey).ok ? person.name : null;
}

export class DeviceDesk {
    readonly #server: DeviceServer;
    readonly #show: (devices: HallDevices) => void;
    readonly #now: () => number;
    #state = noDevices;
    #official: Seat | null = null;
    #second: Seat | null = null;
    #log: LogView | null = null;
    #calling: string | null = null;
    #turn: Promise<void> = Promise.resolve();
    #waiting = false;

    constructor(
        server: DeviceServer,
        show: (devices: HallDevices) => void,
        now: () => number = Date.now,
    ) {
        this.#server = server;
        this.#show = show;
        this.#now = now;
    }

    /** What the console knows: who has unlocked, and whether issuing has ended. */
    know({ keys, log, view }: DeskState): void {
        this.#official = keys.official;
        this.#second = keys.second;
        const unlocked = log !== null && this.#log === null;
        this.#log = log;
        if (unlocked) void this.look();
        if (log === null && this.#state.seen !== null) this.#set({ seen: null, said: null });
        if (view === null) return;
        const round = log?.round ?? null;
        const manifest = round === null ? view.manifest : encodeHex(round.manifest.hash);
        const calling = phaseOf(view, log) === "voting" ? manifest : null;
        if (calling === this.#calling) return;
        this.#calling = calling;
        this.#set({ lastCall: calling === null ? null : this.#now() });
    }

    /** Once a second: what counts down does. */
    tick(): void {
        if (this.#calling !== null) this.#set({});
    }

    /** One question after the other, and at most one waits for its turn. */
    look(): Promise<void> {
        if (this.#waiting) return this.#turn;
        this.#waiting = true;
        this.#turn = this.#turn.then(() => {
            this.#waiting = false;
            return this.#ask();
        });
        return this.#turn;
    }

    async #ask(): Promise<void> {
        const reader = this.#official ?? this.#second;
        const log = this.#log;
        if (reader === null || log === null) return;
        const query = await queryOf(reader, log.congress.id, this.#now());
        const reply = await this.#server.devices(query);
        const devices = reply.is === "answer" ? parseDevices(reply.value) : null;
        // Who locked meanwhile sees nothing.
        const seen = devices?.ok === true && this.#log !== null ? devices.value : null;
        this.#set({
            seen:
                seen
                    ?.filter(({ line }) => equalBytes(line.congressId, log.congress.id))
                    .map((device) => ({ ...device, signedBy: signerOf(device, log) }))
                    .sort(inOrder) ?? null,
        });
    }

    /** The official's part; it then waits for the second person. */
    async propose({ line }: SeenDevice, act: DeviceAct): Promise<void> {
        const official = this.#official;
        const log = this.#log;
        if (official === null || log === null) return;
        const of = { congressId: log.congress.id, act, device: line.hash };
        await this.#sign({ ...of, minute: minuteOf(this.#now()), signers: [] }, official, "half");
    }

    /** The second person's. */
    async confirm({ half, signedBy }: SeenDevice): Promise<void> {
        const second = this.#second;
        if (second === null || half === null || signedBy === null) return;
        await this.#sign(half, second, "done");
    }

    async #sign(statement: DeviceStatement, seat: Seat, done: "half" | "done"): Promise<void> {
        const signed = await signDeviceStatement(statement, seat.person, seat.key);
        const reply = await this.#server.deviceAct(encodeDeviceStatement(signed));
        if (reply.is === "refused") {
            this.#set({ said: { is: "refused", code: reply.refusal.code } });
        } else {
            this.#set({ said: { is: reply.is === "answer" ? done : "unreachable" } });
        }
        await this.look();
    }

    #set(change: Partial<HallDevices>): void {
        this.#state = { ...this.#state, ...change, now: this.#now() };
        this.#show(this.#state);
    }
}
