// A machine of the hall: `piaojue kiosk` under its policies, with keys pressed, the browser killed, and ended.
import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { chromium } from "playwright-core";
import { KioskMachine, targets, until, type Target } from "../support/kiosk_machine.ts";
import type { Scenario } from "../support/trial.ts";

/** By number, as a keyboard sends them: what they mean is the screen's business. */
const keys = { control: 37, alt: 64, shift: 50, super: 133, n: 57, t: 28, w: 25, escape: 9 };
const f = (number: number): number => (number <= 10 ? 66 + number : 84 + number);
const newWindow = `${keys.control}+${keys.n}`;
const escapes = [
    newWindow,
    `${keys.control}+${keys.t}`,
    `${keys.control}+${keys.w}`,
    `${keys.control}+${keys.shift}+${keys.n}`,
    `${keys.shift}+${keys.escape}`,
    `${keys.alt}+${f(4)}`,
    ...[1, 6, 10, 11, 12].map(f),
    keys.super,
].map(String);

async function pages(browser: string): Promise<readonly Target[]> {
    return (await targets(browser)).filter(({ type }) => type === "page");
}

/** The one page of a browser, once the address has come: the browser lists it before, and then again without. */
function thePage(browser: string, address: string): Promise<Target> {
    return until(async () => {
        const [page, ...more] = await pages(browser);
        const there = page?.url === address && page.title.includes("票决");
        return there && more.length === 0 ? page : null;
    });
}

async function childOf(process: number): Promise<number> {
    const children = await readFile(`/proc/${process}/task/${process}/children`, "utf8");
    return Number(children.trim());
}

async function refuses(machine: KioskMachine, kiosk: readonly string[]): Promise<void> {
    const without = await machine.asUser(...kiosk);
    deepStrictEqual([without.code, without.said.includes("--install-policies")], [2, true]);
    const root = await machine.asRoot(...kiosk);
    deepStrictEqual([root.code, root.said.includes("ordinary user")], [2, true]);
    const user = await machine.asUser(...kiosk, "--install-policies");
    deepStrictEqual([user.code, user.said.includes("only root")], [2, true]);
    const installed = await machine.asRoot(...kiosk, "--install-policies");
    strictEqual(installed.code, 0, installed.said);
    const beside = "/etc/chromium/policies/managed/other.json";
    await machine.asRoot("touch", beside);
    const others = await machine.asUser(...kiosk);
    deepStrictEqual([others.code, others.said.includes(beside)], [2, true]);
    await machine.asRoot("rm", beside);
}

/** Every key that leads out of a page is pressed; that keys arrive at all is seen when they are given back. */
async function keepsItsPage(machine: KioskMachine, browser: string, page: Target): Promise<void> {
    const modifiers = await machine.onScreen("xmodmap", "-pm");
    match(modifiers, /^control\s*$/m);
    match(modifiers, /^shift\s+Shift_L/m);
    for (const key of escapes) {
        await machine.onScreen("xdotool", "key", key);
        // It has answered so often since that it has taken the key too.
        for (let answers = 0; answers < 10; answers += 1) {
            const found = await pages(browser);
            deepStrictEqual(
                found.map(({ id, url }) => [id, url]),
                [[page.id, page.url]],
                key,
            );
        }
    }
    await machine.onScreen("setxkbmap", "us");
    await machine.onScreen("xdotool", "key", newWindow);
    const after = await until(async () => {
        const found = await pages(browser);
        return found.length > 1 ? found : null;
    });
    strictEqual(after.length, 2, "more windows than the one that was allowed in the end");
    ok(
        after.some(({ id, url }) => id === page.id && url === page.url),
        "the page is not the one before",
    );
}

/** What the browser itself says of each policy: a name that it does not know, it ignores in silence. */
async function knowsPolicies(machine: KioskMachine, kiosk: readonly string[]): Promise<void> {
    const file = "/etc/chromium/policies/managed/piaojue.json";
    const { said } = await machine.asUser(...kiosk, "--print-policies");
    strictEqual((await machine.asRoot("cat", file)).said, said);
    const names = Object.keys(JSON.parse(said) as object);
    // Under all the others: with it no page can be read.
    const open = 's/(DeveloperToolsAvailability": )2/\\11/';
    strictEqual((await machine.asRoot("sed", "-E", "-i", open, file)).code, 0);
    const profile = machine.file("home/read-out");
    const flags = ["--headless", "--lang=en-US", `--user-data-dir=${profile}`, "about:blank"];
    machine.start(machine.file("chromium"), ...flags);
    const browser = await chromium.connectOverCDP(`ws://${await machine.browser(profile)}`);
    const page = await browser.newPage();
    await page.goto("chrome://policy");
    const says = await until(async () => {
        // All rows at once: there are a thousand, for names that nobody set are listed too.
        const rows = await page
            .locator(".policy.row")
            .evaluateAll((found) =>
                found.map((row) =>
                    ["#name", ".messages"].map((part) =>
                        row.querySelector(part)?.textContent.trim(),
                    ),
                ),
            );
        const known = new Map(rows.map(([name, said]) => [name, said]));
        return names.every((name) => known.has(name)) ? known : null;
    });
    for (const name of names) strictEqual(says.get(name), "OK", name);
    await browser.close();
}

export const kioskMachine: Scenario = {
    rule: "a booth shows its page alone: no key leads out of it, a dead browser comes back, every policy is known",
    async run(trial) {
        const congress = await trial.congress();
        const site = congress.site.replace("127.0.0.1", "localhost");
        const machine = await KioskMachine.begin(congress.authority);
        try {
            const where = ["--server", site, "--certificate", machine.file("ca.crt")];
            const own = ["--chromium", machine.file("chromium")];
            const kiosk = [machine.file("piaojue"), "kiosk", "booth", ...where, ...own];
            await refuses(machine, kiosk);

            const running = machine.start(...kiosk);
            const { pid } = running;
            if (pid === undefined) throw new Error("it did not start");
            const profile = machine.profile("booth");
            const first = await machine.browser(profile);
            const page = await thePage(first, `${site}/booth`);
            await keepsItsPage(machine, first, page);

            process.kill(await childOf(pid), "SIGKILL");
            const second = await machine.browser(profile, first);
            await thePage(second, `${site}/booth`);
            match(await machine.onScreen("xmodmap", "-pm"), /^control\s*$/m);

            running.kill();
            deepStrictEqual(await once(running, "exit"), [0, null]);
            deepStrictEqual(await targets(second), []);
            await knowsPolicies(machine, kiosk);
        } finally {
            await machine.end();
        }
    },
};
