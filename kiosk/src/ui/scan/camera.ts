// ui/scan/camera.ts — the camera of a browser: opened for one look, and let go of.
import { assert } from "../../basics/assert.ts";
import { fitted, type Frame } from "./frame.ts";

export type CameraTrouble =
    /** The person or the browser's owner did not allow it. */
    | "refused"
    | "absent"
    /** It is there and gives no picture: another program has it, or it is broken. */
    | "broken";

export interface View {
    /** The next picture there is. */
    next(): Promise<Frame>;
    close(): void;
}

export interface Camera {
    /** Shows on this element what it sees, until it is closed. */
    open(screen: HTMLVideoElement): Promise<View | CameraTrouble>;
}

/** By the names of errors in Media Capture and Streams. */
export function troubleOf(error: unknown): CameraTrouble {
    const name = error instanceof Error ? error.name : "";
    if (name === "NotAllowedError" || name === "SecurityError") return "refused";
    return name === "NotFoundError" || name === "OverconstrainedError" ? "absent" : "broken";
}

class BrowserView implements View {
    readonly #stream: MediaStream;
    readonly #screen: HTMLVideoElement;
    readonly #pen: CanvasRenderingContext2D;

    constructor(stream: MediaStream, screen: HTMLVideoElement) {
        this.#stream = stream;
        this.#screen = screen;
        const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
        assert(pen !== null, "a canvas draws in two dimensions");
        this.#pen = pen;
    }

    async next(): Promise<Frame> {
        do await new Promise(requestAnimationFrame);
        while (this.#screen.videoWidth === 0);
        const { videoWidth, videoHeight } = this.#screen;
        const { width, height } = fitted({ width: videoWidth, height: videoHeight });
        const { canvas } = this.#pen;
        if (canvas.width !== width) canvas.width = width;
        if (canvas.height !== height) canvas.height = height;
        this.#pen.drawImage(this.#screen, 0, 0, width, height);
        return this.#pen.getImageData(0, 0, width, height);
    }

    close(): void {
        for (const track of this.#stream.getTracks()) track.stop();
        this.#screen.srcObject = null;
    }
}

export const browserCamera: Camera = {
    async open(screen) {
        // Absent where the page did not come over a secure connection.
        if (!("mediaDevices" in navigator)) return "absent";
        let stream: MediaStream;
        try {
            stream = await navigator.mediaDevices.getUserMedia({
                audio: false,
                video: { facingMode: { ideal: "environment" } },
            });
        } catch (error) {
            return troubleOf(error);
        }
        const view = new BrowserView(stream, screen);
        try {
            screen.srcObject = stream;
            await screen.play();
            return view;
        } catch {
            view.close();
            return "broken";
        }
    },
};
