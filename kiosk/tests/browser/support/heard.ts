// Everything that servers tell a page: answers, and the events of the round.
import type { CDPSession } from "playwright-core";
import type { Device } from "./device.ts";

export interface Told {
    readonly path: string;
    readonly body: string;
}

const events = "/api/v1/events";

export class Heard {
    readonly #told: Told[] = [];
    readonly #reading: Promise<void>[] = [];

    private constructor(device: Device, session: CDPSession) {
        device.page.on("response", (response) => {
            const path = new URL(response.url()).pathname;
            // It has no end; its events come one by one.
            if (path === events) return;
            const read = async (): Promise<void> => {
                const body = await response.body().catch(() => Buffer.alloc(0));
                this.#told.push({ path, body: body.toString("latin1") });
            };
            this.#reading.push(read());
        });
        session.on("Network.eventSourceMessageReceived", ({ data }) => {
            this.#told.push({ path: events, body: Buffer.from(data, "utf8").toString("latin1") });
        });
    }

    /** From now on, in the browser's own words. */
    static async by(device: Device): Promise<Heard> {
        const session = await device.context.newCDPSession(device.page);
        await session.send("Network.enable");
        return new Heard(device, session);
    }

    /** How much was told so far. */
    async mark(): Promise<number> {
        await Promise.all(this.#reading);
        return this.#told.length;
    }

    /** What was told since then. */
    async since(mark: number): Promise<readonly Told[]> {
        await Promise.all(this.#reading);
        return this.#told.slice(mark);
    }
}
