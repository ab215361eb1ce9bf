// rooms/desk/card_field.tsx — where cards are scanned: a field that a scanner types into, and the camera.
import type { JSX, RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Scanner } from "../../ui/scanner.tsx";
import type { Work } from "./scans.ts";
import { useDeskWords } from "./words.ts";

export interface CardFieldProps {
    readonly field: RefObject<HTMLInputElement | null>;
    readonly work: Work;
    readonly onCard: (text: string) => void;
    /** Of the camera, which sees a card for as long as it is held. */
    readonly onSeen: (text: string) => void;
}

/** Whether the keys go to something that takes them itself. */
function takesKeys(element: Element | null): boolean {
    return element !== null && ["INPUT", "TEXTAREA", "SELECT"].includes(element.tagName);
}

/** A scanner types wherever the focus is: what begins elsewhere goes on here. */
function useStrayKeys(field: RefObject<HTMLInputElement | null>): void {
    useEffect(() => {
        const onKey = ({ key, ctrlKey, altKey, metaKey }: KeyboardEvent): void => {
            if (ctrlKey || altKey || metaKey || !/^[0-9A-Za-z]$/.test(key)) return;
            if (!takesKeys(document.activeElement)) field.current?.focus();
        };
        document.addEventListener("keydown", onKey);
        return () => {
            document.removeEventListener("keydown", onKey);
        };
    }, [field]);
}

export function CardField({ field, work, onCard, onSeen }: CardFieldProps): JSX.Element {
    const words = useDeskWords();
    const [typed, setTyped] = useState("");
    useStrayKeys(field);
    useEffect(() => {
        field.current?.focus();
    }, [field]);
    return (
        <div class="stack">
            <form
                class="desk-card"
                onSubmit={(event) => {
                    event.preventDefault();
                    if (typed.trim() !== "") onCard(typed);
                    setTyped("");
                    field.current?.focus();
                }}
            >
                <label class="desk-card-label">
                    <span class="field-words">{words.desk.card.label}</span>
                    <input
                        class="field desk-card-field"
                        type="text"
                        autocomplete="off"
                        autocapitalize="characters"
                        spellcheck={false}
                        enterkeyhint="done"
                        ref={field}
                        value={typed}
                        onInput={(event) => {
                            setTyped(event.currentTarget.value);
                        }}
                    />
                </label>
                <button type="submit" class="button desk-card-take">
                    {words.desk.work[work]}
                </button>
            </form>
            <Scanner
                label={words.desk.card.scan}
                stays
                onText={(text) => {
                    onSeen(text);
                    return null;
                }}
            />
        </div>
    );
}
