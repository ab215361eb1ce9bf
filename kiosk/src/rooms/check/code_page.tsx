// rooms/check/code_page.tsx — reads one of the two codes: by the camera, or typed and pasted.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { trackingCode, type BallotId } from "../../ballot/ids.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Code } from "../../ui/code.tsx";
import { Scanner } from "../../ui/scanner.tsx";
import { CheckedManifest, CheckFrame, type FrameOfCheck } from "./check_frame.tsx";
import type { Unfit } from "./course.ts";
import { useCheckWords } from "./words.ts";

export interface CodePageProps extends FrameOfCheck {
    readonly kind: "id" | "opening";
    /** What the first code said. */
    readonly id?: BallotId;
    /** Null when the text was taken; otherwise what is wrong with it. */
    readonly onText: (text: string) => Unfit | null;
    /** The second code does not come. */
    readonly onNone?: () => void;
}

export function CodePage(props: CodePageProps): JSX.Element {
    const { kind, id, onText, onNone } = props;
    const words = useCheckWords();
    return (
        <CheckFrame {...props} page={kind} title={words.check[kind].title}>
            <p>{words.check[kind].explain}</p>
            <Scanner
                key={kind}
                label={words.check.scan}
                onText={(text) => {
                    const unfit = onText(text);
                    return unfit === null ? null : words.check.unfit[unfit];
                }}
            />
            <TypedCode key={`typed ${kind}`} onText={onText} />
            {id === undefined ? null : (
                <>
                    <p>{words.check.sameCode}</p>
                    <Code groups={trackingCode(id).split("-")} />
                </>
            )}
            <CheckedManifest {...props} />
            {onNone === undefined ? null : (
                <LinkButton onPress={onNone}>{words.check.none}</LinkButton>
            )}
        </CheckFrame>
    );
}

function TypedCode({ onText }: Pick<CodePageProps, "onText">): JSX.Element {
    const words = useCheckWords();
    const [typed, setTyped] = useState("");
    // Not the words: the language may change.
    const [unfit, say] = useState<Unfit | null>(null);
    return (
        <div class="stack">
            <label>
                <span class="field-words">{words.check.typed}</span>
                <textarea
                    class="field field-long"
                    rows={4}
                    autocomplete="off"
                    spellcheck={false}
                    value={typed}
                    onInput={(event) => {
                        setTyped(event.currentTarget.value);
                        say(null);
                    }}
                />
            </label>
            <p role="status" class="say say-wrong">
                {unfit === null ? null : words.check.unfit[unfit]}
            </p>
            <Button
                unavailable={typed.trim() === "" ? words.check.typed : undefined}
                onPress={() => {
                    say(onText(typed));
                }}
            >
                {words.check.read}
            </Button>
        </div>
    );
}
