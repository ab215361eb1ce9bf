// What leaves a device: who asks for a paper is told to one origin, the ballot to the other, the marks to nobody.
import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { readCard } from "../../../src/ballot/card.ts";
import { identityKey } from "../../../src/ballot/card.ts";
import { decodeBallotBody, joinBallot, splitBallot } from "../../../src/ballot/encrypted.ts";
import { outlineRoll } from "../../../src/ballot/entries/roll.ts";
import { roundOf, type Round } from "../../../src/ballot/round.ts";
import { approve, cast, openLink, seal, takePaper } from "../support/deputy.ts";
import type { Device } from "../support/device.ts";
import { expectCounted } from "../support/expect.ts";
import type { Guest } from "../support/held_vote.ts";
import { entry, servedVote, taken } from "../support/served.ts";
import type { Scenario } from "../support/trial.ts";
import type { Asked } from "../support/watch.ts";

/** What a request says, byte for byte, but for names of hosts. */
function saidBy({ method, url, headers, body }: Asked): Buffer {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    return Buffer.concat([
        Buffer.from([method, url.pathname, url.search, ...lines].join("\n")),
        body,
    ]);
}

/** The same bytes as they may be written. */
function spellings(bytes: Uint8Array): readonly Buffer[] {
    const raw = Buffer.from(bytes);
    const texts = [raw.toString("hex"), raw.toString("hex").toUpperCase(), raw.toString("base64")];
    return [raw, ...texts.map((text) => Buffer.from(text))];
}

/** All that tells this deputy from others. */
async function names(device: Device, { card }: Guest): Promise<readonly Buffer[]> {
    const secret = taken(readCard(card));
    const roll = taken(outlineRoll(await entry(device, "roll")));
    const { verifyKey } = await identityKey(secret, roll.rollId);
    const texts = [card, card.replaceAll("-", "")].map((text) => Buffer.from(text));
    const key = verifyKey.bytes;
    return [...texts, ...spellings(secret), ...spellings(key)];
}

// What a browser says of itself; nothing by which it, or the page's address, is known again.
const headersOfBox =
    /^(accept|accept-encoding|accept-language|access-control-.*|cache-control|connection|content-length|content-type|host|origin|pragma|priority|sec-.*|user-agent)$/;

function onlyTheBallot({ method, url, headers, body }: Asked, round: Round): void {
    deepStrictEqual([method, url.pathname, url.search], ["POST", "/api/v1/cast", ""]);
    for (const name of Object.keys(headers)) ok(headersOfBox.test(name), `the header ${name}`);
    // Every byte is one of the encrypted ballot's, and each part decodes: there is room for nothing else.
    const parts = taken(splitBallot(round.shape, body));
    taken(decodeBallotBody(parts, round));
    ok(Buffer.from(joinBallot(parts)).equals(body), "more than a ballot was sent");
}

const linkBytes = 8;

/** No bytes of a ballot, but the name of the round, were shown before to the origin that knows who asked. */
function unlinked(ballot: Buffer, issuing: readonly Buffer[], round: Round): void {
    const start = 2 + round.manifestHash.length;
    for (let at = start; at + linkBytes <= ballot.length; at += 1) {
        const piece = ballot.subarray(at, at + linkBytes);
        ok(!issuing.some((said) => said.includes(piece)), `byte ${at} was shown before`);
    }
}

async function voteOf(device: Device, guest: Guest, marks: readonly number[]): Promise<Asked> {
    await openLink(device, guest);
    await takePaper(device);
    await approve(device, ...marks);
    await seal(device);
    await cast(device);
    const { issue, box } = device.origins;
    const toIssue = await device.watch.to(issue);
    const [ballot, ...more] = await device.watch.to(box);
    if (ballot === undefined || more.length > 0) throw new Error("one request goes to the box");

    const secrets = await names(device, guest);
    const told = toIssue.filter(({ url }) => url.pathname === "/api/v1/issue");
    strictEqual(told.length, 1, "requests for a paper");
    const round = taken(roundOf((await servedVote(device)).manifest));
    onlyTheBallot(ballot, round);
    unlinked(ballot.body, toIssue.map(saidBy), round);
    for (const secret of secrets) {
        ok(!saidBy(ballot).includes(secret), "the box is told who votes");
        for (const asked of toIssue) ok(!saidBy(asked).includes(secret), asked.url.pathname);
    }
    return ballot;
}

export const networkLog: Scenario = {
    rule: "no card, no name and no mark leave the device, and nothing links its paper to its ballot",
    async run(trial) {
        const vote = await trial.vote("approve", 2);
        const one = await trial.device(vote);
        const first = await voteOf(one, vote.guest(0), [1, 2, 3]);
        const other = await trial.device(vote);
        const second = await voteOf(other, vote.guest(1), [12]);
        strictEqual(first.body.length, second.body.length, "a ballot's length tells of its marks");
        strictEqual(first.headers["content-length"], second.headers["content-length"]);
        await vote.publish();
        expectCounted(await trial.end(vote), { cast: [{ approve: [1, 2, 3] }, { approve: [12] }] });
    },
};
