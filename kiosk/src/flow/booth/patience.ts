// flow/booth/patience.ts — when nobody touches the booth: it asks, asks louder, counts down, and wipes.
import { isStoring, next, nothing, wipe } from "./moves.ts";
import type { Next, State } from "./state.ts";

/** Somebody is there. */
export function onTouched(state: State): Next {
    const { visit, times } = state;
    const seconds = visit.at === "done" ? times.receipt : times.quiet;
    return next({ ...state, patience: { is: "quiet" } }, { run: "watch", seconds });
}

export function onStill(state: State): Next {
    const { visit, times, patience } = state;
    switch (visit.at) {
        case "idle":
            if (state.doing !== null) return next(state, { run: "watch", seconds: 1 });
            // What somebody set on the screen and what was said to him goes; there is nothing more to wait for.
            return next({ ...state, visits: state.visits + 1, visit: { at: "idle", told: null } });
        case "done":
            return wipe(state, null);
        case "marking":
        case "review":
        case "checking":
            break;
    }
    switch (patience.is) {
        case "quiet":
            return ask(state, { is: "asking", loud: 1 }, times.louder);
        case "asking":
            return patience.loud === 1
                ? ask(state, { is: "asking", loud: 2 }, times.louder)
                : ask(state, { is: "counting", left: times.countdown }, 1);
        case "counting":
            if (patience.left > 1) return ask(state, { ...patience, left: patience.left - 1 }, 1);
            return isStoring(state)
                ? next(state, { run: "watch", seconds: 1 })
                : wipe(state, "left");
    }
    return nothing(state);
}

function ask(state: State, patience: State["patience"], seconds: number): Next {
    return next({ ...state, patience }, { run: "watch", seconds });
}
