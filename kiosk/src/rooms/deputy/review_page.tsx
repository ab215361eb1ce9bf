// rooms/deputy/review_page.tsx — what is marked and what is left unmarked, by name, before anything is sealed.
import type { JSX } from "preact";
import { useContext } from "preact/hooks";
import { at } from "../../basics/assert.ts";
import type { Marking } from "../../flow/kept.ts";
import { isUnmarked, tallyOf } from "../../flow/vote.ts";
import { maySeal } from "../../flow/rules.ts";
import { Button, Toggle } from "../../ui/button.tsx";
import { ProjectList } from "../../ui/project_list.tsx";
import { headingsOf, shownOf } from "../../ui/review_words.ts";
import { useWords } from "../../ui/words.ts";
import { Page, ToProject, type Room } from "./page.tsx";

export function ReviewPage(room: Room & { readonly kept: Marking }): JSX.Element {
    const { state, send, kept } = room;
    const { vote } = kept;
    const words = useWords();
    const tally = tallyOf(state.choices);
    const left = vote.shape.cap - tally.approve;
    const { grades, lo, cap } = vote.shape;
    const mayChooseMore = grades === 2 && left > 0 && tally.approve > 0 && lo < cap;
    const headings = headingsOf(words, vote, tally, state.blank);
    const busy = state.doing !== null;
    const sealable = maySeal(vote, state.choices, state.blank);
    const unsaid = vote.shape.grades === 3 ? words.review.sayWhich : words.review.blankFirst;
    const change = (): void => {
        send({ on: "turned", page: "marks" });
    };
    const toProject = useContext(ToProject);
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
                        unavailable={sealable ? undefined : unsaid}
                        onPress={() => {
                            send({ on: "seal_wanted" });
                        }}
                    >
                        {busy ? words.review.sealing : words.review.seal}
                    </Button>
                </div>
            }
        >
            {isUnmarked(state.choices) ? <Blank {...room} /> : null}
            {shownOf(vote).map((choice) => (
                <ProjectList
                    key={choice}
                    heading={headings[choice]}
                    say={choice === "approve" && mayChooseMore ? words.review.more(left) : null}
                    onProject={(no) => {
                        toProject.current = no;
                        change();
                    }}
                    projects={vote.manifest.projects.filter(
                        (_, place) => at(state.choices, place) === choice,
                    )}
                />
            ))}
            <p class="say">{words.review.explain}</p>
        </Page>
    );
}

/** A blank ballot is said in words, where nothing is marked and nowhere else. */
function Blank({ state, send, kept }: Room & { readonly kept: Marking }): JSX.Element {
    const words = useWords();
    const { method } = kept.vote.manifest;
    const threeWay = kept.vote.shape.grades === 3;
    const isSaid = threeWay ? state.blank !== null : state.blank === true;
    const say = (blank: boolean): void => {
        send({ on: "blank_said", blank });
    };
    return (
        <section class="stack">
            <p class="strong">{words.review.nothing}</p>
            <div class="equal-pair" role="group" aria-label={words.review.nothing}>
                {threeWay ? (
                    <Toggle
                        pressed={state.blank === false}
                        onPress={() => {
                            say(false);
                        }}
                    >
                        {words.review.abstainAll}
                    </Toggle>
                ) : null}
                <Toggle
                    pressed={state.blank === true}
                    onPress={() => {
                        say(threeWay || state.blank !== true);
                    }}
                >
                    {words.review.blank}
                </Toggle>
            </div>
            <p class="say">
                {isSaid ? null : threeWay ? words.review.sayWhich : words.review.blankFirst}
                {words.review.blankCounts[method.blank]}
            </p>
        </section>
    );
}
