// @vitest-environment happy-dom
// The camera on a page: what is said, where the focus is, and when the camera is let go.
import { render } from "preact";
import { act } from "preact/test-utils";
import { beforeEach, describe, expect, it } from "vitest";
import { EyesOfPage, Scanner } from "../../src/ui/scanner.tsx";
import type { CameraTrouble } from "../../src/ui/scan/camera.ts";
import { readQr } from "../../src/ui/scan/decoder.ts";
import { FakeCamera } from "../support/camera.ts";
import "../support/parts.ts";
import { pictureOf } from "../support/picture.ts";

const shot = { width: 320, height: 240, side: 200 };

class Page {
    readonly root = document.createElement("div");
    readonly camera: FakeCamera;
    readonly taken: string[] = [];

    constructor(camera: FakeCamera) {
        this.camera = camera;
        document.body.replaceChildren(this.root);
        const eyes = { camera, decoder: () => Promise.resolve(readQr) };
        const onText = (text: string): string | null => {
            if (text !== "right") return `not ${text}`;
            this.taken.push(text);
            return null;
        };
        void act(() => {
            render(
                <EyesOfPage.Provider value={eyes}>
                    <Scanner label="扫描" onText={onText} />
                </EyesOfPage.Provider>,
                this.root,
            );
        });
    }

    async press(label: string): Promise<void> {
        const button = [...this.root.querySelectorAll("button")].find(
            ({ textContent }) => textContent === label,
        );
        if (button === undefined) throw new Error(`no button ${label}`);
        await act(async () => {
            button.click();
            await Promise.resolve();
        });
    }

    focused(): string {
        return document.activeElement?.textContent ?? "";
    }
}

beforeEach(() => {
    document.body.replaceChildren();
});

describe("a scanner", () => {
    it("opens no camera before somebody asks for it", () => {
        expect(new Page(new FakeCamera([])).camera.opened).toBe(0);
    });

    it("takes the code that is sought and gives the focus back to its button", async () => {
        const page = new Page(new FakeCamera([]));
        await page.press("扫描");
        await act(async () => {
            await page.camera.dry;
            page.camera.show(pictureOf("right", shot));
            await Promise.resolve();
        });
        await act(() => Promise.resolve());
        expect([page.taken, page.camera.isOpen, page.focused()]).toEqual([
            ["right"],
            false,
            "扫描",
        ]);
    });

    it("says what is wrong with another code and looks on", async () => {
        const page = new Page(new FakeCamera([pictureOf("wrong", shot)]));
        await page.press("扫描");
        await act(() => page.camera.dry);
        expect(page.root.textContent).toContain("not wrong");
        expect(page.camera.isOpen).toBe(true);
    });

    it("is closed by Escape, wherever the focus is, and by its own button, which has the focus", async () => {
        const page = new Page(new FakeCamera([]));
        const byKey = (): void => {
            const key = new KeyboardEvent("keydown", { key: "Escape", bubbles: true });
            document.body.dispatchEvent(key);
        };
        const byButton = (): void => {
            if (document.activeElement instanceof HTMLElement) document.activeElement.click();
        };
        for (const close of [byKey, byButton]) {
            await page.press("扫描");
            await act(() => page.camera.dry);
            expect(page.focused()).toBe("关闭摄像头");
            await act(async () => {
                close();
                await Promise.resolve();
            });
            expect([page.camera.isOpen, page.focused()]).toEqual([false, "扫描"]);
        }
    });

    it("closes when the page is hidden", async () => {
        const page = new Page(new FakeCamera([]));
        await page.press("扫描");
        await act(() => page.camera.dry);
        Object.defineProperty(document, "hidden", { value: true, configurable: true });
        await act(async () => {
            document.dispatchEvent(new Event("visibilitychange"));
            await Promise.resolve();
        });
        Object.defineProperty(document, "hidden", { value: false, configurable: true });
        expect(page.camera.isOpen).toBe(false);
    });

    it("closes with its page", async () => {
        const page = new Page(new FakeCamera([]));
        await page.press("扫描");
        await act(() => page.camera.dry);
        void act(() => {
            render(null, page.root);
        });
        expect(page.camera.isOpen).toBe(false);
    });

    it.each<[CameraTrouble, string]>([
        ["refused", "没有允许使用摄像头"],
        ["absent", "没有找到摄像头"],
        ["broken", "摄像头打不开"],
    ])("that cannot open says so, and the sentence has the focus: %s", async (trouble, said) => {
        const page = new Page(new FakeCamera([], trouble));
        await page.press("扫描");
        await act(() => Promise.resolve());
        expect(page.focused()).toContain(said);
    });
});
