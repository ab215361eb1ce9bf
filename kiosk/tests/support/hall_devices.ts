// tests/support/hall_devices.ts — a console over a log and devices that the test holds: keys and statements are real.
import { answer, refused, unreachable, type Reply } from "../../src/api/reply.ts";
import { utf8, type Bytes } from "../../src/basics/bytes.ts";
import { encodeBase64, encodeHex } from "../../src/basics/encoding.ts";
import { makeDeviceLine, type DeviceKind } from "../../src/ballot/device.ts";
import { readLog, type LogView } from "../../src/ballot/log_view.ts";
import { SigningKey } from "../../src/crypto/signature.ts";
import type { Seat } from "../../src/flow/seat.ts";
import { nothingKnown, type DeskState } from "../../src/rooms/official/desk.ts";
import { DeviceDesk, type HallDevices, type SeenDevice } from "../../src/rooms/official/devices.ts";
import { noDevices } from "../../src/rooms/official/last_call.ts";
import { evidenceOf } from "./evidence.ts";
import * as example from "./example.ts";
import { viewOf } from "./hall_screen.tsx";
import { exampleEntries } from "./rounds.ts";
import { hex, must } from "./vectors.ts";

async function logAt(phase: string): Promise<LogView> {
    for (let size = 1; size <= exampleEntries.length; size += 1) {
        const found = must(readLog(await evidenceOf(exampleEntries.slice(0, size)), null));
        if (found.round?.phase === phase) return found;
    }
    throw new Error(`the example is never ${phase}`);
}

export const log = await logAt("voting");
export const issuing = await logAt("issuing");
export const round = encodeHex(log.round?.manifest.hash ?? new Uint8Array());
export const { id: congressId } = log.congress;

async function seatOf(person: number): Promise<Seat> {
    const known = log.enrolment?.persons[person - 1];
    if (known === undefined) throw new Error(`nobody is ${person}`);
    const seed = example.value(`person ${person} (${known.name}): statement key seed`);
    const key = await SigningKey.fromSeed(hex(seed));
    return { person, name: known.name, role: known.role, key };
}

export const [official, second] = [await seatOf(1), await seatOf(2)];

export interface Said {
    seconds?: number;
    phase?: string;
    round?: string;
    held?: number;
    in_use?: boolean;
}

/** A device as the server tells of it. */
export interface Told {
    readonly hash: Bytes;
    readonly json: {
        readonly line: string;
        readonly enrolled: boolean;
        half: string | null;
        readonly said: Said | null;
    };
}

export async function told(
    name: string,
    enrolled: boolean,
    said: Said | null,
    kind: DeviceKind = "booth",
): Promise<Told> {
    const key = await SigningKey.fromSeed(new Uint8Array(32).fill(utf8(name).at(-1) ?? 1));
    const { line, hash } = await makeDeviceLine(congressId, kind, name, key);
    const all = { seconds: 3, phase: "voting", round, held: 0, in_use: false, ...said };
    const heard = said === null ? null : all;
    return { hash, json: { line: encodeBase64(line), enrolled, half: null, said: heard } };
}

class FakeServer {
    all: readonly Told[] = [];
    reached = true;
    refusal: "not_permitted" | null = null;
    readonly acted: Bytes[] = [];

    devices = (): Promise<Reply<Bytes>> =>
        Promise.resolve(
            this.reached
                ? answer(utf8(JSON.stringify({ devices: this.all.map(({ json }) => json) })))
                : unreachable,
        );

    deviceAct = (bytes: Bytes): Promise<Reply<Bytes>> => {
        if (this.refusal !== null) return Promise.resolve(refused(this.refusal));
        this.acted.push(bytes);
        return Promise.resolve(answer(new Uint8Array()));
    };
}

export class Console {
    readonly server = new FakeServer();
    shown: HallDevices = noDevices;
    now = 1_800_000_000_000;
    readonly desk = new DeviceDesk(
        this.server,
        (shown) => {
            this.shown = shown;
        },
        () => this.now,
    );

    /** These have unlocked. */
    knows(seats: Partial<DeskState["keys"]>, of: DeskState["log"] = log): this {
        const keys = { official: null, second: null, ...seats };
        const view = viewOf({ phase: of?.round?.phase ?? "voting", manifest: round });
        this.desk.know({ ...nothingKnown, keys, view, log: of });
        return this;
    }

    device(name: string): SeenDevice {
        const found = this.shown.seen?.find(({ line }) => line.name === name);
        if (found === undefined) throw new Error(`no ${name}`);
        return found;
    }
}
