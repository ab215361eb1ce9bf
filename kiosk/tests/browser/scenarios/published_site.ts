// What everybody gets after a vote, as a folder: opened from the file system, on a phone and at a desk.
import { deepStrictEqual, notStrictEqual, ok, strictEqual } from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Device } from "../support/device.ts";
import { ask, text } from "../support/programs.ts";
import { projectFile } from "../support/projects.ts";
import type { Scenario, Trial } from "../support/trial.ts";

interface Site {
    readonly folder: string;
    readonly manifest: string;
}

async function published(trial: Trial, notice: "names" | "names_and_votes"): Promise<Site> {
    const work = await trial.folder("site-");
    const [record, method, folder] = ["record", "method.toml", "site"].map((name) =>
        join(work, name),
    ) as [string, string, string];
    await writeFile(method, `notice = "${notice}"\nplaces = 5\n`);
    const people = ["--deputies", "9", "--present", "9", "--tellers", "3", "--threshold", "2"];
    const ballots = ["--projects", projectFile, "--method", method, "--random", "--seed", "7"];
    const held = await ask("piaojue", "simulate", ...ballots, ...people, "--record", record);
    const manifest = text(held, "manifest_sha256");
    await ask("piaojue", "publish", record, "--out", folder, "--expect-manifest", manifest);
    return { folder, manifest };
}

/** Each link leads to a file of the folder, and the hash beside it is that file's. */
async function filesAsTold({ page }: Device, { folder }: Site): Promise<void> {
    const hrefs = await page
        .locator("#files a")
        .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
    const linked = hrefs.map((href) => fileURLToPath(href));
    const all = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = all.filter((entry) => entry.isFile()).map((e) => join(e.parentPath, e.name));
    const others = files.filter((file) => file !== join(folder, "index.html"));
    deepStrictEqual([...linked].sort(), [...others].sort(), "every file is linked");
    const told = (await page.locator("#files").innerText()).match(/[0-9a-f]{64}/g) ?? [];
    const hashed = linked.filter((file) => !file.endsWith("SHA256SUMS"));
    const real = hashed.map(async (file) =>
        createHash("sha256")
            .update(await readFile(file))
            .digest("hex"),
    );
    deepStrictEqual(told, await Promise.all(real), "hashes as told");
}

async function noticeOpens({ page }: Device): Promise<void> {
    const own = page.url();
    await page.getByRole("link", { name: "forms/notice.html" }).click();
    await page.getByRole("heading", { level: 1, name: "公告", exact: true }).waitFor();
    notStrictEqual(page.url(), own);
    await page.goBack();
    await page.getByRole("heading", { level: 1 }).first().waitFor();
}

async function shows(trial: Trial, site: Site, votes: boolean): Promise<void> {
    const state = votes ? "2-votes" : "1-names";
    const device = await trial.file(join(site.folder, "index.html"));
    const { page } = device;
    ok((await page.title()).startsWith("票决结果"), await page.title());
    strictEqual(await page.locator("html").getAttribute("lang"), "zh-Hans");
    await page.getByText("现予公告").waitFor();
    await page.getByText("This is hereby made public").waitFor();
    strictEqual(await page.locator(".item").count(), 2 * (await chosen(device)));
    const command = `piaojue-verify record.piaojue --expect-manifest ${site.manifest}`;
    strictEqual(await page.getByText(command).count(), 2, "the command in both languages");
    strictEqual(await page.getByText("得票率", { exact: true }).count(), votes ? 1 : 0);
    await filesAsTold(device, site);
    await noticeOpens(device);
    await page.locator("section:not(#files) .masthead a").first().click();
    ok(page.url().endsWith("#en"), "the other language is further down");
    await device.met(state);
    await page.emulateMedia({ media: "print" });
    await device.pictureOfPaper(state);
    await device.context.close();
    // From the file system everything has the same origin, which has no name.
    await device.watch.judge(["null"]);
}

async function chosen({ page }: Device): Promise<number> {
    const sentence = await page.getByText("个候选项目中确定下列").innerText();
    return Number(/确定下列 (\d+) 项/.exec(sentence)?.[1]);
}

export const publishedSite: Scenario = {
    rule: "a published record is a site that opens from the file system, tells votes only where the method does, and leads to every file",
    async run(trial) {
        await shows(trial, await published(trial, "names"), false);
        await shows(trial, await published(trial, "names_and_votes"), true);
    },
};
