// rooms/official/slots.tsx — the two places at the console: the official's and the second person's keys.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button, LinkButton } from "../../ui/button.tsx";
import type { DeskActs } from "./app.tsx";
import type { DeskState } from "./desk.ts";
import { slots, type Slot } from "./keys.ts";
import { Sign } from "../../ui/step_signs.tsx";
import { useOfficialWords } from "./words.ts";

interface SlotsProps {
    readonly state: DeskState;
    readonly acts: DeskActs;
}

export function Slots({ state, acts }: SlotsProps): JSX.Element {
    const { official } = useOfficialWords();
    const nobody = slots.every((slot) => state.keys[slot] === null);
    return (
        <section class="slots" aria-labelledby="slots">
            <h2 id="slots">{nobody ? official.locked.title : official.unlocked}</h2>
            {nobody ? <p>{official.locked.explain}</p> : null}
            {slots.map((slot) => (
                <SlotRow key={slot} slot={slot} {...{ state, acts }} />
            ))}
            <p class="say">{official.locked.idle}</p>
        </section>
    );
}

function SlotRow({ slot, state, acts }: SlotsProps & { readonly slot: Slot }): JSX.Element {
    const { official } = useOfficialWords();
    const held = state.keys[slot];
    if (held === null) return <UnlockForm {...{ slot, acts }} />;
    return (
        <p class="slot-held">
            <Sign state="done" />
            <b>{official.roles[held.role]}</b>
            <span>{held.name}</span>
            <LinkButton
                label={`${official.lock}: ${held.name}`}
                onPress={() => {
                    acts.lock(slot);
                }}
            >
                {official.lock}
            </LinkButton>
        </p>
    );
}

function UnlockForm({
    slot,
    acts,
}: Pick<SlotsProps, "acts"> & { readonly slot: Slot }): JSX.Element {
    const { official } = useOfficialWords();
    const [file, setFile] = useState<File | null>(null);
    const [passphrase, setPassphrase] = useState("");
    const [part, setPart] = useState<number | null>(null);
    const ready = file !== null && passphrase !== "";
    const press = (): void => {
        if (file === null) return;
        setPart(0);
        void acts.unlock(slot, file, passphrase, setPart).then(() => {
            setPassphrase("");
            setPart(null);
        });
    };
    return (
        <fieldset class="slot">
            <legend>{official.slots[slot]}</legend>
            <label class="slot-field">
                <span>{official.file}</span>
                <input
                    type="file"
                    onChange={(event) => {
                        setFile(event.currentTarget.files?.[0] ?? null);
                    }}
                />
            </label>
            <label class="slot-field">
                <span>{official.passphrase}</span>
                <input
                    class="slot-passphrase"
                    type="password"
                    autocomplete="off"
                    value={passphrase}
                    onInput={(event) => {
                        setPassphrase(event.currentTarget.value);
                    }}
                    onKeyDown={(event) => {
                        if (event.key === "Enter" && ready && part === null) press();
                    }}
                />
            </label>
            <Button
                busy={part !== null}
                unavailable={ready ? undefined : official.unlockNot}
                onPress={press}
            >
                {part === null ? official.unlock : official.unlocking}
            </Button>
            {part === null ? null : (
                <progress aria-label={official.unlocking} max={1} value={part} />
            )}
        </fieldset>
    );
}
