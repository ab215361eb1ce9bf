// ui/other_tab.tsx — a room that may be open once: the second window says so, and begins when the first is closed.
import { render, type JSX } from "preact";
import { fetchAtRest } from "./later.ts";
import { Frame } from "./frame.tsx";
import { fetchWords, loadWords, useSettings } from "./settings.ts";
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

/** The lock is the window's until it closes. */
export function inOneWindow(
    name: string,
    root: HTMLElement,
    start: (root: HTMLElement) => Promise<void>,
): void {
    const alone = async (): Promise<never> => {
        await start(root);
        return new Promise<never>(() => undefined);
    };
    void navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
        await loadWords(localStorage);
        if (lock !== null) return alone();
        render(<OtherTab />, root);
        fetchAtRest(fetchWords);
        void navigator.locks.request(name, alone);
        return undefined;
    });
}
