// rooms/deputy/ballot_pages.tsx — the sealed ballot: its tracking code, on its way, in the box, or handed back.
import type { JSX } from "preact";
import { trackingCode, type BallotId } from "../../ballot/ids.ts";
import type { Cast, Casting, SealedStage } from "../../flow/kept.ts";
import { castingOpen, mayMarkAgain, waitsFor } from "../../flow/rules.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Code } from "../../ui/code.tsx";
import { Notice } from "../../ui/notice.tsx";
import { useWords } from "../../ui/words.ts";
import { Claim, Finish, Page, type Room } from "./page.tsx";
import { castTitle, EarlierRounds, forwardToNext, NextRound, receiptSentence } from "./rounds.tsx";

/** Of a ballot that will not be counted, nothing is said but its code. */
function Tracking({ id, explain }: { id: BallotId; explain: string | null }): JSX.Element {
    const words = useWords();
    return (
        <section class="stack">
            <h2 class="review-heading">{words.sealed.code}</h2>
            <Code groups={trackingCode(id).split("-")} />
            {explain === null ? null : (
                <div>
                    <p>{explain}</p>
                    <p class="say">{words.sealed.secret}</p>
                </div>
            )}
        </section>
    );
}

export function SealedPage(room: Room & { readonly kept: SealedStage }): JSX.Element {
    const { state, send, kept } = room;
    const words = useWords();
    const open = state.news !== null && castingOpen(kept.vote, state.news.phase);
    const busy = state.doing !== null;
    const over = state.end !== null;
    const unavailable = open ? undefined : words.sealed.closed;
    return (
        <Page {...room} name="sealed" title={over ? words.sealed.lost : words.sealed.title}>
            {over ? null : <p class="strong">{words.sealed.notCast}</p>}
            <Tracking id={kept.ballot.id} explain={over ? null : words.sealed.explain} />
            {over ? null : (
                <div class="stack">
                    <div class="equal-pair">
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
                    {open ? null : <p class="say">{words.sealed.closed}</p>}
                    <Button
                        kind="tool"
                        busy={busy}
                        explain={words.sealed.changeExplain}
                        onPress={() => {
                            send({ on: "marks_wanted" });
                        }}
                    >
                        {words.sealed.change}
                    </Button>
                    <LinkButton
                        onPress={() => {
                            send({ on: "turned", page: "hand_back" });
                        }}
                    >
                        {words.ballot.handBack}
                    </LinkButton>
                </div>
            )}
            <Claim {...room} />
            <Finish {...room} label={words.common.restart} />
        </Page>
    );
}

/** Until the promise came, nothing here says that the ballot was sent. */
export function CastingPage(room: Room & { readonly kept: Casting }): JSX.Element {
    const { state, send, kept } = room;
    const words = useWords();
    const busy = state.doing !== null;
    // The notice above says the same of a lost network, and says where the ballot is.
    const unsent = state.end === null && state.trouble?.is === "unreachable";
    const waiting = state.end === null && !mayMarkAgain(state);
    // When its round went by, the receipt alone tells whether it was counted.
    const lost = !waiting && state.end !== "round_replaced";
    const sentence = { what: words.casting.title, todo: words.casting[waitsFor(state.trouble)] };
    return (
        <Page
            {...room}
            name="casting"
            title={lost ? words.sealed.lost : busy ? words.casting.sending : words.sealed.title}
            obstacle={!unsent}
        >
            {waiting ? <Notice sentence={sentence} /> : null}
            <Tracking id={kept.ballot.id} explain={waiting ? words.sealed.explain : null} />
            {state.end === null ? (
                <Button
                    busy={busy}
                    onPress={() => {
                        send({ on: "retry_wanted" });
                    }}
                >
                    {busy ? words.casting.sending : words.casting.again}
                </Button>
            ) : null}
            {mayMarkAgain(state) ? (
                <Button
                    onPress={() => {
                        send({ on: "marks_wanted" });
                    }}
                >
                    {words.casting.markAgain}
                </Button>
            ) : null}
            <Claim {...room} />
            <Finish {...room} label={words.common.restart} />
        </Page>
    );
}

export function CastPage(room: Room & { readonly kept: Cast }): JSX.Element {
    const { kept } = room;
    const words = useWords();
    const explain = kept.receipt === null ? words.cast.keep : words.sealed.explain;
    return (
        <Page {...room} name="cast" title={castTitle(words, kept)} {...forwardToNext(words, room)}>
            <NextRound {...room} />
            {kept.promise === null || kept.voided ? null : (
                <p role="status">{words.cast.explain}</p>
            )}
            <Tracking id={kept.id} explain={kept.voided ? null : explain} />
            <p role="status">{receiptSentence(words, kept)}</p>
            {kept.receipt === null ? null : (
                <a class="link" href={`/#${trackingCode(kept.id)}`}>
                    <span>{words.cast.find}</span>
                </a>
            )}
            <EarlierRounds {...room} />
            <Finish {...room} label={words.common.finish} explain={words.cast.finishExplain} />
        </Page>
    );
}
