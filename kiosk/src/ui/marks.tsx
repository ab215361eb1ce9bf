// ui/marks.tsx — tick, ring, cross and dash: state by shape and word. Covered marks all look alike.
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Choice } from "../flow/vote.ts";
import { useWords } from "./words.ts";

/** Held at least so long, a covered mark was looked at and not touched. */
const lookMs = 400;

export interface Look {
    readonly hidden: boolean;
    readonly hold: (event: Event) => void;
    readonly release: () => void;
    /** What a press does, unless the mark was held only to be looked at. */
    readonly pressed: (event: Event, act: () => void) => void;
}

/** Of one project: while its marks are covered, they are seen as long as they are held. */
export function useLook(covered: boolean): Look {
    const [held, setHeld] = useState(false);
    const since = useRef(0);
    return {
        hidden: covered && !held,
        hold: (event) => {
            since.current = event.timeStamp;
            if (covered) setHeld(true);
        },
        release: () => {
            setHeld(false);
        },
        pressed: (event, act) => {
            const looked = held && event.timeStamp - since.current > lookMs;
            setHeld(false);
            if (!looked) act();
        },
    };
}

const tick = <path d="M10 21 l8 8 l14 -16" />;

export function MarkBox({ set, covered }: { set: boolean; covered: boolean }): JSX.Element {
    const look = covered ? "mark mark-covered" : set ? "mark mark-set" : "mark";
    return (
        <span class={look} aria-hidden="true">
            {set && !covered ? <svg viewBox="0 0 42 42">{tick}</svg> : null}
        </span>
    );
}

export type Spoken = Exclude<Choice, "unmarked">;
export const spoken: readonly Spoken[] = ["approve", "oppose", "abstain"];

const shapes: Readonly<Record<Spoken, JSX.Element>> = {
    approve: <circle cx="12" cy="12" r="8" />,
    oppose: <path d="M4 4 L20 20 M20 4 L4 20" />,
    abstain: <path d="M3 12 H21" />,
};

export function Shape({ of }: { of: Spoken }): JSX.Element {
    return (
        <svg viewBox="0 0 24 24" aria-hidden="true">
            {shapes[of]}
        </svg>
    );
}

export interface OptionsProps {
    readonly choice: Choice;
    readonly covered: boolean;
    readonly label: string;
    readonly onChoose: (choice: Choice, event: MouseEvent) => void;
    readonly onHold: (event: PointerEvent) => void;
}

/** Three equal gestures; the same one again takes the mark back. */
export function Options({ choice, covered, label, onChoose, onHold }: OptionsProps): JSX.Element {
    const words = useWords();
    return (
        <div class="options" role="group" aria-label={label}>
            {spoken.map((option) => (
                <button
                    key={option}
                    type="button"
                    class={covered ? "option option-covered" : "option"}
                    aria-pressed={choice === option}
                    onPointerDown={onHold}
                    onClick={(event) => {
                        onChoose(choice === option ? "unmarked" : option, event);
                    }}
                >
                    <Shape of={option} />
                    <span>{words.ballot[option]}</span>
                </button>
            ))}
        </div>
    );
}
