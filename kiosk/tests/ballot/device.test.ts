// The hall's devices, as Python made them from the document (PROTOCOL §16).
import { describe, expect, it } from "vitest";
import { encodeHex } from "../../src/basics/encoding.ts";
import type { Errc } from "../../src/basics/errc.ts";
import { SigningKey } from "../../src/crypto/signature.ts";
import * as device from "../../src/ballot/device.ts";
import { flip, hex, must, vectors, verdict } from "../support/vectors.ts";

const file = vectors<{
    congress_id: string;
    manifest_hash: string;
    people: { person: number; statement_seed: string }[];
    lines: {
        device_seed: string;
        kind: device.DeviceKind;
        name: string;
        device_hash: string;
        line: string;
    }[];
    acts_on_the_first: {
        act: device.DeviceAct;
        minute: number;
        signers: number[];
        bytes: string;
    }[];
    heartbeats_of_the_first: {
        start: number;
        beat: number;
        phase: device.Heartbeat["phase"];
        held: number;
        in_use: boolean;
        bytes: string;
    }[];
    refused: { name: string; form: "line" | "act" | "heartbeat"; bytes: string; refusal: Errc }[];
}>("piaojue_device.json");

const congressId = hex(file.congress_id);
const first = hex(file.lines[0]?.device_hash ?? "");

describe("a device's line", () => {
    it.each(file.lines)("of kind $kind is the same in both languages", async (row) => {
        const key = await SigningKey.fromSeed(hex(row.device_seed));
        const made = await device.makeDeviceLine(congressId, row.kind, row.name, key);
        expect(encodeHex(made.line)).toBe(row.line);
        expect(encodeHex(made.hash)).toBe(row.device_hash);
        const read = must(device.readDeviceLine(made.line));
        expect({ kind: read.kind, name: read.name }).toEqual({ kind: row.kind, name: row.name });
        expect(encodeHex(read.hash)).toBe(row.device_hash);
        expect(encodeHex(read.congressId)).toBe(file.congress_id);
    });

    it("is refused where another byte was signed", () => {
        const line = hex(file.lines[0]?.line ?? "");
        expect(verdict(device.readDeviceLine(flip(line, 40)))).toBe("signature_rejected");
    });

    it("has a name on one line, of 60 bytes at most", () => {
        for (const name of ["填".repeat(20), "a"]) expect(device.isDeviceName(name)).toBe(true);
        for (const name of ["填".repeat(21), "", "a\n", "\u0085"]) {
            expect(device.isDeviceName(name)).toBe(false);
        }
    });
});

describe("an act on a device", () => {
    it.each(file.acts_on_the_first)(
        "$act by $signers is the same in both languages",
        async (row) => {
            let made: device.DeviceStatement = {
                ...{ congressId, act: row.act, device: first, minute: row.minute },
                signers: [],
            };
            for (const person of row.signers) {
                const seed = file.people[person - 1]?.statement_seed ?? "";
                const key = await SigningKey.fromSeed(hex(seed));
                made = await device.signDeviceStatement(made, person, key);
                const signer = made.signers.at(-1);
                if (signer === undefined) throw new Error("nobody signed");
                expect(verdict(device.checkDeviceSignature(made, signer, key.verifyKey))).toBe(
                    "ok",
                );
                const other = { ...made, minute: made.minute + 1 };
                expect(verdict(device.checkDeviceSignature(other, signer, key.verifyKey))).toBe(
                    "signature_rejected",
                );
            }
            expect(encodeHex(device.encodeDeviceStatement(made))).toBe(row.bytes);
            expect(must(device.decodeDeviceStatement(hex(row.bytes)))).toEqual(made);
        },
    );
});

describe("a heartbeat", () => {
    it.each(file.heartbeats_of_the_first)(
        "in $phase is the same in both languages",
        async (row) => {
            const key = await SigningKey.fromSeed(hex(file.lines[0]?.device_seed ?? ""));
            const { start, beat, phase, held, in_use: inUse } = row;
            const round = hex(file.manifest_hash);
            const said = { device: first, start, beat, phase, round, held, inUse };
            expect(encodeHex(await device.signHeartbeat(said, key))).toBe(row.bytes);
        },
    );
});

describe("what cannot be read", () => {
    // Of heartbeats this side makes only its own.
    const rows = file.refused.filter(({ form }) => form !== "heartbeat");

    it.each(rows)("$name: $refusal", ({ form, bytes, refusal }) => {
        const read = form === "line" ? device.readDeviceLine : device.decodeDeviceStatement;
        expect(verdict(read(hex(bytes)))).toBe(refusal);
    });
});
