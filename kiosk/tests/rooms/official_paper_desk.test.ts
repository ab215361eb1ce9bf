// What the console of an official sends about sheets of paper, and how it reads the answers.
import { describe, expect, it, vi } from "vitest";
import { answer, refused, unreachable, type Reply } from "../../src/api/reply.ts";
import { PaperClient, type Keyed, type Keying } from "../../src/api/paper_client.ts";
import { concat, type Bytes } from "../../src/basics/bytes.ts";
import { bytes32, u64, u8 } from "../../src/basics/writer.ts";
import { decodeBatchBody } from "../../src/ballot/entries/paper_batch.ts";
import { nothingKnown } from "../../src/rooms/official/desk.ts";
import { PaperDesk } from "../../src/rooms/official/paper_desk.ts";
import { noSheets, type Sheets } from "../../src/rooms/official/paper_page.ts";
import {
    closed,
    counted,
    manifest,
    official,
    second,
    secondAlone,
} from "../support/keyed_sheets.ts";
import { bodyBytes } from "../support/sheets.ts";
import { must } from "../support/vectors.ts";

describe("what goes to the server", () => {
    const body = must(decodeBatchBody(bodyBytes(manifest.hash, counted(1))));

    it("is the same bytes again until somebody answered", async () => {
        const sent: Bytes[] = [];
        const replies: Reply<Keyed>[] = [unreachable, answer({ is: "waits" }), refused("busy")];
        let shown: Sheets = noSheets;
        let changes = 0;
        const keyings = [{ batch: 1, index: null, differs: [] }];
        const desk = new PaperDesk(
            {
                batch: (request) => {
                    sent.push(request);
                    return Promise.resolve(replies.shift() ?? answer({ is: "logged" }));
                },
                waiting: () => Promise.resolve(answer([body])),
                keyed: () => Promise.resolve(answer(keyings)),
            },
            (sheets) => (shown = sheets),
            () => (changes += 1),
        );
        desk.know({ ...nothingKnown, log: closed, keys: secondAlone });
        expect(await desk.send(body, "keyed")).toBe(false);
        expect(shown.said).toEqual({ is: "unreachable" });
        expect(await desk.send(body, "keyed")).toBe(true);
        expect(sent[1]).toBe(sent[0]);
        expect(shown).toEqual({ ...noSheets, said: { is: "waits" }, keyed: [1], waiting: [body] });
        expect(await desk.send(body, "chief")).toBe(false);
        expect(shown.said).toEqual({ is: "refused", code: "busy" });
        expect(changes).toBe(0);
        expect(await desk.send(body, "chief")).toBe(true);
        expect(changes).toBe(1);
        desk.know({ ...nothingKnown, log: null });
        expect(shown).toEqual(noSheets);
    });

    describe("is followed by whoever keyed it", () => {
        class Followed {
            shown: Sheets = noSheets;
            changes = 0;
            keyings: readonly Keying[] = [];
            reply: Keyed = { is: "waits" };
            /** Persons whose word was asked for. */
            readonly asked: Bytes[] = [];
            readonly desk = new PaperDesk(
                {
                    batch: () => Promise.resolve(answer(this.reply)),
                    waiting: () => Promise.resolve(answer([])),
                    keyed: (query) => {
                        this.asked.push(query);
                        return Promise.resolve(answer(this.keyings));
                    },
                },
                (sheets) => (this.shown = sheets),
                () => (this.changes += 1),
            );

            constructor() {
                this.desk.know({ ...nothingKnown, log: closed, keys: secondAlone });
            }

            async learns(
                ...keyings: readonly [number, number | null, ...string[]][]
            ): Promise<void> {
                this.keyings = keyings.map(([batch, index, ...differs]) => ({
                    batch,
                    index,
                    differs,
                }));
                await this.desk.look();
            }
        }
        const cells = ["1 approve", "1 abstain"];

        it("until somebody else signed last", async () => {
            const page = new Followed();
            page.keyings = [{ batch: 1, index: null, differs: [] }];
            await page.desk.send(body, "keyed");
            expect(page.shown).toMatchObject({ said: { is: "waits" }, keyed: [1], differs: [] });
            await page.learns([1, 17]);
            expect(page.shown).toMatchObject({ said: { is: "logged" }, keyed: [] });
            await page.learns([1, 17]);
            expect(page.changes).toBe(1);
        });

        it("or keyed other numbers: it is told until it is keyed again", async () => {
            const page = new Followed();
            page.keyings = [{ batch: 1, index: null, differs: [] }];
            await page.desk.send(body, "keyed");
            await page.learns([1, null, ...cells]);
            const differs = [{ batch: 1, cells }];
            expect(page.shown).toMatchObject({ said: null, keyed: [], differs });
            page.keyings = [{ batch: 1, index: null, differs: [] }];
            await page.desk.send(body, "keyed");
            expect(page.shown).toMatchObject({ said: { is: "waits" }, keyed: [1], differs: [] });
        });

        it("and by the second one, who was told at once and after a reload again", async () => {
            const page = new Followed();
            page.reply = { is: "differs", cells };
            page.keyings = [{ batch: 1, index: null, differs: cells }];
            await page.desk.send(body, "keyed");
            const one = { batch: 1, cells };
            expect(page.shown).toMatchObject({ said: { is: "differs", ...one }, differs: [one] });
            // Two others agreed on it.
            await page.learns();
            expect(page.shown).toMatchObject({ said: null, differs: [] });
            const again = new Followed();
            await again.learns([1, null, ...cells]);
            expect(again.shown).toMatchObject({ said: null, differs: [one] });
        });

        it("as that person, and what another keyed is gone with the person", async () => {
            const page = new Followed();
            await page.learns([1, null], [2, null, "issued"]);
            // The look that unlocking began goes its own way.
            await vi.waitFor(() => {
                expect(page.asked).toHaveLength(2);
            });
            page.asked.length = 0;
            page.keyings = [];
            page.desk.know({ ...nothingKnown, log: closed, keys: { official, second: null } });
            expect(page.shown).toEqual(noSheets);
            await page.desk.look();
            expect(page.asked).toEqual([]);
            page.desk.know({ ...nothingKnown, log: closed, keys: { official, second } });
            await page.desk.look();
            // version ‖ congress ‖ person
            const persons = page.asked.map((query) => query[2 + 32 + 1]);
            expect(new Set(persons)).toEqual(new Set([second.person]));
        });
    });

    it("is read by its status, and a list of bodies whole or not at all", async () => {
        const client = (status: number, bytes: Uint8Array | string): PaperClient =>
            new PaperClient(() => Promise.resolve(new Response(bytes as BodyInit, { status })));
        const request = new Uint8Array();
        const batch = (status: number, bytes: Uint8Array | string): Promise<unknown> =>
            client(status, bytes).batch(request);
        expect(await batch(202, "")).toEqual(answer({ is: "waits" }));
        expect(await batch(201, u64(5n))).toEqual(answer({ is: "logged" }));
        expect(await batch(200, '{"differs":["issued"]}')).toEqual(
            answer({ is: "differs", cells: ["issued"] }),
        );
        expect(await batch(200, "{}")).toEqual(unreachable);
        const keyed = [{ batch: 1, index: null, differs: ["issued"] }];
        const said = JSON.stringify({ batches: keyed });
        expect(await client(200, said).keyed(request)).toEqual(answer(keyed));
        for (const wrong of ['{"batches":[{"batch":1}]}', "{", "[]"]) {
            expect(await client(200, wrong).keyed(request)).toEqual(unreachable);
        }
        const bytes = bodyBytes(manifest.hash, counted(1));
        const list = concat(u8(1), bytes32(bytes));
        expect(await client(200, list).waiting(request)).toEqual(answer([body]));
        const broken = concat(u8(1), bytes32(bytes.slice(1)));
        expect(await client(200, broken).waiting(request)).toEqual(unreachable);
    });
});
