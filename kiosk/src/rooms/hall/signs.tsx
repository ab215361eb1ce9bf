// rooms/hall/signs.tsx — signs that stand beside words and say the same as they do.
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

/** How many of the papers that were issued came back. The words beside it say the same. */
export function Progress(props: {
    readonly cast: number;
    readonly back: number;
    readonly issued: number;
    readonly label: string;
}): JSX.Element {
    const { cast, back, issued, label } = props;
    const part = (count: number): string => `${(100 * count) / Math.max(1, issued)}%`;
    return (
        <svg class="progress" role="img" aria-label={label}>
            <rect class="progress-cast" x="0" y="0" width={part(cast)} height="100%" />
            <rect class="progress-back" x={part(cast)} y="0" width={part(back)} height="100%" />
            <rect class="progress-frame" x="0" y="0" width="100%" height="100%" />
        </svg>
    );
}
