// ui/check_code.tsx — a code that a checked ballot gives to a second device (PROTOCOL §8.7), and the words around it.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { checkCodeGroups } from "../ballot/check_code.ts";
import type { Catalogue, RoomWords } from "../i18n/zh.ts";
import { checkingZh } from "../i18n/zh_checking.ts";
import { LinkButton } from "./button.tsx";
import { Code } from "./code.tsx";
import { Qr } from "./qr.tsx";
import { useWords } from "./words.ts";

type CheckingCatalogue = Catalogue & Pick<RoomWords, "checking">;

/** They come with these pages. */
export function useCheckingWords(): CheckingCatalogue {
    const words = useWords();
    return { ...words, checking: words.checking ?? checkingZh };
}

/** The code to be scanned, and the same to be typed. */
export function CheckCode({ text, label }: { text: string; label: string }): JSX.Element {
    const words = useCheckingWords();
    const [asText, setAsText] = useState(false);
    return (
        <>
            <Qr text={text} label={label} />
            <LinkButton
                expanded={asText}
                onPress={() => {
                    setAsText(!asText);
                }}
            >
                {words.checking.asText}
            </LinkButton>
            {asText ? (
                <>
                    <p class="say">{words.checking.textLabel}</p>
                    <Code groups={checkCodeGroups(text)} small />
                </>
            ) : null}
        </>
    );
}
