// ui/details.ts — what is known of a project, on a tap: where the pages take it from, and what shows it. No page needs
// it at once.
import { createContext } from "preact";
import type { VoteManifest } from "../ballot/manifest.ts";
import type { Attachments, DetailsAnswer } from "../flow/details.ts";
import { Later } from "./later.ts";

export type ReadDetails = (manifest: VoteManifest) => Promise<DetailsAnswer>;

/** Where the pages take the tables from. */
export const DetailsOfPage = createContext<ReadDetails>(() => Promise.resolve("none"));

export const detailsPart = new Later(() => import("./project_facts.tsx"));

/** Of this server's issue origin: the box is not asked for anything that is read on a page. */
export function detailsFrom(server: Attachments): ReadDetails {
    return async (manifest) => {
        try {
            const { fetchDetails } = await detailsPart.fetch();
            return await fetchDetails(manifest, server);
        } catch {
            return "unreachable";
        }
    };
}

/** Asks once for each manifest; what could not be had is asked for again the next time. */
export function onceEach(read: ReadDetails): ReadDetails {
    const known = new WeakMap<VoteManifest, Promise<DetailsAnswer>>();
    return (manifest) => {
        const asked = known.get(manifest) ?? read(manifest);
        known.set(manifest, asked);
        void asked.then((answer) => {
            if (typeof answer === "string" && answer !== "none") known.delete(manifest);
        });
        return asked;
    };
}
