// ui/scan/scan.ts — looks through the camera, one picture at a time, until a text is taken or nobody looks any more.
import { browserCamera, type Camera, type CameraTrouble, type View } from "./camera.ts";
import type { Frame } from "./frame.ts";

export type Decoder = (frame: Frame) => string | null;

export interface Eyes {
    readonly camera: Camera;
    readonly decoder: () => Promise<Decoder>;
}

export const browserEyes: Eyes = {
    camera: browserCamera,
    decoder: async () => (await import("./decoder.ts")).readQr,
};

export type ScanEnd = "found" | "left" | CameraTrouble;

/** `take` says whether a text was what is sought. The camera is closed in every case. */
export async function scan(
    { camera, decoder }: Eyes,
    screen: HTMLVideoElement,
    leaving: AbortSignal,
    take: (text: string) => boolean,
): Promise<ScanEnd> {
    const left = (): boolean => leaving.aborted;
    try {
        const read = await decoder();
        if (left()) return "left";
        const view = await camera.open(screen);
        if (typeof view === "string") return left() ? "left" : view;
        // A hidden page draws nothing, so that the next picture may never come.
        leaving.addEventListener("abort", () => {
            view.close();
        });
        return await look(view, read, left, take);
    } catch {
        return "broken";
    }
}

async function look(
    view: View,
    read: Decoder,
    left: () => boolean,
    take: (text: string) => boolean,
): Promise<ScanEnd> {
    try {
        while (!left()) {
            const frame = await view.next();
            if (left()) break;
            const text = read(frame);
            if (text !== null && take(text)) return "found";
        }
        return "left";
    } finally {
        view.close();
    }
}
