// flow/counts.ts — the counts of a round as a page shows them.
import type { Counts, RoundView } from "../api/round_view.ts";

/** What of papers is still out: sheets that came back are known with the result alone. */
export function countsOf({ counts, result }: RoundView): Counts {
    if (result === null) return counts;
    return { ...counts, outstanding: Math.max(0, result.issued - result.returned) };
}
