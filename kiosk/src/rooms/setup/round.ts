// rooms/setup/round.ts — which round it is that is being set up.
import { isAnnounced } from "../../flow/rules.ts";
import type { WizardState } from "./state.ts";

export const over = ["announced", "published", "voided"];

/** A round that follows another: after its end, and once the further one is posted. */
export function isFurther({ view, manifest }: WizardState): boolean {
    return (
        over.includes(view?.phase ?? "setup") || (manifest !== null && manifest.kind !== "first")
    );
}

/** The round before is over, and the next one is not posted yet. */
export function isAhead({ view }: WizardState): boolean {
    return over.includes(view?.phase ?? "setup");
}

/** The round that is being set up, or is posted and may be replaced. */
export function roundNow(state: WizardState): number {
    const newest = state.manifest?.round ?? 1;
    return state.manifest !== null && isAhead(state) ? newest + 1 : newest;
}

/** What the result decided leaves nothing open: no round follows. */
export function isDecided({ view }: WizardState): boolean {
    return isAnnounced(view?.phase ?? "setup") && view?.result?.nextRound === null;
}
