// Around the vote: the page about the hall's certificate, and the list of all pages.
import { strictEqual } from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { rooms as listed } from "../../../src/rooms/rooms/app.tsx";
import type { Congress } from "../support/congress.ts";
import type { Device } from "../support/device.ts";
import type { Scenario } from "../support/trial.ts";

async function trust(device: Device, congress: Congress): Promise<void> {
    const { page, words } = device;
    await page.goto(`${congress.site}/trust`);
    await device.at(words.trust.title);
    await device.reads(words.trust.fingerprint.compare.what);
    const file = await readFile(congress.authority);
    const shown = (await page.locator(".code").innerText()).replace(/\s/g, "");
    strictEqual(shown, new X509Certificate(file).fingerprint256.replaceAll(":", ""));
    await device.met("1-trust");
    // By the keyboard alone.
    for (const { name, steps } of Object.values(words.trust.systems)) {
        await page.locator("summary").getByText(name).focus();
        await page.keyboard.press("Enter");
        await device.reads(steps[0] ?? "");
    }
    await device.met("2-steps");
    const address = await page
        .getByRole("link", { name: words.trust.download })
        .getAttribute("href");
    const given = await device.context.request.get(`${congress.site}${address ?? ""}`);
    strictEqual(given.headers()["content-type"], "application/x-x509-ca-cert");
    strictEqual(await given.text(), file.toString());
}

async function allPages(device: Device, congress: Congress): Promise<void> {
    const { page, words } = device;
    await page.goto(`${congress.site}/rooms`);
    await device.at(words.rooms.title);
    await device.reads(words.rooms.sample.what);
    await device.met("3-rooms");
    for (const { name } of listed) {
        await page.goto(`${congress.site}/rooms`);
        await page.getByRole("link", { name: words.rooms.rooms[name].name, exact: true }).click();
        await page.locator("main, .hall").first().waitFor();
    }
}

export const around: Scenario = {
    rule: "the hall's certificate is shown with its true fingerprint, and every page is found from one list",
    async run(trial) {
        const congress = await trial.congress();
        const device = await trial.device(congress);
        await trust(device, congress);
        await allPages(device, congress);
        await trial.judge(congress);
    },
};
