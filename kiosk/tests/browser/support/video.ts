// A film of a QR code, for a browser whose camera is a file.
import { writeFile } from "node:fs/promises";
import { encode } from "uqr";

const width = 640;
const height = 480;
const modulePixels = 8;
const frames = 3;
const white = 235;
const black = 16;
/** Neither red nor blue. */
const grey = 128;

/** YUV4MPEG2, 4:2:0: brightness of every pixel, then two planes of colour at half the size. */
export async function filmOf(text: string, file: string): Promise<void> {
    const { data, size } = encode(text, { ecc: "M", border: 4 });
    const left = Math.floor((width - size * modulePixels) / 2);
    const top = Math.floor((height - size * modulePixels) / 2);
    const bright = Buffer.alloc(width * height, white);
    for (let y = 0; y < height; y += 1) {
        for (let x = 0; x < width; x += 1) {
            const row = data[Math.floor((y - top) / modulePixels)];
            const dark = row?.[Math.floor((x - left) / modulePixels)] ?? false;
            if (dark) bright[y * width + x] = black;
        }
    }
    const colours = Buffer.alloc((width * height) / 2, grey);
    const frame = Buffer.concat([Buffer.from("FRAME\n"), bright, colours]);
    const head = Buffer.from(`YUV4MPEG2 W${width} H${height} F15:1 Ip A1:1 C420jpeg\n`);
    await writeFile(file, Buffer.concat([head, ...Array.from({ length: frames }, () => frame)]));
}
