// rooms/desk/card_field.tsx — where cards are scanned: a field that a scanner types into, and the camera.
import type { JSX, RefObject } from "preact";
import { useEffect } from "preact/hooks";
import { Scanner } from "../../ui/scanner.tsx";
import { useScanField } from "../../ui/typed_scan.ts";
import type { Work } from "./scans.ts";
import { useDeskWords } from "./words.ts";

export interface CardFieldProps {
    readonly field: RefObject<HTMLInputElement | null>;
    readonly work: Work;
    readonly onCard: (text: string) => void;
    /** Of the camera, which sees a card for as long as it is held. */
    readonly onSeen: (text: string) => void;
}

export function CardField({ field, work, onCard, onSeen }: CardFieldProps): JSX.Element {
    const words = useDeskWords();
    const { typed, setTyped } = useScanField(field);
    useEffect(() => {
        field.current?.focus();
    }, [field]);
    return (
        <div class="stack">
            <form
                class="desk-card"
                onSubmit={(event) => {
                    event.preventDefault();
                    // As it stands there now, whether or not the page was drawn since the last key.
                    const text = field.current?.value ?? typed;
                    setTyped("");
                    if (text.trim() !== "") onCard(text);
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
