// ui/marks_foot.tsx — what the foot of a ballot says of the marks so far.
import type { JSX } from "preact";
import type { Tally, Vote } from "../flow/vote.ts";
import type { Catalogue } from "../i18n/zh.ts";
import { spoken } from "./marks.tsx";
import { useWords } from "./words.ts";

export function counterSentence(
    words: Catalogue,
    { manifest, shape }: Vote,
    { approve }: Tally,
): string {
    const left = shape.cap - approve;
    if (left === 0) return words.ballot.full(shape.cap);
    return manifest.method.style === "choose_exactly"
        ? words.ballot.moreExactly(left)
        : words.ballot.more(left);
}

/** Approve, oppose, abstain and what is left, as figures with their words. */
export function Figures({ tally }: { tally: Tally }): JSX.Element {
    const words = useWords();
    return (
        <div class="figures" role="status">
            {[...spoken, "unmarked" as const].map((choice) => (
                <span key={choice} class="figure">
                    {words.ballot[choice]} <b>{tally[choice]}</b>
                </span>
            ))}
            {tally.unmarked > 0 ? (
                <span class="counter-words">{words.ballot.unmarkedCounts}</span>
            ) : null}
        </div>
    );
}
