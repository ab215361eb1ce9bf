// api/device_client.ts — what is asked about the hall's devices (PROTOCOL §16), of the issue origin alone. Apart from the
// other endpoints: it comes with parts that come later.
import type { Bytes } from "../basics/bytes.ts";
import { ask, type Fetch } from "./client.ts";
import type { Reply } from "./reply.ts";

export class DeviceClient {
    readonly #fetch: Fetch;

    constructor(fetch: Fetch) {
        this.#fetch = fetch;
    }

    entry(name: "congress"): Promise<Reply<Bytes>> {
        return ask(this.#fetch, `/api/v1/entries/${name}`, { method: "GET" });
    }

    /** The line of a device. */
    deviceLine(line: Bytes): Promise<Reply<Bytes>> {
        return this.#post("lines", line);
    }

    /** A device says how it is; the answer is one byte. */
    heartbeat(heartbeat: Bytes): Promise<Reply<Bytes>> {
        return this.#post("heartbeats", heartbeat);
    }

    /** By one person or by both: a device is enrolled, or its enrolment ends. */
    deviceAct(act: Bytes): Promise<Reply<Bytes>> {
        return this.#post("acts", act);
    }

    /** The devices, for the enrolled: JSON. */
    devices(query: Bytes): Promise<Reply<Bytes>> {
        return this.#post("query", query);
    }

    #post(path: string, body: Bytes): Promise<Reply<Bytes>> {
        const headers = { "Content-Type": "application/octet-stream" };
        return ask(this.#fetch, `/api/v1/devices/${path}`, { method: "POST", body, headers });
    }
}
