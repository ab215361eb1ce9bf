// A browser window of somebody: what it shows is met, and what it asked for is watched.
import { join } from "node:path";
import axe from "axe-core";
import type { BrowserContext, Locator, Page } from "playwright-core";
import { en } from "../../../src/i18n/en.ts";
import { boothZh } from "../../../src/i18n/zh_booth.ts";
import { checkZh } from "../../../src/i18n/zh_check.ts";
import { checkingZh } from "../../../src/i18n/zh_checking.ts";
import { deskZh } from "../../../src/i18n/zh_desk.ts";
import { detailsZh } from "../../../src/i18n/zh_details.ts";
import { deviceZh } from "../../../src/i18n/zh_device.ts";
import { devicesZh } from "../../../src/i18n/zh_official_devices.ts";
import { foundZh } from "../../../src/i18n/zh_found.ts";
import { handBackZh } from "../../../src/i18n/zh_hand_back.ts";
import { hallZh } from "../../../src/i18n/zh_hall.ts";
import { officialZh } from "../../../src/i18n/zh_official.ts";
import { sheetsZh } from "../../../src/i18n/zh_official_paper.ts";
import { sidesZh } from "../../../src/i18n/zh_official_sides.ts";
import { paperVotesZh } from "../../../src/i18n/zh_paper_votes.ts";
import { publicZh } from "../../../src/i18n/zh_public.ts";
import { roomsZh } from "../../../src/i18n/zh_rooms.ts";
import { scanZh } from "../../../src/i18n/zh_scan.ts";
import { setupZh } from "../../../src/i18n/zh_setup.ts";
import { tellerZh } from "../../../src/i18n/zh_teller.ts";
import { trustZh } from "../../../src/i18n/zh_trust.ts";
import { zh, type Catalogue, type RoomWords } from "../../../src/i18n/zh.ts";
import type { Watch } from "./watch.ts";

export const screens = {
    phone: { width: 390, height: 844 },
    tablet: { width: 820, height: 1180 },
    /** A tablet that lies. */
    wide: { width: 1280, height: 800 },
    desktop: { width: 1440, height: 900 },
} as const;
export type Screen = keyof typeof screens;

const catalogues = {
    zh: {
        ...zh,
        booth: boothZh,
        check: checkZh,
        checking: checkingZh,
        desk: deskZh,
        details: detailsZh,
        device: deviceZh,
        hallDevices: devicesZh,
        found: foundZh,
        handBack: handBackZh,
        hall: hallZh,
        official: officialZh,
        paperVotes: paperVotesZh,
        public: publicZh,
        rooms: roomsZh,
        scan: scanZh,
        setup: setupZh,
        sheets: sheetsZh,
        sides: sidesZh,
        teller: tellerZh,
        trust: trustZh,
    },
    en,
} as const;
type Language = keyof typeof catalogues;

export interface Origins {
    readonly issue: string;
    readonly box: string;
}

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

function literally(text: string): string {
    return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

export class Device {
    readonly context: BrowserContext;
    readonly origins: Origins;
    readonly watch: Watch;
    page: Page;
    language: Language = "zh";
    /** Under which name its pictures are kept. */
    readonly #name: string;

    constructor(context: BrowserContext, page: Page, watch: Watch, origins: Origins, name: string) {
        this.context = context;
        this.page = page;
        this.watch = watch;
        this.origins = origins;
        this.#name = name;
    }

    get words(): Catalogue & RoomWords {
        return catalogues[this.language];
    }

    /** A button by how its label begins: where an act is final, its explanation stands inside. */
    button(label: string): Locator {
        return this.page.getByRole("button", { name: new RegExp(`^${literally(label)}`) });
    }

    async press(label: string): Promise<void> {
        await this.button(label).click();
    }

    /** Waits until the page has this title, and takes keys. */
    async at(title: string): Promise<void> {
        await this.page.getByRole("heading", { level: 1, name: title, exact: true }).waitFor();
        await this.page.locator("html:not([data-settling])").waitFor();
    }

    async reads(sentence: string): Promise<void> {
        await this.page.getByText(sentence).first().waitFor();
    }

    async speak(language: Language): Promise<void> {
        if (language === this.language) return;
        await this.press(this.words.language.other);
        this.language = language;
        await this.button(this.words.language.other).waitFor();
    }

    /** Waits until the page has fetched a file of this name, as it does when it is at rest. */
    async hasFetched(name: string): Promise<void> {
        const fetched = (): Promise<boolean> =>
            this.page.evaluate(
                (part) =>
                    performance
                        .getEntriesByType("resource")
                        .some((file) => file.name.includes(part)),
                name,
            );
        while (!(await fetched())) await this.page.evaluate(() => undefined);
    }

    /** A state was reached: nothing bars anybody's way, and pictures are taken if they are wanted. */
    async met(state: string): Promise<void> {
        await this.accessible(state);
        const folder = process.env["PIAOJUE_SHOTS"];
        if (folder !== undefined && folder !== "") await this.#pictures(folder, state);
    }

    async accessible(state: string): Promise<void> {
        // A document keeps it: half a megabyte is sent and compiled once, not at every state.
        const there = await this.page.evaluate(() => "axe" in window);
        if (!there) await this.page.evaluate(axe.source);
        const found = await this.page.evaluate(async (tags) => {
            const { axe: here } = window as unknown as { axe: typeof axe };
            // What the foot covers now can be scrolled to: it is judged as it stands then.
            const foot = document.querySelector<HTMLElement>(".foot");
            foot?.style.setProperty("position", "static");
            const { violations } = await here.run(document, {
                runOnly: tags,
                resultTypes: ["violations"],
            });
            foot?.style.removeProperty("position");
            return violations.map(({ id, impact, nodes }) => {
                const where = nodes.map(({ target }) => target.join(" ")).join(", ");
                return `${id} (${String(impact)}) at ${where}`;
            });
        }, rules);
        if (found.length > 0) throw new Error(`axe on ${state}: ${found.join("; ")}`);
        const sideways = await this.page.evaluate(() => {
            const { scrollWidth, clientWidth } = document.documentElement;
            return scrollWidth > clientWidth;
        });
        if (sideways) throw new Error(`${state} is wider than the screen`);
    }

    /** Of what is printed, whole, where pictures are wanted; its medium was chosen by the caller. */
    async pictureOfPaper(state: string): Promise<void> {
        const folder = process.env["PIAOJUE_SHOTS"];
        if (folder === undefined || folder === "") return;
        const own = this.page.viewportSize();
        await this.page.setViewportSize({ width: 794, height: 1123 });
        await this.page.screenshot({
            path: join(folder, `${this.#name}-${state}-paper.png`),
            fullPage: true,
        });
        if (own !== null) await this.page.setViewportSize(own);
    }

    /** On every screen, and in both languages where the page offers them; the person's own come back. */
    async #pictures(folder: string, state: string): Promise<void> {
        const own = { language: this.language, size: this.page.viewportSize() };
        const choice = await this.button(this.words.language.other).count();
        const languages = choice > 0 ? (["zh", "en"] as const) : [own.language];
        for (const language of languages) {
            await this.speak(language);
            for (const [screen, size] of Object.entries(screens)) {
                await this.page.setViewportSize(size);
                const file = `${this.#name}-${state}-${screen}-${language}`;
                await this.page.screenshot({ path: join(folder, `${file}.png`) });
                const { taller, top } = await this.page.evaluate(() => {
                    const { scrollHeight, clientHeight, scrollTop } = document.documentElement;
                    return { taller: scrollHeight > clientHeight, top: scrollTop };
                });
                if (!taller) continue;
                // Two frames: what came into sight is drawn.
                await this.page.evaluate(async () => {
                    document.documentElement.scrollTop = document.documentElement.scrollHeight;
                    await new Promise(requestAnimationFrame);
                    await new Promise(requestAnimationFrame);
                });
                await this.page.screenshot({ path: join(folder, `${file}-below.png`) });
                await this.page.evaluate((to) => (document.documentElement.scrollTop = to), top);
            }
        }
        await this.speak(own.language);
        if (own.size !== null) await this.page.setViewportSize(own.size);
    }
}
