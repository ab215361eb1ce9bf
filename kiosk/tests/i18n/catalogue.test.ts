// The wording rules of the catalogue; that no key is missing is the compiler's business.
import { describe, expect, it } from "vitest";
import { en } from "../../src/i18n/en.ts";
import { boothZh } from "../../src/i18n/zh_booth.ts";
import { checkZh } from "../../src/i18n/zh_check.ts";
import { checkingZh } from "../../src/i18n/zh_checking.ts";
import { deskZh } from "../../src/i18n/zh_desk.ts";
import { detailsZh } from "../../src/i18n/zh_details.ts";
import { deviceZh } from "../../src/i18n/zh_device.ts";
import { foundZh } from "../../src/i18n/zh_found.ts";
import { handBackZh } from "../../src/i18n/zh_hand_back.ts";
import { hallZh } from "../../src/i18n/zh_hall.ts";
import { officialZh } from "../../src/i18n/zh_official.ts";
import { devicesZh } from "../../src/i18n/zh_official_devices.ts";
import { sheetsZh } from "../../src/i18n/zh_official_paper.ts";
import { sidesZh } from "../../src/i18n/zh_official_sides.ts";
import { paperVotesZh } from "../../src/i18n/zh_paper_votes.ts";
import { publicZh } from "../../src/i18n/zh_public.ts";
import { roomsZh } from "../../src/i18n/zh_rooms.ts";
import { scanZh } from "../../src/i18n/zh_scan.ts";
import { setupZh } from "../../src/i18n/zh_setup.ts";
import { tellerZh } from "../../src/i18n/zh_teller.ts";
import { trustZh } from "../../src/i18n/zh_trust.ts";
import { zh } from "../../src/i18n/zh.ts";

/** Every sentence with its path; functions are asked with figures. */
function sentences(value: unknown, path: string): readonly (readonly [string, string])[] {
    if (typeof value === "string") return [[path, value]];
    if (typeof value === "function") {
        const said: unknown = (value as (...figures: number[]) => unknown)(7, 8, 9, 10, 11);
        return sentences(said, path);
    }
    return Object.entries(value as object).flatMap(([key, part]) =>
        sentences(part, `${path}.${key}`),
    );
}

const chinese = new Map(
    sentences(
        {
            ...zh,
            booth: boothZh,
            check: checkZh,
            checking: checkingZh,
            desk: deskZh,
            details: detailsZh,
            device: deviceZh,
            found: foundZh,
            hall: hallZh,
            hallDevices: devicesZh,
            handBack: handBackZh,
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
        "",
    ),
);
const english = new Map(sentences(en, ""));

describe("the catalogue", () => {
    it("says every sentence in both languages", () => {
        expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
        for (const [path, said] of [...chinese, ...english])
            expect([path, said.trim()]).not.toEqual([path, ""]);
    });

    it("says nothing of one language in the other", () => {
        // Chinese is also what only sets names between Chinese marks.
        const isChinese = /[\p{Script=Han}（），。：；、]/u;
        for (const [path, said] of english) {
            if (path !== ".language.other")
                expect([path, isChinese.test(said)]).toEqual([path, false]);
        }
        for (const [path, said] of chinese) {
            if (!/^\.(language|name)/.test(path))
                expect([path, isChinese.test(said)]).toEqual([path, true]);
        }
    });

    it("shouts at nobody and asks no deputy to know cryptography", () => {
        for (const [path, said] of chinese) {
            expect([path, /[!！]|哈希|令牌|同态|密文|恭喜|成功/.exec(said)]).toEqual([path, null]);
        }
        for (const [path, said] of english) {
            expect([path, /!|\bhash|\btoken|encrypt|oops|success/i.exec(said)]).toEqual([
                path,
                null,
            ]);
        }
    });

    it("gives each refusal its own what to do", () => {
        for (const [path, said] of chinese) {
            if (path.endsWith(".todo")) expect(said).toMatch(/。$/);
        }
    });
});
