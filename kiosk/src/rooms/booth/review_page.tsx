// rooms/booth/review_page.tsx — what is marked and what is left unmarked, by name; beside it the tracking code of the sealed
// ballot, and the two acts: cast or check.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { at } from "../../basics/assert.ts";
import { errcNumbers } from "../../basics/errc.ts";
import { trackingCode } from "../../ballot/ids.ts";
import { isOpen } from "../../flow/booth/moves.ts";
import type { Reviewing } from "../../flow/booth/state.ts";
import { isUnmarked, tallyOf, type Vote } from "../../flow/vote.ts";
import { Button, LinkButton, Toggle } from "../../ui/button.tsx";
import { Code } from "../../ui/code.tsx";
import { Notice } from "../../ui/notice.tsx";
import { headingsOf, shownOf } from "../../ui/review_words.ts";
import { Name2 } from "../../ui/second_name.tsx";
import { Columns, onePage } from "./columns.tsx";
import { Page, type Room } from "./frame.tsx";
import { useBoothWords } from "./words.ts";

export interface ReviewRoom extends Room {
    readonly visit: Reviewing;
    readonly vote: Vote;
}

export function ReviewPage(room: ReviewRoom): JSX.Element {
    const { send } = room;
    const words = useBoothWords();
    const [page, setPage] = useState(0);
    const [{ pages }, onLayout] = useState(onePage);
    const shown = Math.min(page, pages - 1);
    const change = (place: number): void => {
        send({ on: "marks_wanted", place });
    };
    const tools = (
        <LinkButton
            onPress={() => {
                change(0);
            }}
        >
            {words.review.change}
        </LinkButton>
    );
    return (
        <Page {...room} name="review" title={words.review.title} bare tools={tools}>
            <div class="review-lists">
                <Columns page={shown} onLayout={onLayout}>
                    <Lists {...room} onChange={change} />
                </Columns>
                {pages === 1 ? null : (
                    <div class="turning">
                        <span class="figure">{words.booth.marks.page(shown + 1, pages)}</span>
                        <Button
                            onPress={() => {
                                setPage((shown + 1) % pages);
                            }}
                        >
                            {words.booth.marks.next}
                        </Button>
                    </div>
                )}
            </div>
            <div class="review-acts">
                <Sealed {...room} />
                <Acts {...room} />
            </div>
        </Page>
    );
}

/** Rows that have room in a column, also under the band of a rehearsal. */
const columnRows = 8;

function Lists({
    visit,
    vote,
    onChange,
}: ReviewRoom & { readonly onChange: (place: number) => void }): JSX.Element {
    const words = useBoothWords();
    const tally = tallyOf(visit.choices);
    const headings = headingsOf(words, vote, tally, visit.blank);
    const left = vote.shape.cap - tally.approve;
    const { grades, lo, cap } = vote.shape;
    // Beside each other where each has room in a column of its own.
    const longest = Math.max(tally.approve, tally.unmarked);
    const apart = grades === 2 && tally.approve > 0 && longest <= columnRows;
    const mayChooseMore = grades === 2 && left > 0 && tally.approve > 0 && lo < cap;
    return (
        <>
            {shownOf(vote).map((choice) => (
                <section
                    key={choice}
                    class={apart && choice === "unmarked" ? "list list-apart" : "list"}
                >
                    <h2 class="list-heading">{headings[choice]}</h2>
                    <ul>
                        {vote.manifest.projects.map((project, place) =>
                            at(visit.choices, place) !== choice ? null : (
                                <li key={project.no}>
                                    <button
                                        type="button"
                                        class="list-row"
                                        onClick={() => {
                                            onChange(place);
                                        }}
                                    >
                                        <span class="list-no figure">{project.no}</span>
                                        <span>
                                            <span lang="zh-CN">{project.name}</span>
                                            <Name2 name2={project.name2} />
                                        </span>
                                    </button>
                                </li>
                            ),
                        )}
                        {tally[choice] === 0 ? (
                            <li class="list-row say">{words.review.none}</li>
                        ) : null}
                    </ul>
                    {choice === "unmarked" && mayChooseMore ? (
                        <p class="list-say say">{words.review.more(left)}</p>
                    ) : null}
                    {choice === "unmarked" ? (
                        <p class="list-say say">{words.booth.review.touch}</p>
                    ) : null}
                </section>
            ))}
        </>
    );
}

function Sealed(room: ReviewRoom): JSX.Element {
    const { state, visit } = room;
    const words = useBoothWords();
    const { review } = words.booth;
    const { sealed, trouble } = visit;
    const what = trouble === "cannot_keep" ? review.notKept : review.failed;
    const todo = trouble === "cannot_keep" ? review.notKeptTodo : review.failedTodo;
    const code = trouble === null || trouble === "cannot_keep" ? undefined : errcNumbers[trouble];
    return (
        <section class="stack">
            {trouble === null ? null : <Notice sentence={{ what, todo }} refusal={code} focused />}
            {isUnmarked(visit.choices) ? <Blank {...room} /> : null}
            <h2 class="code-heading">{words.sealed.code}</h2>
            {sealed === null ? (
                <p class="code-awaited" role="status">
                    {state.doing === "sealing" ? words.review.sealing : review.notYet}
                </p>
            ) : (
                <>
                    <Code groups={trackingCode(sealed.ballot.id).split("-")} />
                    <p class="say">
                        {words.sealed.explain}
                        <br />
                        {words.sealed.secret}
                    </p>
                </>
            )}
        </section>
    );
}

function Blank({ send, visit, vote }: ReviewRoom): JSX.Element {
    const words = useBoothWords();
    const threeWay = vote.shape.grades === 3;
    const say = (blank: boolean): void => {
        send({ on: "blank_said", blank });
    };
    return (
        <>
            <p class="strong">{words.review.nothing}</p>
            <div class="equal-pair" role="group" aria-label={words.review.nothing}>
                {threeWay ? (
                    <Toggle
                        pressed={visit.blank === false}
                        onPress={() => {
                            say(false);
                        }}
                    >
                        {words.review.abstainAll}
                    </Toggle>
                ) : null}
                <Toggle
                    pressed={visit.blank === true}
                    onPress={() => {
                        say(threeWay || visit.blank !== true);
                    }}
                >
                    {words.review.blank}
                </Toggle>
            </div>
            <p class="say">{words.review.blankCounts[vote.manifest.method.blank]}</p>
        </>
    );
}

function Acts({ state, send, visit }: ReviewRoom): JSX.Element {
    const words = useBoothWords();
    const busy = state.doing !== null;
    const unavailable = !isOpen(state)
        ? words.booth.review.paused
        : visit.sealed === null
          ? words.booth.review.notYet
          : undefined;
    const shut = isOpen(state) ? null : words.booth.review.paused;
    return (
        <div class="two-acts">
            {shut === null ? null : <p class="say">{shut}</p>}
            <Button
                kind="equal"
                explain={words.sealed.castExplain}
                busy={busy}
                unavailable={unavailable}
                onPress={() => {
                    send({ on: "cast_wanted" });
                }}
            >
                {words.sealed.cast}
            </Button>
            <Button
                kind="equal"
                explain={words.sealed.checkExplain}
                busy={busy}
                unavailable={unavailable}
                onPress={() => {
                    send({ on: "check_wanted" });
                }}
            >
                {words.sealed.check}
            </Button>
        </div>
    );
}
