// What the server shows to everybody, read as the pages read it.
import { strictEqual } from "node:assert/strict";
import type { Result } from "../../../src/basics/result.ts";
import { readVote, type Vote } from "../../../src/flow/vote.ts";
import type { Device } from "./device.ts";

export function taken<T>(result: Result<T>): T {
    if (!result.ok) throw new Error(result.error.detail);
    return result.value;
}

export async function entry(device: Device, name: string): Promise<Uint8Array<ArrayBuffer>> {
    const url = `${device.origins.issue}/api/v1/entries/${name}`;
    const answer = await device.context.request.get(url);
    strictEqual(answer.status(), 200, name);
    return new Uint8Array(await answer.body());
}

export async function servedVote(device: Device): Promise<Vote> {
    return taken(readVote(await entry(device, "manifest"), await entry(device, "congress")));
}
