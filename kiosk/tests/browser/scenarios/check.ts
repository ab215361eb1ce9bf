// A sealed ballot is opened on a second device instead of being cast.
import { deepStrictEqual, notStrictEqual, ok, strictEqual } from "node:assert/strict";
import { printCheckOpening, readCheckCode } from "../../../src/ballot/check_code.ts";
import { Marks, type Mark } from "../../../src/ballot/marks.ts";
import { decodeOpening, encodeOpening } from "../../../src/ballot/opening.ts";
import { approve, atMarks, cast, codeShown, seal, oneAtMarks } from "../support/deputy.ts";
import type { APIResponse } from "playwright-core";
import type { Device } from "../support/device.ts";
import { expectCounted } from "../support/expect.ts";
import { readKept } from "../support/kept.ts";
import { servedVote, taken } from "../support/served.ts";
import type { Scenario } from "../support/trial.ts";

/** The ballot that this device would cast. */
async function sealedBytes(device: Device): Promise<Buffer> {
    const kept = JSON.parse((await readKept(device.page)) ?? "null") as {
        readonly rest: { readonly ballot: { readonly bytes: string } };
    };
    return Buffer.from(kept.rest.ballot.bytes, "hex");
}

/** The code on the screen. */
async function shownCode(from: Device): Promise<string> {
    await from.press(from.words.checking.asText);
    return from.page.locator(".code-small").innerText();
}

async function typeCode(to: Device, text: string): Promise<void> {
    await to.page.getByLabel(to.words.check.typed).fill(text);
    await to.press(to.words.check.read);
}

/** From the screen of one device into the field of the other. */
async function carryCode(from: Device, to: Device): Promise<void> {
    await typeCode(to, await shownCode(from));
}

function castBehindTheBack(device: Device, ballot: Buffer): Promise<APIResponse> {
    const headers = { "Content-Type": "application/octet-stream" };
    const url = `${device.origins.box}/api/v1/cast`;
    return device.context.request.post(url, { data: ballot, headers });
}

/** What was kept of it is brought back by a device that does not keep to its word. */
async function refusedAfterCheck(device: Device, ballot: Buffer): Promise<void> {
    const answer = await castBehindTheBack(device, ballot);
    ok(!answer.ok(), "the box took a ballot that was checked");
    const { name } = (await answer.json()) as { readonly name: string };
    strictEqual(name, "already_opened", "the box about a ballot that was checked");
}

export const check: Scenario = {
    rule: "a second device opens a checked ballot as it was marked; it cannot be cast, the next one can",
    async run(trial) {
        const { vote, device } = await oneAtMarks(trial);
        const { words } = device;
        await approve(device, 2, 9);
        const code = await seal(device);
        const ballot = await sealedBytes(device);
        await device.press(words.sealed.check);
        await device.at(words.checking.idTitle);
        await device.met("1-first-code");

        const second = await trial.device(vote, { screen: "tablet" });
        await second.page.goto(`${vote.site}/check`);
        await second.at(words.check.id.title);
        await second.met("2-asks-first");
        await carryCode(device, second);
        await second.at(words.check.opening.title);
        strictEqual(await codeShown(second), code, "the tracking code on the second device");
        await second.met("3-asks-second");
        await device.press(words.checking.idDone);
        await device.at(words.checking.openingTitle);
        await device.met("4-second-code");
        await carryCode(device, second);
        await second.at(words.check.agrees.title);
        await second.reads(words.check.told);
        await second.met("5-agrees");
        const chosen = second.page.locator(".review").first().locator(".project-no");
        deepStrictEqual(await chosen.allInnerTexts(), ["2", "9"], "the marks that were opened");
        await refusedAfterCheck(device, ballot);

        await device.press(words.checking.again);
        await atMarks(device);
        await approve(device, 4);
        notStrictEqual(await seal(device), code, "the tracking code of the next ballot");
        await cast(device);
        await vote.publish();
        expectCounted(await trial.end(vote), { cast: [{ approve: [4] }] });
    },
};

/** An opening of the same ballot that names other marks than were sealed. */
async function saysOtherwise(device: Device, text: string, approved: number): Promise<string> {
    const { manifest, shape } = await servedVote(device);
    const opening = taken(decodeOpening(shape, taken(readCheckCode(text)).content));
    const said = manifest.projects.map(({ no }): Mark => (no === approved ? "approve" : "none"));
    const marks = taken(Marks.create(shape, said, false));
    return printCheckOpening(manifest.hash, encodeOpening({ ...opening, marks }));
}

/** From the marks to a second device that has read the first code. */
async function firstCodeRead(device: Device, second: Device, approved: number): Promise<void> {
    await approve(device, approved);
    await seal(device);
    await device.press(device.words.sealed.check);
    await device.at(device.words.checking.idTitle);
    await carryCode(device, second);
    await second.at(second.words.check.opening.title);
}

async function markAgain(device: Device, second: Device): Promise<void> {
    await device.press(device.words.checking.again);
    await atMarks(device);
    await second.press(second.words.check.another);
    await second.at(second.words.check.id.title);
}

export const checkFails: Scenario = {
    rule: "a second device finds a ballot of other marks, one that is not opened, and one that was cast all the same",
    async run(trial) {
        const { vote, device } = await oneAtMarks(trial);
        const { words } = device;
        const second = await trial.device(vote, { screen: "tablet" });
        await second.page.goto(`${vote.site}/check`);
        await second.at(words.check.id.title);

        await firstCodeRead(device, second, 2);
        await device.press(words.checking.idDone);
        await device.at(words.checking.openingTitle);
        await typeCode(second, await saysOtherwise(device, await shownCode(device), 9));
        await second.at(words.check.differs.title);
        await second.reads(words.check.told);
        await second.met("1-differs");
        await markAgain(device, second);

        await firstCodeRead(device, second, 3);
        await second.press(words.check.none);
        await second.at(words.check.unopened.title);
        await second.reads(words.check.told);
        await second.met("2-unopened");
        await device.press(words.checking.idDone);
        await markAgain(device, second);

        await approve(device, 4);
        await seal(device);
        const ballot = await sealedBytes(device);
        await device.press(words.sealed.check);
        await device.at(words.checking.idTitle);
        ok((await castBehindTheBack(device, ballot)).ok(), "the box took it before it was checked");
        await carryCode(device, second);
        await device.press(words.checking.idDone);
        await device.at(words.checking.openingTitle);
        second.watch.expect(/status of 409/);
        await carryCode(device, second);
        await second.at(words.check.castAlready.title);
        await second.reads(words.check.castAlready.what);
        await second.met("3-cast-already");
        await vote.publish();
        expectCounted(await trial.end(vote), { cast: [{ approve: [4] }] });
    },
};
