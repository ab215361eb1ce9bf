// ui/typed_scan.ts — what a USB scanner types, a character every few milliseconds, wherever the focus is. The page may be
// drawn anew in the middle of it, because the phase changed: the field may be another one then, or be gone for a moment.
// What was typed so far is kept here, above the field, so that a scan is read whole or, if there is no field at its end,
// not at all. Never half.
import { createContext, type RefObject } from "preact";
import { useContext, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

/** After so long without a key nobody is in the middle of a scan, and what another person left is not shown again. */
export const scanPauseMs = 1_000;

/** Whether the keys go to something that takes them itself. */
function takesKeys(element: Element | null): boolean {
    return element !== null && ["INPUT", "TEXTAREA", "SELECT"].includes(element.tagName);
}

export class TypedScan {
    readonly #now: () => number;
    #field: HTMLInputElement | null = null;
    #text = "";
    #at = 0;

    constructor(now: () => number = () => performance.now()) {
        this.#now = now;
    }

    /** What was typed so far, if it may go on. */
    get text(): string {
        return this.#now() - this.#at < scanPauseMs ? this.#text : "";
    }

    /** All that the field holds now. */
    note(text: string): void {
        this.#text = text;
        this.#at = this.#now();
    }

    /** The field that takes scans; called with what takes it away. */
    enter(field: HTMLInputElement): () => void {
        this.#field = field;
        return () => {
            if (this.#field === field) this.#field = null;
        };
    }

    readonly onKey = ({ key, ctrlKey, altKey, metaKey }: KeyboardEvent): void => {
        if (ctrlKey || altKey || metaKey || takesKeys(document.activeElement)) return;
        if (key === "Enter") {
            this.note("");
            return;
        }
        // A space presses buttons, and no code has one.
        if (key.length !== 1 || key === " ") return;
        // With the focus there the field takes this character too.
        if (this.#field !== null) this.#field.focus();
        else this.note(this.text + key);
    };
}

export const ScanOfPage = createContext(new TypedScan());

/** Of a page with such a field, above all that is drawn anew. */
export function useTypedScan(): TypedScan {
    const [scan] = useState(() => new TypedScan());
    useEffect(() => {
        document.addEventListener("keydown", scan.onKey);
        return () => {
            document.removeEventListener("keydown", scan.onKey);
        };
    }, [scan]);
    return scan;
}

export interface ScanField {
    readonly field: RefObject<HTMLInputElement | null>;
    readonly typed: string;
    readonly setTyped: (text: string) => void;
}

export function useScanField(given?: RefObject<HTMLInputElement | null>): ScanField {
    const scan = useContext(ScanOfPage);
    const own = useRef<HTMLInputElement>(null);
    const field = given ?? own;
    const [typed, draw] = useState(() => scan.text);
    // Before the next key comes.
    useLayoutEffect(() => {
        if (field.current === null) return undefined;
        const leave = scan.enter(field.current);
        if (typed !== "") field.current.focus();
        return leave;
        // Of the field that was drawn, not of every character in it.
    }, [scan]);
    const setTyped = (text: string): void => {
        scan.note(text);
        draw(text);
    };
    return { field, typed, setTyped };
}
