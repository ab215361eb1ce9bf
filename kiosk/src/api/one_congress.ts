// api/one_congress.ts — a page is of one congress. Where a rehearsal is ended and the real one founded, pages stand open under
// the same address: what they know is the rehearsal's.
import type { RoundView } from "./round_view.ts";

/** Whether a view is of the congress of the first one; if it is not, the page begins anew. */
export type OfOneCongress = (view: RoundView) => boolean;

export function ofOneCongress(
    anew = (): void => {
        location.reload();
    },
): OfOneCongress {
    let first: string | null = null;
    return ({ congress }) => {
        first ??= congress;
        if (congress !== first) anew();
        return congress === first;
    };
}
