// rooms/deputy/review_page.tsx — what is marked and what is left unmarked, by name, before anything is sealed.
import type { JSX } from "preact";
import { at } from "../../basics/assert.ts";
import type { Marking } from "../../flow/kept.ts";
import { isBlank, tallyOf, type Choice } from "../../flow/vote.ts";
import { Button } from "../../ui/button.tsx";
import { useWords } from "../../ui/words.ts";
import { Page, type Room } from "./page.tsx";

export function ReviewPage(room: Room & { readonly kept: Marking }): JSX.Element {
    const { state, send, kept } = room;
    const { vote } = kept;
    const words = useWords();
    const tally = tallyOf(state.choices);
    const left = vote.shape.cap - tally.approve;
    const headings: Readonly<Record<Choice, string>> =
        vote.shape.grades === 2
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
                  unmarked: words.review.unmarked(tally.unmarked),
              };
    const shown: readonly Choice[] =
        vote.shape.grades === 2
            ? ["approve", "unmarked"]
            : ["approve", "oppose", "abstain", "unmarked"];
    const busy = state.doing !== null;
    const change = (): void => {
        send({ on: "turned", page: "marks" });
    };
    return (
        <Page
            {...room}
            name="review"
            title={words.review.title}
            foot={
                <div class="pair">
                    <Button onPress={change}>{words.review.change}</Button>
                    <Button
                        kind="forward"
                        busy={busy}
                        onPress={() => {
                            send({ on: "seal_wanted" });
                        }}
                    >
                        {busy ? words.review.sealing : words.review.seal}
                    </Button>
                </div>
            }
        >
            {isBlank(vote, state.choices) ? <p class="strong">{words.review.blank}</p> : null}
            {shown.map((choice) => (
                <List key={choice} room={room} choice={choice} heading={headings[choice]} />
            ))}
            {vote.shape.grades === 2 &&
            left > 0 &&
            tally.approve > 0 &&
            vote.shape.lo < vote.shape.cap ? (
                <p class="say">{words.review.more(left)}</p>
            ) : null}
            <p class="say">{words.review.explain}</p>
        </Page>
    );
}

function List(props: {
    readonly room: Room & { readonly kept: Marking };
    readonly choice: Choice;
    readonly heading: string;
}): JSX.Element {
    const { room, choice, heading } = props;
    const words = useWords();
    const { projects } = room.kept.vote.manifest;
    const listed = projects.filter((_, place) => at(room.state.choices, place) === choice);
    return (
        <section class="review">
            <h2 class="review-heading">{heading}</h2>
            <ul>
                {listed.map(({ no, name }) => (
                    <li key={no} class="review-row">
                        <span class="project-no figure">{no}</span>
                        <span lang="zh-CN">{name}</span>
                    </li>
                ))}
                {listed.length === 0 ? <li class="review-row say">{words.review.none}</li> : null}
            </ul>
        </section>
    );
}
