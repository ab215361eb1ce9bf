// ui/details.ts — the reader of attached tables, which no page needs at once.
import type { Attachments } from "../flow/details.ts";
import { Later } from "./later.ts";
import type { ReadDetails } from "./project_facts.tsx";

export const detailsReader = new Later(() => import("../flow/project_details.ts"));

/** Of this server's issue origin: the box is not asked for anything that is read on a page. */
export function detailsFrom(server: Attachments): ReadDetails {
    return async (manifest) => {
        try {
            const { fetchDetails } = await detailsReader.fetch();
            return await fetchDetails(manifest, server);
        } catch {
            return "unreachable";
        }
    };
}
