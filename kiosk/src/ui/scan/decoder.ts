// ui/scan/decoder.ts — the text of a QR code in a picture. Loaded when a camera is opened: it is larger than a page.
import jsQR from "jsqr";
import type { Frame } from "./frame.ts";

export function readQr({ data, width, height }: Frame): string | null {
    // Printed codes and those of our screens are dark on light in every mode.
    const found = jsQR(data, width, height, { inversionAttempts: "dontInvert" });
    return found === null || found.data === "" ? null : found.data;
}
