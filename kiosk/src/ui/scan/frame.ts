// ui/scan/frame.ts — one picture of the camera, as its decoder wants it.

/** Four bytes a pixel: red, green, blue, opacity. */
export interface Frame {
    readonly data: Uint8ClampedArray;
    readonly width: number;
    readonly height: number;
}

export interface Size {
    readonly width: number;
    readonly height: number;
}

const longestSide = 640;

/** Larger pictures cost time on the thread that draws the page, and show a code held near no better. */
export function fitted({ width, height }: Size): Size {
    const factor = Math.min(1, longestSide / Math.max(width, height));
    return { width: Math.round(width * factor), height: Math.round(height * factor) };
}
