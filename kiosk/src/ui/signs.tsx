// ui/signs.tsx — signs that stand beside words and say the same as they do.
import type { JSX } from "preact";

/** A filled square with a tick, or an empty one. */
export function Tick({ done }: { done: boolean }): JSX.Element {
    return (
        <svg class={done ? "tick tick-done" : "tick"} viewBox="0 0 56 56" aria-hidden="true">
            <rect x="1.5" y="1.5" width="53" height="53" rx="2" />
            {done ? <path d="M14 29l10 10 19-21" /> : null}
        </svg>
    );
}

/** A red square in a square: the step that is under way. */
export function Going(): JSX.Element {
    return (
        <svg class="tick tick-going" viewBox="0 0 56 56" aria-hidden="true">
            <rect x="1.5" y="1.5" width="53" height="53" rx="2" />
            <rect class="tick-core" x="15" y="15" width="26" height="26" />
        </svg>
    );
}
