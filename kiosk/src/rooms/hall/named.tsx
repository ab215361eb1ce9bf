// rooms/hall/named.tsx — names that a congress gives in two languages. No entry says which the second one is; a screen
// that was set to English shows it in the place of the first, where there is one.
import type { JSX } from "preact";
import { useHallWords, type HallCatalogue } from "./words.ts";

export interface TwoNames {
    readonly name: string;
    readonly name2?: string | undefined;
}

/** Null: the first one is shown. */
export function secondOf({ language }: HallCatalogue, { name2 = "" }: TwoNames): string | null {
    return language.tag === "en" && name2 !== "" ? name2 : null;
}

export function Named(names: TwoNames): JSX.Element {
    const second = secondOf(useHallWords(), names);
    return second === null ? <span lang="zh-CN">{names.name}</span> : <span lang="">{second}</span>;
}
