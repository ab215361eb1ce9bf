// rooms/hall/signs.tsx — how far casting has come, as a bar.
import type { JSX } from "preact";

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
