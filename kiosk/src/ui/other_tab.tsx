// ui/other_tab.tsx — what a second window of a room says that may be open once.
import type { JSX } from "preact";
import { Frame } from "./frame.tsx";
import { useSettings } from "./settings.ts";
import { catalogues, Words } from "./words.ts";

export function OtherTab(): JSX.Element {
    const [settings, onSettings] = useSettings(localStorage);
    const words = catalogues[settings.language];
    const { what, todo } = words.trouble.other_tab;
    return (
        <Words.Provider value={words}>
            <Frame
                {...{ settings, onSettings }}
                institution={words.name}
                title={what}
                rehearsal={false}
                page="other_tab"
            >
                <p>{todo}</p>
                <p>{words.otherWindow}</p>
            </Frame>
        </Words.Provider>
    );
}
