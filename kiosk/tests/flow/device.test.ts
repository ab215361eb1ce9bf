// What is kept is read back, by another page too, until it is cleared.
import { IDBFactory } from "fake-indexeddb";
import { describe, expect, it } from "vitest";
import { IndexedDbDevice } from "../../src/flow/device.ts";

describe("a device", () => {
    it("has nothing at first", async () => {
        expect(await new IndexedDbDevice(new IDBFactory()).load()).toBeNull();
    });

    it("gives the last stage to the next page", async () => {
        const disk = new IDBFactory();
        const device = new IndexedDbDevice(disk);
        await device.keep("first");
        await device.keep("second");
        expect(await new IndexedDbDevice(disk).load()).toBe("second");
    });

    it("forgets when it is told to", async () => {
        const disk = new IDBFactory();
        const device = new IndexedDbDevice(disk);
        await device.keep("stage");
        await device.clear();
        expect(await device.load()).toBeNull();
    });
});
