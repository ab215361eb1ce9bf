// What is kept is read back, by another page too, until it is taken away.
import { IDBFactory } from "fake-indexeddb";
import { describe, expect, it } from "vitest";
import { IndexedDbDevice } from "../../src/flow/device.ts";

describe("a device", () => {
    it("has nothing at first", async () => {
        const texts = await new IndexedDbDevice(new IDBFactory()).load();
        expect(texts).toEqual({ stage: null, earlier: null });
    });

    it("gives the last stage to the next page", async () => {
        const disk = new IDBFactory();
        const device = new IndexedDbDevice(disk);
        await device.keep({ stage: "first" });
        await device.keep({ stage: "second" });
        const texts = await new IndexedDbDevice(disk).load();
        expect(texts).toEqual({ stage: "second", earlier: null });
    });

    it("takes away the one and keeps the other in one step", async () => {
        const disk = new IDBFactory();
        const device = new IndexedDbDevice(disk);
        await device.keep({ stage: "stage" });
        await device.keep({ stage: null, earlier: "rounds" });
        expect(await device.load()).toEqual({ stage: null, earlier: "rounds" });
        await device.keep({ stage: "next" });
        expect(await device.load()).toEqual({ stage: "next", earlier: "rounds" });
    });
});
