// What a scenario is given: votes, browsers, devices. When it ends, all of them are judged and closed.
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Browser, type BrowserContext, type LaunchOptions } from "playwright-core";
import { Device, screens, type Origins, type Screen } from "./device.ts";
import { Congress } from "./congress.ts";
import type { CongressPlan } from "./congress_plan.ts";
import type { ConsoleOf } from "./programs.ts";
import {
    HeldVote,
    type CountedRound,
    type Held,
    type Style,
    type VoteOptions,
} from "./held_vote.ts";
import { Watch } from "./watch.ts";

// The shell draws the same pages in about half the time; it has no camera.
const launchOptions: LaunchOptions = {
    executablePath: process.env["PIAOJUE_SHELL"] ?? "/usr/bin/chromium-headless-shell",
    // Its sandbox refuses to run as root.
    chromiumSandbox: process.getuid?.() !== 0,
    args: ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-component-update"],
};
const wholeBrowser = process.env["PIAOJUE_CHROMIUM"] ?? "/usr/bin/chromium";

export interface DeviceOptions {
    readonly screen?: Screen;
    /** More of the browser's own arguments; such a device has a whole browser of its own. */
    readonly args?: readonly string[];
    /** A profile that outlives the browser. */
    readonly profile?: string;
    readonly permissions?: readonly string[];
}

export interface Scenario {
    /** The rule that holds when it passes. */
    readonly rule: string;
    readonly run: (trial: Trial) => Promise<void>;
}

async function watched(context: BrowserContext, origins: Origins, name: string): Promise<Device> {
    const watch = new Watch(context);
    const page = context.pages()[0] ?? (await context.newPage());
    return new Device(context, page, watch, origins, name);
}

export class Trial {
    readonly #name: string;
    readonly #votes: Held[] = [];
    readonly #devices: { readonly device: Device; readonly vote: Held }[] = [];
    readonly #open: { close: () => Promise<void> }[] = [];
    #browser: Promise<Browser> | null = null;

    constructor(name: string) {
        this.#name = name;
    }

    async vote(style: Style, guests = 1, options: VoteOptions = {}): Promise<HeldVote> {
        const vote = await HeldVote.begin(style, guests, options);
        this.#votes.push(vote);
        return vote;
    }

    async congress(plan?: CongressPlan): Promise<Congress> {
        const congress = await Congress.begin(plan);
        this.#votes.push(congress);
        return congress;
    }

    async device(vote: Held, options: DeviceOptions = {}): Promise<Device> {
        const context = await this.#context(options);
        const answer = await context.request.get(`${vote.site}/origins.json`);
        const { box_port: port } = (await answer.json()) as { box_port: number };
        const { protocol, hostname } = new URL(vote.site);
        const origins: Origins = { issue: vote.site, box: `${protocol}//${hostname}:${port}` };
        const device = await watched(context, origins, this.#name);
        this.#devices.push({ device, vote });
        return device;
    }

    /** The page of a console, which talks to nobody but its own program. */
    async desk(congress: Congress, of: ConsoleOf): Promise<Device> {
        const device = await this.#local(await congress.console(of), `${this.#name}-${of}`);
        this.#devices.push({ device, vote: congress });
        return device;
    }

    /** A congress that begins with an empty folder, by clicks at the server's own machine; they end in the setup code. */
    async found(clicks: (device: Device) => Promise<string>): Promise<Congress> {
        const devices: Device[] = [];
        const congress = await Congress.found(async (link) => {
            const device = await this.#local(link, this.#name);
            devices.push(device);
            return clicks(device);
        });
        this.#votes.push(congress);
        this.#devices.push(...devices.map((device) => ({ device, vote: congress })));
        return congress;
    }

    /** In the place of a rehearsal that was ended, by clicks again. */
    async foundAgain(
        congress: Congress,
        clicks: (device: Device) => Promise<string>,
    ): Promise<void> {
        await congress.foundAgain(async (link) => {
            const device = await this.#local(link, this.#name);
            this.#devices.push({ device, vote: congress });
            return clicks(device);
        });
    }

    /** A page of the file system, which nobody serves. Whoever opens it closes and judges it. */
    async file(path: string): Promise<Device> {
        const context = await this.#context({});
        const device = await watched(context, { issue: "null", box: "null" }, this.#name);
        await device.page.goto(pathToFileURL(path).href);
        return device;
    }

    async #local(link: string, name: string): Promise<Device> {
        const context = await this.#context({ screen: "desktop" });
        const { origin } = new URL(link);
        const device = await watched(context, { issue: origin, box: origin }, name);
        await device.page.goto(link);
        return device;
    }

    /** A new folder. */
    folder(prefix: string): Promise<string> {
        return mkdtemp(join(process.env["PIAOJUE_WORK"] ?? tmpdir(), prefix));
    }

    async #context({ screen = "phone", ...options }: DeviceOptions): Promise<BrowserContext> {
        const args = [...(launchOptions.args ?? []), ...(options.args ?? [])];
        const own = {
            ignoreHTTPSErrors: true,
            viewport: screens[screen],
            locale: "zh-CN",
            permissions: [...(options.permissions ?? [])],
        };
        if (options.profile !== undefined) {
            const launch = { ...launchOptions, ...own, args };
            const context = await chromium.launchPersistentContext(options.profile, launch);
            this.#open.push(context);
            return context;
        }
        if (options.args !== undefined) {
            const whole = { ...launchOptions, executablePath: wholeBrowser, args };
            const browser = await chromium.launch(whole);
            this.#open.push(browser);
            return browser.newContext(own);
        }
        if (this.#browser === null) {
            this.#browser = chromium.launch(launchOptions);
            this.#open.push(await this.#browser);
        }
        return (await this.#browser).newContext(own);
    }

    /** What the record holds. Before, its people leave. */
    async end(vote: Held): Promise<readonly CountedRound[]> {
        await this.judge(vote);
        return vote.end();
    }

    /** The people of a vote leave: nothing foreign was asked for, and no browser complained. */
    async judge(vote: Held): Promise<void> {
        for (const { device, vote: of } of this.#devices) {
            if (of !== vote) continue;
            const { context, watch, origins } = device;
            await context.close();
            await watch.judge([origins.issue, origins.box]);
        }
    }

    /** What every window shows, for whoever looks why a scenario failed. */
    async lastPictures(folder: string): Promise<void> {
        for (const [place, { device }] of this.#devices.entries()) {
            await device.page
                .screenshot({ path: join(folder, `last-${place}.png`) })
                .catch(() => undefined);
        }
    }

    async close(): Promise<void> {
        for (const open of this.#open) await open.close().catch(() => undefined);
        await Promise.all(this.#votes.map((vote) => vote.giveUp()));
    }
}
