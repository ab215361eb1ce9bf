// A slip or sheet at a desk: given once, whoever asks and whatever is lost on the way.
import { describe, expect, it } from "vitest";
import { answer, refused } from "../../../src/api/reply.ts";
import { printCard } from "../../../src/ballot/card.ts";
import { deputyNumber } from "../../../src/ballot/ids.ts";
import { concat } from "../../../src/basics/bytes.ts";
import { encodeHex } from "../../../src/basics/encoding.ts";
import { u16, u8 } from "../../../src/basics/writer.ts";
import type { DeskTexts } from "../../../src/rooms/desk/desk.ts";
import { exampleVote } from "../../flow/vote.ts";
import { followed, signer, small, type World } from "../../support/desk_world.ts";
import { hex } from "../../support/vectors.ts";

describe("a slip", () => {
    const card = printCard(new Uint8Array(20).fill(1));
    const first = deputyNumber(1);
    const granted = answer(concat(u16(1), u8(0)));

    async function issuing(texts?: DeskTexts): Promise<World> {
        const world = await followed(texts);
        world.rolls = [small];
        world.said = ["sign_in 1"];
        await world.desk.openFor(signer);
        await world.tell("issuing", encodeHex(exampleVote.manifest.hash));
        return world;
    }

    it("is drawn by what the card signs, and shown at once", async () => {
        const world = await issuing();
        world.issues = [granted];
        expect(await world.desk.ask("draw", card, first)).toBe("done");
        expect(world.asked.map(({ length }) => length)).toEqual([103 + 16]);
        expect(world.seen?.attendance?.deputies).toMatchObject([{ no: 1, drew: true }]);
    });

    it.each([
        ["take", "paper", 102 + 16, "took", "000100"],
        ["declare", "declare", 101, "declared", "0001"],
    ] as const)(
        "beside it the card may %s, and that too is shown at once",
        async (what, path, length, done, granting) => {
            const world = await issuing();
            world.issues = [answer(hex(granting))];
            expect(await world.desk.ask(what, card, first)).toBe("done");
            expect(world.paths).toEqual([path]);
            expect(world.asked.map((request) => request.length)).toEqual([length]);
            expect(world.seen?.attendance?.deputies).toMatchObject([{ no: 1, [done]: true }]);
            const again = await issuing();
            again.doneElsewhere = true;
            expect(await again.desk.ask(what, card, first)).toBe("before");
            expect(again.asked).toEqual([]);
            const other = await issuing();
            other.issues = [answer(hex("000101"))];
            expect(await other.desk.ask(what, card, first)).toBe("malformed");
            expect(other.seen?.attendance?.deputies).toMatchObject([{ no: 1, [done]: false }]);
        },
    );

    it("is not drawn by who drew one at another desk meanwhile", async () => {
        const world = await issuing();
        world.doneElsewhere = true;
        world.issues = [granted];
        expect(await world.desk.ask("draw", card, first)).toBe("before");
        expect(world.asked).toEqual([]);
    });

    it.each([
        ["draw", "000100"],
        ["take", "000100"],
        ["declare", "0001"],
    ] as const)(
        "is not lost to a server that records %s and dies: the next scan gets the answer",
        async (what, granting) => {
            const world = await issuing();
            expect(await world.desk.ask(what, card, first)).toBe("unreachable");
            world.doneElsewhere = true;
            world.issues = [answer(hex(granting))];
            expect(await world.desk.ask(what, card, first)).toBe("again");
            const [lost, repeated] = world.asked;
            expect(repeated).toEqual(lost);
            expect(await world.desk.ask(what, card, first)).toBe("before");
        },
    );

    it.each(["draw", "take"] as const)(
        "is not handed out where another desk's request to %s was recorded since",
        async (what) => {
            const world = await issuing();
            expect(await world.desk.ask(what, card, first)).toBe("unreachable");
            const other = await issuing();
            other.issues = [granted];
            expect(await other.desk.ask(what, card, first)).toBe("done");
            // The same signature, another mark.
            expect(other.asked[0]?.slice(0, -16)).toEqual(world.asked[0]?.slice(0, -16));
            expect(other.asked[0]?.slice(-16)).not.toEqual(world.asked[0]?.slice(-16));
            world.doneElsewhere = true;
            world.issues = [refused("already_issued")];
            expect(await world.desk.ask(what, card, first)).toBe("before");
            expect(await world.desk.ask(what, card, first)).toBe("before");
            expect(world.asked).toEqual([world.asked[0], world.asked[0]]);
        },
    );

    it("is not lost to a desk that dies before the answer: the next page knows that it asked", async () => {
        const dies = await issuing();
        void dies.desk.ask("draw", card, first);
        while (dies.asked.length === 0) await new Promise((resolve) => setImmediate(resolve));
        const kept = dies.texts;
        const world = await issuing(kept);
        world.doneElsewhere = true;
        world.issues = [granted];
        expect(await world.desk.ask("draw", card, first)).toBe("again");
        const other = await issuing();
        other.doneElsewhere = true;
        expect(await other.desk.ask("draw", card, first)).toBe("before");
    });

    it("is not lost to a desk that dies before the answer is read: only the next request shows that it was", async () => {
        const dies = await issuing();
        dies.issues = [granted];
        expect(await dies.desk.ask("draw", card, first)).toBe("done");
        const next = await issuing(dies.texts);
        next.doneElsewhere = true;
        next.issues = [granted];
        expect(await next.desk.ask("draw", card, first)).toBe("again");
        expect(await next.desk.ask("draw", card, first)).toBe("before");
        next.doneElsewhere = false;
        next.issues = [answer(hex("000100"))];
        expect(await next.desk.ask("take", card, first)).toBe("done");
        const later = await issuing(next.texts);
        later.doneElsewhere = true;
        expect(await later.desk.ask("draw", card, first)).toBe("before");
    });

    it("that is refused was not asked for", async () => {
        const world = await issuing();
        world.issues = [refused("busy")];
        expect(await world.desk.ask("draw", card, first)).toBe("busy");
        world.doneElsewhere = true;
        expect(await world.desk.ask("draw", card, first)).toBe("before");
    });

    it("waits for the sign-in of the same scan, and for no other", async () => {
        const world = await issuing();
        world.issues = [refused("not_signed_in")];
        expect(await world.desk.ask("draw", card, first)).toBe("not_signed_in");
        world.statementsLost = true;
        await world.desk.state("sign_in", first);
        world.issues = [refused("not_signed_in"), granted];
        const drawn = world.desk.ask("draw", card, first);
        // The card becomes a key by WebCrypto, which no test can hurry.
        while (world.asked.length < 2) await new Promise((resolve) => setTimeout(resolve));
        world.statementsLost = false;
        for (let rests = 0; rests < 3; rests += 1) await world.calm();
        expect(await drawn).toBe("done");
        expect(world.asked).toHaveLength(3);
    });

    it("is not handed out where nobody answered, or the answer is another", async () => {
        const world = await issuing();
        world.reachable = false;
        expect(await world.desk.ask("draw", card, first)).toBe("unreachable");
        expect(world.asked).toEqual([]);
        world.reachable = true;
        expect(await world.desk.ask("draw", card, first)).toBe("unreachable");
        world.issues = [answer(concat(u16(1), u8(1)))];
        expect(await world.desk.ask("draw", card, first)).toBe("malformed");
        world.issues = [refused("already_issued")];
        expect(await world.desk.ask("draw", card, first)).toBe("already_issued");
        expect(world.seen?.attendance?.deputies).toMatchObject([{ no: 1, drew: false }]);
    });
});
