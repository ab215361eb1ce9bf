// What the console of an official sends about sheets of paper, and how it reads the answers.
import { describe, expect, it } from "vitest";
import { answer, refused, unreachable, type Reply } from "../../src/api/reply.ts";
import { PaperClient, type Keyed } from "../../src/api/paper_client.ts";
import { concat, type Bytes } from "../../src/basics/bytes.ts";
import { bytes32, u64, u8 } from "../../src/basics/writer.ts";
import { decodeBatchBody } from "../../src/ballot/entries/paper_batch.ts";
import { nothingKnown } from "../../src/rooms/official/desk.ts";
import { PaperDesk } from "../../src/rooms/official/paper_desk.ts";
import { noSheets, type Sheets } from "../../src/rooms/official/paper_page.ts";
import { closed, manifest, least, counted, logWith, secondAlone } from "../support/keyed_sheets.ts";
import { bodyBytes } from "../support/sheets.ts";
import { must } from "../support/vectors.ts";

describe("what goes to the server", () => {
    const body = must(decodeBatchBody(bodyBytes(manifest.hash, counted(1))));

    it("is the same bytes again until somebody answered", async () => {
        const sent: Bytes[] = [];
        const replies: Reply<Keyed>[] = [unreachable, answer({ is: "waits" }), refused("busy")];
        let shown: Sheets = noSheets;
        let changes = 0;
        const desk = new PaperDesk(
            {
                batch: (request) => {
                    sent.push(request);
                    return Promise.resolve(replies.shift() ?? answer({ is: "logged" }));
                },
                waiting: () => Promise.resolve(answer([body])),
            },
            (sheets) => (shown = sheets),
            () => (changes += 1),
        );
        desk.know({ ...nothingKnown, log: closed, keys: secondAlone });
        expect(await desk.send(body, "keyed")).toBe(false);
        expect(shown.said).toEqual({ is: "unreachable" });
        expect(await desk.send(body, "keyed")).toBe(true);
        expect(sent[1]).toBe(sent[0]);
        expect(shown).toEqual({ said: { is: "waits" }, keyed: [1], waiting: [body] });
        expect(await desk.send(body, "chief")).toBe(false);
        expect(shown.said).toEqual({ is: "refused", code: "busy" });
        expect(changes).toBe(0);
        expect(await desk.send(body, "chief")).toBe(true);
        expect(changes).toBe(1);
        desk.know({ ...nothingKnown, log: null });
        expect(shown).toEqual(noSheets);
    });

    it("is said to be recorded when the log has it that somebody else signed last", async () => {
        let shown: Sheets = noSheets;
        const desk = new PaperDesk(
            {
                batch: () => Promise.resolve(answer({ is: "waits" })),
                waiting: () => Promise.resolve(answer([])),
            },
            (sheets) => (shown = sheets),
            () => undefined,
        );
        desk.know({ ...nothingKnown, log: closed, keys: secondAlone });
        await desk.send(body, "keyed");
        const other = await logWith(1, { ...counted(1), issued: least + 2 });
        desk.know({ ...nothingKnown, log: other, keys: secondAlone });
        expect(shown).toMatchObject({ said: { is: "waits" }, keyed: [1] });
        const log = await logWith(1, counted(1));
        desk.know({ ...nothingKnown, log, keys: secondAlone });
        expect(shown).toMatchObject({ said: { is: "logged" }, keyed: [] });
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
        const bytes = bodyBytes(manifest.hash, counted(1));
        const list = concat(u8(1), bytes32(bytes));
        expect(await client(200, list).waiting(request)).toEqual(answer([body]));
        const broken = concat(u8(1), bytes32(bytes.slice(1)));
        expect(await client(200, broken).waiting(request)).toEqual(unreachable);
    });
});
