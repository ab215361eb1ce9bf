// ui/settings.ts — how a person wants to see the pages: language, size of type, contrast. Nothing of the vote.
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { insist } from "./later.ts";
import { catalogues, isLoaded, loadCatalogue, type Language } from "./words.ts";

export const sizes = ["1.0", "1.3", "1.6"] as const;

export interface Settings {
    readonly language: Language;
    /** Place in `sizes`. */
    readonly size: number;
    readonly highContrast: boolean;
}

export const defaults: Settings = { language: "zh", size: 0, highContrast: false };
const key = "piaojue-display";

/** What was chosen before, as far as it can be read. */
export function readSettings(storage: Pick<Storage, "getItem">): Settings {
    try {
        const found: unknown = JSON.parse(storage.getItem(key) ?? "null");
        if (typeof found !== "object" || found === null) return defaults;
        const fields = found as Readonly<Record<string, unknown>>;
        const size = fields["size"];
        return {
            language: fields["language"] === "en" ? "en" : "zh",
            size: size === 1 || size === 2 ? size : 0,
            highContrast: fields["highContrast"] === true,
        };
    } catch {
        return defaults;
    }
}

/** Before the first page is drawn, or somebody who reads English sees it in Chinese first. */
export async function loadWords(storage: Pick<Storage, "getItem">): Promise<void> {
    await loadCatalogue(readSettings(storage).language).catch(() => undefined);
}

/** Every language, so that changing it needs no network. */
export function fetchWords(): Promise<void> {
    return loadCatalogue("en");
}

/** On the root element, before the page is painted. */
export function useSettings(
    storage: Pick<Storage, "getItem" | "setItem">,
): readonly [Settings, (settings: Settings) => void] {
    const [settings, change] = useState(() => readSettings(storage));
    const [loads, setLoads] = useState(0);
    const loaded = isLoaded(settings.language);
    useEffect(() => {
        // As it was drawn: the language may have come since.
        if (loaded) return undefined;
        const leaving = new AbortController();
        void insist(() => loadCatalogue(settings.language), leaving.signal).then(() => {
            if (!leaving.signal.aborted) setLoads((before) => before + 1);
        });
        return () => {
            leaving.abort();
        };
    }, [settings.language]);
    useLayoutEffect(() => {
        const root = document.documentElement;
        root.lang = catalogues[settings.language].language.tag;
        root.dataset["size"] = String(settings.size);
        root.dataset["contrast"] = settings.highContrast ? "high" : "normal";
        try {
            storage.setItem(key, JSON.stringify(settings));
        } catch {
            // A page that may store nothing shows the same; the next one begins anew.
        }
    }, [loads, settings, storage]);
    return [settings, change];
}
