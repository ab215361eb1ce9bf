// Two tellers and a scrutineer at their own consoles: keys, ceremony, cards, an act of two, the box, the report, by clicks
// alone.
import { strictEqual } from "node:assert/strict";
import { approve, atMarks, cast, seal, withPaper } from "../support/deputy.ts";
import type { Congress } from "../support/congress.ts";
import {
    beforeCeremony,
    compares,
    hasShare,
    onPage,
    reports,
    resultOf,
    types,
} from "../support/console.ts";
import type { Device } from "../support/device.ts";
import { expectCounted } from "../support/expect.ts";
import type { Scenario, Trial } from "../support/trial.ts";
import { copies, makesCards, makesKeys, makesSlips, on, rehearses } from "./teller_prepare.ts";

const fingerprintDigits = 24;

/** An official signs the seal in the browser; the scrutineer finds it at the own console and signs. */
async function sealedByTwo(trial: Trial, congress: Congress): Promise<void> {
    const second = await trial.desk(congress, "scrutineer");
    const { teller } = second.words;
    await on(second, "confirm");
    await second.press(teller.confirm.go);
    await on(second, "watch");
    await compares(second, congress.manifest.slice(0, fingerprintDigits).toUpperCase());

    const first = await trial.device(congress, { screen: "desktop" });
    await first.page.goto(`${congress.site}/official`);
    const { official } = first.words;
    const slot = first.page.getByRole("group", { name: official.slots.official });
    await slot.getByLabel(official.file).setInputFiles(congress.keyFile(1));
    await slot.getByLabel(official.passphrase).fill(await congress.passphrase());
    await slot.getByRole("button", { name: official.unlock, exact: true }).click();
    await first.press(official.signAndSend(official.acts.seal.name));
    await first.reads(official.sent.what);

    const sign = teller.proposals.sign(teller.acts.seal);
    await second.button(sign).waitFor();
    await second.reads(teller.proposals.by("工作人员 1"));
    await second.met("i-an-act-of-two");
    await second.press(sign);
    await second.reads(teller.proposals.none);
    await second.reads(second.words.phases.sealed);
    await first.reads(first.words.phases.sealed);
}

/** The list is read aloud; the last one to come finds the others waiting. */
async function ceremony(desks: readonly Device[], fingerprint: string): Promise<void> {
    for (const [place, desk] of desks.entries()) {
        const { ceremony: words } = desk.words.teller;
        await beforeCeremony(desk, fingerprint);
        if (place === 0) await desk.met("1-before-the-ceremony");
        await desk.press(words.go);
        if (place === 0) {
            await desk.reads(words.busy);
            await desk.met("2-ceremony");
        }
    }
    for (const desk of desks) await hasShare(desk);
}

/** Typed as the slip has it; first by somebody who mistakes a digit. */
async function compare(desk: Device, manifest: string): Promise<void> {
    const { refusals } = desk.words.teller;
    const digits = manifest.slice(0, fingerprintDigits).toUpperCase();
    const wrong = (digits.startsWith("0") ? "1" : "0") + digits.slice(1);
    await types(desk, wrong);
    await desk.reads(refusals.wrong_manifest.what);
    await desk.met("3-another-fingerprint");
    await compares(desk, digits);
    await desk.reads(desk.words.teller.log.empty);
    await desk.met("4-the-box-is-empty");
}

async function box(desks: readonly Device[]): Promise<void> {
    for (const desk of desks) {
        await onPage(desk, "box");
        await desk.reads(desk.words.teller.box.verified);
    }
    const [first, second] = desks;
    if (first === undefined || second === undefined) throw new Error("two tellers");
    const { box: words } = first.words.teller;
    await first.met("5-verified");
    await first.press(words.cosign);
    await first.reads(words.cosigned);
    await first.met("6-cosigned");
    await second.press(words.cosign);
    await first.press(words.give);
    await first.reads(words.givenOwn);
    strictEqual(await first.page.locator(".block-full").count(), 1, "blocks of shares");
    await first.met("7-one-share");
    await second.press(words.give);
    for (const desk of desks) {
        await onPage(desk, "result");
        await desk.reads(desk.words.teller.result.same);
    }
    await first.met("8-result");
    for (const desk of desks) await reports(desk);
}

async function voted(trial: Trial, congress: Congress): Promise<void> {
    const device = await withPaper(trial, congress, 1);
    await congress.act("end_issuing");
    await atMarks(device);
    await approve(device, 5);
    await seal(device);
    await cast(device);
}

export const tellerConsoles: Scenario = {
    rule: "two tellers make their key and the cards, watch, cosign, open the box and report by clicks at their own consoles; an act of two is signed there",
    async run(trial) {
        const congress = await trial.congress();
        await makesKeys(trial, congress);
        const fingerprint = await congress.enrol();
        const desks = [await trial.desk(congress, 1), await trial.desk(congress, 2)];
        await ceremony(desks, fingerprint);
        const [one] = desks;
        if (one === undefined) throw new Error("a teller");
        await rehearses(one, congress);
        await copies(one);
        await makesSlips(one);
        await makesCards(one, congress);
        await congress.drawUpBallot();
        for (const desk of desks) await compare(desk, congress.manifest);
        await sealedByTwo(trial, congress);
        await congress.openSealed("1-4");
        await voted(trial, congress);
        await congress.both("close");
        await box(desks);
        const [first] = desks;
        if (first === undefined) throw new Error("a teller");
        await congress.both("announce", "--result", await resultOf(first));
        await onPage(first, "after");
        await congress.both("publish");
        await first.press(first.words.teller.after.recount);
        await first.reads(first.words.teller.after.valid);
        await first.met("9-counted-again");
        await congress.endConsole(1);
        first.watch.expect(/net::ERR_/);
        await first.reads(first.words.teller.gone.what);
        await first.met("10-program-ended");
        expectCounted(await trial.end(congress), { cast: [{ approve: [5] }], others: 0 });
    },
};
