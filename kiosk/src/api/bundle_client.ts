// api/bundle_client.ts — forms, site and archive of the published record, for an official (PROTOCOL §16). Apart from the other
// endpoints: no page of a deputy asks for them.
import type { Bytes } from "../basics/bytes.ts";
import { ask, type Fetch } from "./client.ts";
import type { Reply } from "./reply.ts";

/** What a record is made into: files in one ZIP. */
export const bundles = ["site", "archive"] as const;
export type Bundle = (typeof bundles)[number];

/** The forms that an office asks for, and their files. */
export const formNames = ["notice", "result", "count", "attendance", "internal"] as const;
export type FormName = (typeof formNames)[number];
export const fileFormats = ["pdf", "docx", "xlsx", "csv"] as const;
export type FileFormat = (typeof fileFormats)[number];

/** Everything that can be taken away; a bundle is one ZIP file. */
export type Taken =
    | { readonly is: Bundle }
    | { readonly is: "form"; readonly form: FormName; readonly format: FileFormat };

const bundleBytesMax = 512 * 1024 * 1024;

function pathOf(taken: Taken, lang: "zh" | "en"): string {
    const desk = "/api/v1/desk";
    switch (taken.is) {
        case "form":
            return `${desk}/form?form=${taken.form}&format=${taken.format}&lang=${lang}`;
        case "site":
            return `${desk}/site?lang=${lang}`;
        case "archive":
            return `${desk}/archive`;
    }
}

/** `lang`: of a form and of the site's; an archive has both. Refuses: wrong_phase, before a record is published. */
export function askTaken(
    fetch: Fetch,
    taken: Taken,
    lang: "zh" | "en",
    query: Bytes,
): Promise<Reply<Bytes>> {
    const headers = { "Content-Type": "application/octet-stream" };
    const options = { method: "POST", body: query, headers };
    return ask(fetch, pathOf(taken, lang), options, bundleBytesMax);
}

/** Under which name it is saved. */
export function fileNameOf(taken: Taken): string {
    if (taken.is === "form") return `piaojue-${taken.form}.${taken.format}`;
    return `piaojue-${taken.is}.zip`;
}
