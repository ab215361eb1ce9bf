// tests/support/picture.ts — a QR code as a camera sees it: grey, somewhere in a picture, each module some pixels wide.
import { encode } from "uqr";
import type { Frame } from "../../src/ui/scan/frame.ts";

export interface Shot {
    readonly width: number;
    readonly height: number;
    /** Width of the code with its quiet border, in pixels of the picture. */
    readonly side: number;
}

const [dark, light, around] = [48, 208, 128];

export function pictureOf(text: string, { width, height, side }: Shot): Frame {
    const { data: modules, size } = encode(text, { ecc: "M", border: 4 });
    const left = Math.floor((width - side) / 2);
    const top = Math.floor((height - side) / 2);
    const data = new Uint8ClampedArray(width * height * 4).fill(255);
    for (let y = 0; y < height; y += 1) {
        for (let x = 0; x < width; x += 1) {
            const row = modules[Math.floor(((y - top) * size) / side)];
            const module = row?.[Math.floor(((x - left) * size) / side)];
            const grey = module === undefined ? around : module ? dark : light;
            data.fill(grey, (y * width + x) * 4, (y * width + x) * 4 + 3);
        }
    }
    return { data, width, height };
}

export function emptyPicture(width = 64, height = 48): Frame {
    return { data: new Uint8ClampedArray(width * height * 4).fill(around), width, height };
}
