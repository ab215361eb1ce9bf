// tests/support/usb_scanner.ts — keys as a scanner that is a keyboard sends them: to whatever has the focus then.
import { act } from "preact/test-utils";

function focused(): Element {
    return document.activeElement ?? document.body;
}

/** Each key goes down first; the character lands where the focus is after that. */
export function typesInto(text: string): void {
    for (const key of text) {
        void act(() => {
            focused().dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
            const field = focused();
            if (!(field instanceof HTMLInputElement)) return;
            field.value += key;
            field.dispatchEvent(new Event("input", { bubbles: true }));
        });
    }
}

export function ends(): void {
    void act(() => {
        const field = focused();
        const down = new KeyboardEvent("keydown", { key: "Enter", bubbles: true });
        field.dispatchEvent(down);
        if (!(field instanceof HTMLInputElement)) return;
        field.form?.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
    });
}
