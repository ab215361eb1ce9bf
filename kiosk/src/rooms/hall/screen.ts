// rooms/hall/screen.ts — what one screen was told in the # part of its address; nobody touches it afterwards.
//
// /hall#en,dark,table: in any order, between commas; what is not known is passed over. `name=大屏 1` makes the screen a device
// of the hall that asks to be enrolled, `podium` says that it stands there.
import type { Language } from "../../ui/words.ts";

/** The views of an announced result. */
export const viewNames = ["chart", "table", "record"] as const;
export type ViewName = (typeof viewNames)[number];

export interface Screen {
    readonly language: Language;
    /** White on black, for LED walls. */
    readonly dark: boolean;
    /** Stays on this view of the result; null: all of them take turns. */
    readonly only: ViewName | null;
    /** As which device of the hall it asks to be enrolled; null: as none. */
    readonly name: string | null;
    readonly podium: boolean;
}

const nameWord = "name=";

/** Browsers write Chinese letters of an address as percent signs and figures. */
function plain(word: string): string {
    try {
        return decodeURIComponent(word);
    } catch {
        return word;
    }
}

export function readScreen(fragment: string): Screen {
    const told = fragment.replace(/^#/, "").split(",").map(plain);
    const named = told.find((word) => word.startsWith(nameWord));
    return {
        language: told.includes("en") ? "en" : "zh",
        dark: told.includes("dark"),
        only: viewNames.find((name) => told.includes(name)) ?? null,
        name: named?.slice(nameWord.length).trim() ?? null,
        podium: told.includes("podium"),
    };
}

/** Where the public page is for others; null: only this machine itself knows this name. */
export function publicSite({
    origin,
    hostname,
}: Pick<Location, "origin" | "hostname">): string | null {
    const own = /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/;
    return own.test(hostname) ? null : `${origin}/`;
}
