// @vitest-environment happy-dom
// The page about the hall's certificate, and the list of all pages.
import { render, type JSX } from "preact";
import { act } from "preact/test-utils";
import { describe, expect, it } from "vitest";
import { encodeBase64 } from "../../src/basics/encoding.ts";
import { RoomsApp, rooms } from "../../src/rooms/rooms/app.tsx";
import { TrustApp, type Fingerprint } from "../../src/rooms/trust/app.tsx";
import { fingerprintOf } from "../../src/rooms/trust/certificate.ts";
import { roomsZh } from "../../src/i18n/zh_rooms.ts";
import { trustZh } from "../../src/i18n/zh_trust.ts";
import { defaults } from "../../src/ui/settings.ts";
import { exampleVote } from "../flow/vote.ts";
import { viewOf } from "../support/hall_screen.tsx";
import { must } from "../support/vectors.ts";

const settings = { settings: defaults, onSettings: (): void => undefined };

function drawn(page: JSX.Element): HTMLElement {
    const root = document.createElement("div");
    document.body.replaceChildren(root);
    void act(() => {
        render(page, root);
    });
    return root;
}

function pem(text: string): string {
    return `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`;
}

describe("the fingerprint of a certificate", () => {
    it("is the SHA-256 of its bytes, in groups of four", () => {
        // FIPS 180-2, the example “abc”.
        const text = encodeBase64(new TextEncoder().encode("abc"));
        const found = must(fingerprintOf(`${pem(text)}${pem("AAAA")}`));
        expect(found.slice(0, 3)).toEqual(["BA78", "16BF", "8F01"]);
        expect(found.join("")).toHaveLength(64);
    });

    it("is none of what is no certificate", () => {
        for (const bad of ["", "YWJj", pem("~~~~"), "-----BEGIN CERTIFICATE-----\nYWJj"])
            expect(fingerprintOf(bad)).toMatchObject({ ok: false });
    });
});

describe("the page about the certificate", () => {
    const shown = (fingerprint: Fingerprint, sample = false): HTMLElement =>
        drawn(<TrustApp {...{ fingerprint, sample }} {...settings} />);

    it("carries the band in a rehearsal alone", () => {
        for (const sample of [true, false]) {
            const page = shown("reading", sample);
            expect(page.querySelector(".rehearsal") !== null).toBe(sample);
        }
    });

    it("shows every group, and says that the paper counts", () => {
        const page = shown(["BA78", "16BF"]);
        expect(page.querySelector(".code")?.textContent).toBe("BA78 16BF ");
        expect(page.textContent).toContain(trustZh.fingerprint.compare.todo);
    });

    it("shows no fingerprint that it does not have", () => {
        for (const none of ["reading", "failed"] as const) {
            const page = shown(none);
            expect(page.querySelector(".code")).toBeNull();
            expect(page.textContent).not.toContain(trustZh.fingerprint.compare.what);
        }
    });

    it("tells for every system how to install it and how to take it away", () => {
        const said = shown("reading").querySelectorAll("details");
        const systems = Object.values(trustZh.systems);
        expect(said).toHaveLength(systems.length);
        systems.forEach(({ steps, remove }, place) => {
            for (const sentence of [...steps, remove])
                expect(said[place]?.textContent).toContain(sentence);
        });
    });
});

describe("the list of rooms", () => {
    it("links to each, with a line for whom it is", () => {
        const page = drawn(<RoomsApp view={null} vote={null} {...settings} />);
        const links = Array.from(page.querySelectorAll("a"), (a) => a.getAttribute("href"));
        expect(links).toEqual(rooms.map(({ path }) => path));
        for (const { whom } of Object.values(roomsZh.rooms))
            expect(page.textContent).toContain(whom);
    });

    it("explains the sample in a sample alone", () => {
        for (const sample of [true, false]) {
            const view = viewOf({ sample });
            const page = drawn(<RoomsApp view={view} vote={exampleVote} {...settings} />);
            expect(page.textContent.includes(roomsZh.sample.what)).toBe(sample);
            expect(page.querySelector(".rehearsal") !== null).toBe(sample);
            expect(page.textContent).toContain(exampleVote.congress.name);
        }
    });
});
