// tests/support/camera.ts — a camera that shows the pictures it was given, one when the next is asked for.
import type { Camera, CameraTrouble, View } from "../../src/ui/scan/camera.ts";
import type { Frame } from "../../src/ui/scan/frame.ts";

export class FakeCamera implements Camera {
    isOpen = false;
    opened = 0;
    /** Settles when a picture is asked for and there is none. */
    readonly dry: Promise<void>;
    #isDry: () => void = () => undefined;
    #waiting: ((frame: Frame) => void) | null = null;
    readonly #pictures: Frame[];
    readonly #trouble: CameraTrouble | null;

    constructor(pictures: readonly Frame[], trouble: CameraTrouble | null = null) {
        this.#pictures = [...pictures];
        this.#trouble = trouble;
        this.dry = new Promise((resolve) => {
            this.#isDry = resolve;
        });
    }

    open(): Promise<View | CameraTrouble> {
        this.opened += 1;
        if (this.#trouble !== null) return Promise.resolve(this.#trouble);
        this.isOpen = true;
        return Promise.resolve({
            next: () => this.#next(),
            close: () => {
                this.isOpen = false;
            },
        });
    }

    show(picture: Frame): void {
        if (this.#waiting === null) this.#pictures.push(picture);
        else this.#waiting(picture);
        this.#waiting = null;
    }

    #next(): Promise<Frame> {
        const picture = this.#pictures.shift();
        if (picture !== undefined) return Promise.resolve(picture);
        return new Promise((resolve) => {
            this.#waiting = resolve;
            this.#isDry();
        });
    }
}
