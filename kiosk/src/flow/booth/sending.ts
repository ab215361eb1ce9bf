// flow/booth/sending.ts — ballots on their way to the box, one at a time, and what the box says to them. Whoever cast
// one may have left: the booth answers for it.
import { encodeHex } from "../../basics/encoding.ts";
import { equalBytes } from "../../basics/bytes.ts";
import type { Errc } from "../../basics/errc.ts";
import { slipHashOf } from "../../ballot/encrypted.ts";
import type { BallotId } from "../../ballot/ids.ts";
import { castingOpen, isAnnounced, isOver, namesAnother, passes } from "../rules.ts";
import type { RoundNews } from "../state.ts";
import { settle, waitingIn, type Settled } from "./book.ts";
import { keep, next, nothing, andThen } from "./moves.ts";
import type { Answer, Done, Next, State } from "./state.ts";

/** The ballot after the last one that was sent, so that one that is refused holds up no other. */
export function sendNext(state: State): Next {
    const { book, sending, lastSent, barred } = state;
    if (book === null || sending !== null) return nothing(state);
    const ids = book.waiting.map(({ id }) => encodeHex(id));
    const after = lastSent === null ? 0 : ids.indexOf(lastSent) + 1;
    const order = [...book.waiting.slice(after), ...book.waiting.slice(0, after)];
    const ballot = order.find(({ id }) => !barred.includes(encodeHex(id)));
    if (ballot === undefined) return nothing(state);
    const id = encodeHex(ballot.id);
    const sent: State = { ...state, sending: id, lastSent: id };
    return next(sent, { run: "send_cast", vote: book.vote, ballot });
}

type Sent = Extract<Answer, { on: "promised" | "cast_refused" | "cast_unreachable" }>;

export function onSent(before: State, event: Sent): Next {
    if (before.sending !== encodeHex(event.id)) return nothing(before);
    const state: State = { ...before, sending: null };
    switch (event.on) {
        case "promised":
            return andThen(onSettled(state, { id: event.id, promise: event.promise }), sendNext);
        case "cast_refused":
            return onRefused(state, event.id, event.code);
        case "cast_unreachable":
            // The look that follows sets the time of the next attempt.
            return next({ ...state, reached: false });
    }
}

const final: readonly Errc[] = [
    "already_cast",
    "already_handed_back",
    "already_opened",
    "duplicate_ciphertext",
    "proof_rejected",
    "token_rejected",
    "wrong_manifest",
];

function onRefused(state: State, id: BallotId, code: Errc): Next {
    const { book, news } = state;
    if (book === null || news === null) return nothing(state);
    const settled = (as: Errc): Next => andThen(onSettled(state, { id, code: as }), sendNext);
    if (final.includes(code)) return settled(code);
    // The box knows the newest round alone, and may find a ballot of another one too long or too short.
    if (namesAnother(book.vote, news.manifest)) return settled("wrong_manifest");
    if (code === "wrong_phase") {
        if (isOver(news.phase)) return settled(code);
        // The look at the next tick says more. Not at once: a server that says both would be asked without end.
        return next({ ...state, barred: [...state.barred, encodeHex(id)] });
    }
    return next({ ...state, odd: passes({ is: "refused", code }) ? null : code });
}

function onSettled(state: State, answer: Settled): Next {
    const book = settle(state.book, answer);
    if (book === null) return nothing(state);
    const settled: State = {
        ...state,
        book,
        odd: null,
        spent: spentBy(state, answer),
        visit: told(state, answer),
    };
    return keep(settled);
}

function told({ visit }: State, answer: Settled): State["visit"] {
    // Said of a ballot that was kept here: it no longer is.
    if (visit.at === "idle" && visit.told === "waiting_here") return { ...visit, told: null };
    if (visit.at !== "done" || !equalBytes(visit.id, answer.id)) return visit;
    const outcome: Done["outcome"] = "code" in answer ? answer.code : "counted";
    return { ...visit, outcome };
}

function spentBy({ book, spent }: State, answer: Settled): readonly string[] {
    const ballot = waitingIn(book).find(({ id }) => equalBytes(id, answer.id));
    const unused =
        "code" in answer && answer.code !== "already_cast" && answer.code !== "already_handed_back";
    return ballot === undefined || unused ? spent : [...spent, encodeHex(slipHashOf(ballot.bytes))];
}

/** What the news say about ballots that the box refused for the phase, and about what need not be kept any more. */
export function onPhase(state: State, news: RoundNews): Next {
    const { book, barred } = state;
    if (book === null) return nothing(state);
    if (book.waiting.length === 0) {
        const done = isAnnounced(news.phase) || news.phase === "voided";
        if (!done && !namesAnother(book.vote, news.manifest)) return nothing(state);
        return keep({ ...state, book: null });
    }
    if (barred.length === 0) return nothing(state);
    const free: State = { ...state, barred: [] };
    if (namesAnother(book.vote, news.manifest) || castingOpen(book.vote, news.phase)) {
        return next(free);
    }
    if (!isOver(news.phase)) return nothing(state);
    const late = book.waiting.filter(({ id }) => barred.includes(encodeHex(id)));
    return late.reduce(
        (so, { id }) => andThen(so, (now) => onSettled(now, { id, code: "wrong_phase" })),
        next(free),
    );
}
