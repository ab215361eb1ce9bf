// api/events.ts — the view of the round as the server tells it (PROTOCOL §16, GET /api/v1/events).
import { ofOneCongress } from "./one_congress.ts";
import { parseRoundView, type ReadResult, type RoundView } from "./round_view.ts";

export const eventsPath = "/api/v1/events";

/** What of the browser's EventSource is used. It connects again by itself unless it was refused. */
export interface Source {
    readonly readyState: number;
    addEventListener(type: "message", listener: (event: { readonly data: unknown }) => void): void;
    close(): void;
}

const open = 1;

export interface Watch {
    /** While it is, nobody needs to ask. */
    readonly isAlive: () => boolean;
    readonly stop: () => void;
}

/** Calls with every view, with a result if that is read; what is none is passed over, as polling would. */
export function watchRound(
    source: Source,
    seen: (view: RoundView) => void,
    readResult?: ReadResult,
    isOfOne = ofOneCongress(),
): Watch {
    source.addEventListener("message", ({ data }) => {
        const view = parseRoundView(String(data), readResult);
        if (view.ok && isOfOne(view.value)) seen(view.value);
    });
    return {
        isAlive: () => source.readyState === open,
        stop: () => {
            source.close();
        },
    };
}
