// flow/seen.ts — what everybody sees of a round: its public view and, when it is given, the manifest that the view names.
import type { EntryName } from "../api/client.ts";
import type { Reply } from "../api/reply.ts";
import type { RoundView } from "../api/round_view.ts";
import type { Bytes } from "../basics/bytes.ts";
import { isSilent, namesAnother } from "./rules.ts";
import { readVote, type Vote } from "./vote.ts";

/** What is asked of the issue origin. */
export interface Entries {
    entry(name: EntryName): Promise<Reply<Bytes>>;
}

export interface Seen {
    readonly view: RoundView | null;
    readonly vote: Vote | null;
}

/** Null: it did not come, or it is not the one that was named. */
async function fetchVote(server: Entries, named: string): Promise<Vote | null> {
    const manifest = await server.entry("manifest");
    const congress = await server.entry("congress");
    if (manifest.is !== "answer" || congress.is !== "answer") return null;
    const vote = readVote(manifest.value, congress.value);
    return vote.ok && !namesAnother(vote.value, named) ? vote.value : null;
}

/** The view with its vote: the one that was known, or what is fetched where another is named. */
export async function withVote(server: Entries, before: Seen, view: RoundView): Promise<Seen> {
    const known = before.vote;
    if (known !== null && !namesAnother(known, view.manifest)) return { view, vote: known };
    const given = view.manifest !== null && !isSilent(view.phase);
    return { view, vote: given ? await fetchVote(server, view.manifest) : null };
}
