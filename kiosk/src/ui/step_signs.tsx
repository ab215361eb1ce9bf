// ui/step_signs.tsx — signs of steps and signatures; words beside them say the same.
import type { JSX } from "preact";

export type SignState = "done" | "now" | "ahead" | "wrong" | "unknown";

/** Filled with a tick, a square in a square, empty, or crossed; nothing of what is not known. */
export function Sign({ state }: { state: SignState }): JSX.Element {
    return (
        <svg class={`sign sign-${state}`} viewBox="0 0 24 24" aria-hidden="true">
            {state === "unknown" ? null : <rect x="1" y="1" width="22" height="22" rx="2" />}
            {state === "done" ? <path d="M6 12.5l4 4 8-9" /> : null}
            {state === "now" ? (
                <rect class="sign-inner" x="7" y="7" width="10" height="10" />
            ) : null}
            {state === "wrong" ? <path d="M7 7l10 10M17 7L7 17" /> : null}
        </svg>
    );
}
