// From a picture to a text, and from a camera to an end of looking.
import { describe, expect, it } from "vitest";
import { printCard } from "../../src/ballot/card.ts";
import { troubleOf, type CameraTrouble } from "../../src/ui/scan/camera.ts";
import { readQr } from "../../src/ui/scan/decoder.ts";
import { fitted } from "../../src/ui/scan/frame.ts";
import { scan, type ScanEnd } from "../../src/ui/scan/scan.ts";
import { FakeCamera } from "../support/camera.ts";
import { emptyPicture, pictureOf } from "../support/picture.ts";

const card = printCard(new Uint8Array(20).fill(9));

describe("a picture", () => {
    it("gives the text of the code in it, and nothing where there is none", () => {
        expect(readQr(pictureOf(card, { width: 640, height: 480, side: 300 }))).toBe(card);
        expect(readQr(emptyPicture())).toBeNull();
    });

    it("is read while a module is three pixels wide", () => {
        // A card's code has 29 modules and a border of four on each side.
        expect(readQr(pictureOf(card, { width: 640, height: 480, side: 37 * 3 }))).toBe(card);
    });

    it("is made smaller until its longer side is 640 pixels, and never larger", () => {
        expect(fitted({ width: 1920, height: 1080 })).toEqual({ width: 640, height: 360 });
        expect(fitted({ width: 1080, height: 1920 })).toEqual({ width: 360, height: 640 });
        expect(fitted({ width: 320, height: 240 })).toEqual({ width: 320, height: 240 });
    });
});

describe("a camera that does not open", () => {
    it.each([
        ["NotAllowedError", "refused"],
        ["SecurityError", "refused"],
        ["NotFoundError", "absent"],
        ["OverconstrainedError", "absent"],
        ["NotReadableError", "broken"],
    ] as const)("says why: %s", (name, trouble) => {
        expect(troubleOf(new DOMException("", name))).toBe(trouble);
    });
});

describe("looking", () => {
    const look = async (
        camera: FakeCamera,
        take: (text: string) => boolean,
        leaving = new AbortController(),
    ): Promise<ScanEnd> => {
        const eyes = { camera, decoder: () => Promise.resolve(readQr) };
        return scan(eyes, {} as HTMLVideoElement, leaving.signal, take);
    };

    it("goes on past empty pictures and other codes, ends with what is taken, and lets the camera go", async () => {
        const shot = { width: 320, height: 240, side: 200 };
        const camera = new FakeCamera([
            emptyPicture(),
            pictureOf("another code", shot),
            pictureOf(card, shot),
            pictureOf("too late", shot),
        ]);
        const seen: string[] = [];
        const end = await look(camera, (text) => seen.push(text) > 0 && text === card);
        expect([end, seen, camera.isOpen]).toEqual(["found", ["another code", card], false]);
    });

    it("lets the camera go when nobody looks any more, whatever the next picture is", async () => {
        const camera = new FakeCamera([emptyPicture()]);
        const leaving = new AbortController();
        const ended = look(camera, () => true, leaving);
        await camera.dry;
        expect(camera.isOpen).toBe(true);
        leaving.abort();
        expect(camera.isOpen).toBe(false);
        camera.show(pictureOf(card, { width: 320, height: 240, side: 200 }));
        expect(await ended).toBe("left");
    });

    it("opens no camera when it was left while the decoder was on its way", async () => {
        const camera = new FakeCamera([]);
        const leaving = new AbortController();
        leaving.abort();
        expect(await look(camera, () => true, leaving)).toBe("left");
        expect(camera.opened).toBe(0);
    });

    it.each<CameraTrouble>(["refused", "absent", "broken"])("ends with: %s", async (trouble) => {
        expect(await look(new FakeCamera([], trouble), () => true)).toBe(trouble);
    });

    it("ends as broken when the decoder does not come", async () => {
        const eyes = {
            camera: new FakeCamera([]),
            decoder: () => Promise.reject(new Error("cut off")),
        };
        const { signal } = new AbortController();
        expect(await scan(eyes, {} as HTMLVideoElement, signal, () => true)).toBe("broken");
    });
});
