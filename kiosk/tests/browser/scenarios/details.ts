// What is attached about the projects, on the ballot and on the result.
import { deepStrictEqual, strictEqual } from "node:assert/strict";
import type { Device } from "../support/device.ts";
import { approve, cast, openLink, seal, takePaper } from "../support/deputy.ts";
import { expectCounted } from "../support/expect.ts";
import { cutNetwork } from "../support/network.ts";
import { content, unit } from "../support/projects.ts";
import type { Scenario } from "../support/trial.ts";

const attachments = /^\/api\/v1\/attachments\/[0-9a-f]{64}$/;

async function open({ page, words }: Device, no: number): Promise<void> {
    const label = `${words.common.details} ${no}`;
    await page.getByRole("button", { name: label, exact: true }).click();
}

/** Paths of attachments that were asked for, and of whom. */
async function asked(device: Device): Promise<readonly string[]> {
    const { issue, box } = device.origins;
    const ofBox = (await device.watch.to(box)).filter(({ url }) => attachments.test(url.pathname));
    deepStrictEqual(ofBox, [], "the box was asked for an attachment");
    const ofIssue = await device.watch.to(issue);
    return ofIssue.map(({ url }) => url.pathname).filter((path) => attachments.test(path));
}

async function shows(device: Device, no: number): Promise<void> {
    const { page } = device;
    const facts = page.locator(".project, .result-row").filter({
        has: page.getByRole("button", { name: `${device.words.ballot.close} ${no}`, exact: true }),
    });
    await facts.getByText(unit, { exact: true }).waitFor();
    const said = facts.locator("dd").filter({ hasText: "120" });
    strictEqual(await said.innerText(), content, "the work, line for line");
}

/** Instead of the table something else comes: one bit of it is another. */
async function tamper({ context }: Device): Promise<void> {
    await context.route(
        (url) => attachments.test(url.pathname),
        async (route) => {
            const answer = await route.fetch();
            const body = Buffer.from(await answer.body());
            body.writeUInt8(body.readUInt8(body.length - 2) ^ 1, body.length - 2);
            await route.fulfill({ response: answer, body });
        },
    );
}

/** How the first projects of both columns stand to each other. */
async function columns({ page }: Device): Promise<readonly number[]> {
    const left = await page.locator(".project").nth(0).boundingBox();
    const right = await page.locator(".project").nth(6).boundingBox();
    if (left === null || right === null) throw new Error("a project is not shown");
    return [right.x - left.x, right.y - left.y];
}

async function seesThrough(device: Device): Promise<void> {
    await tamper(device);
    const before = await columns(device);
    await open(device, 3);
    await device.reads(device.words.details.differs);
    strictEqual(await device.page.getByText(unit).count(), 0, "shows what nobody vouches for");
    for (const no of [1, 2, 4]) await open(device, no);
    deepStrictEqual(await columns(device), before, "details move the other column");
    await device.met("3-not-what-was-attached");
}

export const details: Scenario = {
    rule: "details of a project come once for all projects, from the issue origin, and only under their hash",
    async run(trial) {
        const vote = await trial.vote("approve", 2, { detailed: true });
        const device = await trial.device(vote);
        const { words } = device;
        await openLink(device, vote.guest(0));
        await takePaper(device);
        await device.hasFetched("/assets/project_facts-");
        deepStrictEqual(await asked(device), [], "asked before anybody wanted it");
        await cutNetwork(device, true);
        await open(device, 3);
        await device.reads(words.details.unreachable);
        await device.met("1-cannot-be-fetched");
        await cutNetwork(device, false);
        const before = (await asked(device)).length;
        await device.press(words.common.retry);
        await shows(device, 3);
        await device.met("2-details");
        await open(device, 10);
        await shows(device, 10);
        strictEqual((await asked(device)).length, before + 1, "asked once for all projects");
        await approve(device, 3, 10);
        await seal(device);
        await cast(device);

        const other = await trial.device(vote, { screen: "wide" });
        await openLink(other, vote.guest(1));
        await takePaper(other);
        await seesThrough(other);
        await approve(other, 3);
        await seal(other);
        await cast(other);

        await vote.publish();
        const everybody = await trial.device(vote, { screen: "desktop" });
        await everybody.page.goto(vote.site);
        await everybody.reads(words.phases.published);
        await open(everybody, 3);
        await shows(everybody, 3);
        await everybody.met("4-public-details");
        strictEqual((await asked(everybody)).length, 1, "asked once");
        expectCounted(await trial.end(vote), { cast: [{ approve: [3, 10] }, { approve: [3] }] });
    },
};
