// rooms/desk/unlock_page.tsx — an official opens the desk: the key file and its passphrase.
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Bytes } from "../../basics/bytes.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { useDeskWords } from "./words.ts";

/** Why a desk does not open. */
export type UnlockTrouble =
    | "noFile"
    | "wrong"
    | "memory"
    | "unknown"
    | "role"
    | "early"
    | "clock"
    | "closed"
    | "unreachable";

export interface UnlockProps {
    /** Null: it is open. */
    readonly unlock: (file: Bytes, passphrase: string) => Promise<UnlockTrouble | null>;
    /** Acts of an earlier page that are not recorded yet. */
    readonly kept: number;
}

export function UnlockPage({ unlock, kept }: UnlockProps): JSX.Element {
    const words = useDeskWords().desk.unlock;
    const [file, setFile] = useState<File | null>(null);
    const [passphrase, setPassphrase] = useState("");
    const [busy, setBusy] = useState(false);
    const [trouble, setTrouble] = useState<UnlockTrouble | null>(null);
    const field = useRef<HTMLInputElement>(null);
    const ready = file !== null && passphrase !== "";
    const open = async (): Promise<void> => {
        if (file === null || passphrase === "" || busy) return;
        setBusy(true);
        setTrouble(null);
        const found = await unlock(new Uint8Array(await file.arrayBuffer()), passphrase);
        // Open: this page is gone.
        if (found === null) return;
        setBusy(false);
        setTrouble(found);
        setPassphrase("");
    };
    return (
        <form
            class="stack desk-unlock"
            onSubmit={(event) => {
                event.preventDefault();
                void open();
            }}
        >
            <p>{words.explain}</p>
            {kept > 0 ? <p role="status">{words.kept(kept)}</p> : null}
            {trouble === null ? null : <Notice sentence={words[trouble]} focused />}
            <label>
                <span class="field-words">{words.file}</span>
                <input
                    class="desk-file"
                    type="file"
                    onChange={(event) => {
                        setFile(event.currentTarget.files?.[0] ?? null);
                        field.current?.focus();
                    }}
                />
            </label>
            <label>
                <span class="field-words">{words.passphrase}</span>
                <input
                    class="field desk-passphrase"
                    type="password"
                    autocomplete="off"
                    ref={field}
                    value={passphrase}
                    onInput={(event) => {
                        setPassphrase(event.currentTarget.value);
                    }}
                />
            </label>
            <Button
                kind="forward"
                busy={busy}
                unavailable={ready || busy ? undefined : words.missing}
                onPress={() => void open()}
            >
                {busy ? words.working : words.go}
            </Button>
        </form>
    );
}
