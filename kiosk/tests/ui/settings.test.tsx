// @vitest-environment happy-dom
// A language that is not there yet.
import { render, type JSX } from "preact";
import { act } from "preact/test-utils";
import { describe, expect, it } from "vitest";
import { zh } from "../../src/i18n/zh.ts";
import { en } from "../../src/i18n/en.ts";
import { useSettings } from "../../src/ui/settings.ts";
import { catalogues, loadCatalogue } from "../../src/ui/words.ts";

function Page(): JSX.Element {
    const stored = JSON.stringify({ language: "en", size: 0, highContrast: false });
    const [{ language }] = useSettings({ getItem: () => stored, setItem: () => undefined });
    return <p>{catalogues[language].card.title}</p>;
}

describe("a page in English", () => {
    it("is in Chinese, and says so, until English has come", async () => {
        catalogues.en = zh;
        const root = document.createElement("div");
        void act(() => {
            render(<Page />, root);
        });
        expect([root.textContent, document.documentElement.lang]).toEqual([zh.card.title, "zh-CN"]);
        await act(async () => {
            await import("../../src/i18n/en.ts");
        });
        await act(() => Promise.resolve());
        expect([root.textContent, document.documentElement.lang]).toEqual([en.card.title, "en"]);
    });

    it("is in English also when that came between the first drawing and the asking", async () => {
        catalogues.en = zh;
        const root = document.createElement("div");
        await act(async () => {
            render(<Page />, root);
            await loadCatalogue("en");
        });
        await act(() => Promise.resolve());
        expect([root.textContent, document.documentElement.lang]).toEqual([en.card.title, "en"]);
    });
});
