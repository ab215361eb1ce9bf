// ui/counter.tsx — how many are chosen: a figure, as many squares as there are places, one sentence.
import type { JSX } from "preact";
import { useWords } from "./words.ts";

const squaresMax = 20;

export interface CounterProps {
    readonly chosen: number;
    readonly most: number;
    readonly sentence: string;
}

export function Counter({ chosen, most, sentence }: CounterProps): JSX.Element {
    const words = useWords();
    const places = Array.from({ length: most }, (_, place) => place);
    return (
        <div class="counter">
            <span class="hidden-words" role="status">
                {words.ballot.chosenOf(chosen, most)}
            </span>
            <span class="counter-figure" aria-hidden="true">
                {words.ballot.chosen} <b>{chosen}</b> / {most}
            </span>
            {most > squaresMax ? null : (
                <span class="counter-squares" aria-hidden="true">
                    {places.map((place) => (
                        <span
                            key={place}
                            class={
                                place < chosen
                                    ? "counter-square counter-square-full"
                                    : "counter-square"
                            }
                        />
                    ))}
                </span>
            )}
            <span class="counter-words">{sentence}</span>
        </div>
    );
}
