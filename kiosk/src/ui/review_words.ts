// ui/review_words.ts — the headings of a review.
import type { Choice, Tally, Vote } from "../flow/vote.ts";
import type { Catalogue } from "../i18n/zh.ts";

/** Unmarked is called an abstention where it is one: on a ballot without any mark only when that was said. */
export function headingsOf(
    words: Catalogue,
    vote: Vote,
    tally: Tally,
    blank: boolean | null,
): Readonly<Record<Choice, string>> {
    const isAbstention = tally.unmarked < vote.shape.projects || blank === false;
    const unmarked = isAbstention ? words.review.unmarkedAbstains : words.review.unmarked;
    return vote.shape.grades === 2
        ? {
              approve: words.review.chosen(tally.approve),
              unmarked: words.review.notChosen(tally.unmarked),
              oppose: "",
              abstain: "",
          }
        : {
              approve: words.review.approved(tally.approve),
              oppose: words.review.opposed(tally.oppose),
              abstain: words.review.abstained(tally.abstain),
              unmarked: unmarked(tally.unmarked),
          };
}

export function shownOf({ shape }: Vote): readonly Choice[] {
    return shape.grades === 2
        ? ["approve", "unmarked"]
        : ["approve", "oppose", "abstain", "unmarked"];
}
