// A sealed ballot is opened on a second device instead of being cast.
import { deepStrictEqual, notStrictEqual, ok, strictEqual } from "node:assert/strict";
import { approve, atMarks, cast, codeShown, seal, oneAtMarks } from "../support/deputy.ts";
import type { Device } from "../support/device.ts";
import { expectCounted } from "../support/expect.ts";
import { readKept } from "../support/kept.ts";
import type { Scenario } from "../support/trial.ts";

/** The ballot that this device would cast. */
async function sealedBytes(device: Device): Promise<Buffer> {
    const kept = JSON.parse((await readKept(device.page)) ?? "null") as {
        readonly rest: { readonly ballot: { readonly bytes: string } };
    };
    return Buffer.from(kept.rest.ballot.bytes, "hex");
}

/** From the screen of one device into the field of the other. */
async function carryCode(from: Device, to: Device): Promise<void> {
    await from.press(from.words.checking.asText);
    const text = await from.page.locator(".code-small").innerText();
    await to.page.getByLabel(to.words.check.typed).fill(text);
    await to.press(to.words.check.read);
}

/** What was kept of it is brought back by a device that does not keep to its word. */
async function refusedAfterCheck(device: Device, ballot: Buffer): Promise<void> {
    const headers = { "Content-Type": "application/octet-stream" };
    const url = `${device.origins.box}/api/v1/cast`;
    const answer = await device.context.request.post(url, { data: ballot, headers });
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
