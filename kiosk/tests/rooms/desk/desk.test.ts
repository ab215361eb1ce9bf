// One desk and its server: opened with names, told of what changes, locked without names.
import { describe, expect, it } from "vitest";
import { deputyNumber } from "../../../src/ballot/ids.ts";
import { followed, large, signer, small, World } from "../../support/desk_world.ts";

describe("a desk", () => {
    it("knows roll, names and who is here once a key is open, and no name when it is locked", async () => {
        const world = await followed();
        world.rolls = [small];
        world.said = ["sign_in 1"];
        expect(await world.desk.openFor(signer)).toBe("opened");
        await world.calm();
        expect(world.seen?.book?.due).toBe(2);
        expect(world.seen?.names.map(({ name }) => name)).toEqual(["王伟"]);
        expect(world.seen?.attendance?.deputies).toHaveLength(1);
        world.desk.lock();
        expect(world.seen).toMatchObject({ names: [], attendance: null });
    });

    it("does not open where nobody answers, or the key is not heeded", async () => {
        const world = await followed();
        world.reachable = false;
        expect(await world.desk.openFor(signer)).toBe("unreachable");
        world.reachable = true;
        world.heeds = false;
        expect(await world.desk.openFor(signer)).toBe("refused");
        expect(world.seen?.names).toEqual([]);
    });

    it("takes the roll when it comes, and another one that takes its place", async () => {
        const world = await followed();
        await world.desk.openFor(signer);
        await world.calm();
        expect(world.seen?.book).toBeNull();
        world.rolls = [small];
        await world.tell("setup");
        expect(world.seen?.book?.due).toBe(2);
        world.rolls = [small, large];
        await world.tell("drafted");
        expect(world.seen?.book?.due).toBe(3);
    });

    it("asks who is here as soon as an act of its own is recorded", async () => {
        const world = await followed();
        world.rolls = [small];
        await world.desk.openFor(signer);
        await world.calm();
        expect(await world.desk.state("sign_in", deputyNumber(1))).toBe(true);
        await world.calm();
        expect(world.said).toEqual(["sign_in 1"]);
        expect(world.seen?.attendance?.logSize).toBe(1);
        expect(world.seen?.outbox.own).toEqual([]);
        expect(world.texts.acts).toBeNull();
    });

    it("says that the server is away, and keeps what is done meanwhile", async () => {
        const world = await followed();
        world.rolls = [small];
        await world.desk.openFor(signer);
        await world.calm();
        world.reachable = false;
        await world.desk.state("sign_in", deputyNumber(2));
        await world.calm();
        expect(world.seen?.outbox).toMatchObject({ lost: true });
        expect(world.seen?.outbox.waiting.map(({ deputy }) => deputy)).toEqual([2]);
        expect(world.texts.acts).toContain("sign_in");
    });

    it("keeps a reason of absence here, also for the next page", async () => {
        const world = await followed();
        const excuse = { kind: "leave", reason: "因公" } as const;
        expect(await world.desk.excuse(deputyNumber(2), excuse)).toBe(true);
        const next = new World();
        next.texts = world.texts;
        await next.desk.follow(next.source);
        expect(next.seen?.excuses.get(deputyNumber(2))).toEqual(excuse);
        await next.desk.excuse(deputyNumber(2), null);
        expect(next.seen?.excuses.size).toBe(0);
    });
});
