// api/bundle_client.ts — site and archive of the published record, for an official (PROTOCOL §16). Apart from the other
// endpoints: no page of a deputy asks for them.
import type { Bytes } from "../basics/bytes.ts";
import { ask, type Fetch } from "./client.ts";
import type { Reply } from "./reply.ts";

/** What a record is made into: files in one ZIP. */
export const bundles = ["site", "archive"] as const;
export type Bundle = (typeof bundles)[number];

const bundleBytesMax = 512 * 1024 * 1024;

/** `lang`: of the site's forms; an archive has both. Refuses: wrong_phase, before a record is published. */
export function askBundle(
    fetch: Fetch,
    bundle: Bundle,
    lang: "zh" | "en",
    query: Bytes,
): Promise<Reply<Bytes>> {
    const url = `/api/v1/desk/${bundle}${bundle === "site" ? `?lang=${lang}` : ""}`;
    const headers = { "Content-Type": "application/octet-stream" };
    return ask(fetch, url, { method: "POST", body: query, headers }, bundleBytesMax);
}
