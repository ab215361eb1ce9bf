// flow/acts.ts — what a person does. An act that the state does not allow changes nothing.
import { next, nothing, resend, resume } from "./moves.ts";
import { encodeOpening } from "../ballot/opening.ts";
import type { Giving } from "../ballot/giving.ts";
import { ballotKeyOf } from "../ballot/encrypted.ts";
import {
    castingOpen,
    claimable,
    fits,
    mayFinish,
    mayGoOn,
    mayMarkAgain,
    mayReview,
    maySeal,
} from "./rules.ts";
import type { Checking, Marking, SealedStage } from "./kept.ts";
import type { Act, Next, Page, State } from "./state.ts";
import { isUnmarked, nothingChosen, toMarks, type Choice } from "./vote.ts";

export function act(state: State, event: Act): Next {
    // The device is at something; what it does decides what can be done after.
    if (state.doing !== null) return nothing(state);
    switch (event.on) {
        case "card_given": {
            const { secret, tokenSeed } = event;
            if (state.kept !== null || state.vote === null) return nothing(state);
            const made = { run: "make_request", vote: state.vote, secret, tokenSeed } as const;
            return next({ ...state, doing: "requesting", trouble: null }, made);
        }
        case "chose":
            return choose(state, event.project, event.choice);
        case "turned":
            return turn(state, event.page);
        case "blank_said":
            return sayBlank(state, event.blank);
        case "marks_wanted":
            return backToMarks(state);
        case "recovery_done":
        case "seal_wanted":
        case "cast_wanted":
        case "check_wanted":
            return state.end === null ? onward(state, event.on) : nothing(state);
        case "hand_back_wanted":
            return giveUp(state, event.giving);
        case "retry_wanted":
            return retry(state);
        case "finish_wanted":
            return mayFinish(state) ? finish(state) : nothing(state);
        case "next_round_wanted":
            return goOn(state);
    }
}

/** Whoever clears a device on which a round was finished forgets the rounds before too. */
function finish(state: State): Next {
    const finished = state.kept?.at === "cast" || state.kept?.at === "handed_back";
    const earlier = finished ? [] : state.earlier;
    return next({ ...state, doing: "clearing" }, { run: "clear", earlier });
}

function goOn(state: State): Next {
    const { kept } = state;
    if (!mayGoOn(state) || (kept?.at !== "cast" && kept?.at !== "handed_back")) {
        return nothing(state);
    }
    const earlier = [...state.earlier, kept];
    return next({ ...state, doing: "clearing" }, { run: "clear", earlier });
}

/** The deputy at the marks while casting is open. */
function marking(state: State): Marking | undefined {
    const { kept, news, end } = state;
    if (kept?.at !== "marking" || end !== null || news === null) return undefined;
    return castingOpen(kept.vote, news.phase) ? kept : undefined;
}

function choose(state: State, project: number, choice: Choice): Next {
    const kept = marking(state);
    if (kept === undefined || state.page !== "marks") return nothing(state);
    if (project < 0 || project >= kept.vote.shape.projects) return nothing(state);
    if (kept.vote.shape.grades === 2 && (choice === "oppose" || choice === "abstain")) {
        return nothing(state);
    }
    const choices = state.choices.map((before, at) => (at === project ? choice : before));
    if (!fits(kept.vote, choices)) {
        return next({ ...state, trouble: { is: "full", project } });
    }
    const draft = { ...kept, choices };
    return next({ ...state, choices, trouble: null }, { run: "keep", kept: draft });
}

function sayBlank(state: State, blank: boolean): Next {
    const { page, choices } = state;
    if (marking(state) === undefined || page !== "review") return nothing(state);
    return isUnmarked(choices) ? next({ ...state, blank }) : nothing(state);
}

function turn(state: State, page: Page): Next {
    if (state.end !== null) return nothing(state);
    const turned = next({ ...state, page, blank: null, trouble: null });
    const stage = state.kept?.at;
    switch (page) {
        case "marks":
            return stage === "marking" || stage === "sealed" || stage === "checking"
                ? turned
                : nothing(state);
        case "review": {
            const kept = marking(state);
            return kept !== undefined && mayReview(kept.vote, state.choices)
                ? turned
                : nothing(state);
        }
        case "hand_back":
            return stage === "marking" || stage === "sealed" ? turned : nothing(state);
        case "opening":
            return stage === "checking" ? turned : nothing(state);
    }
}

function backToMarks(state: State): Next {
    const { kept, end } = state;
    if (kept === null || end !== null) return nothing(state);
    const { vote } = kept;
    if (kept.at === "sealed") {
        const { paper, choices } = kept;
        const again = { at: "marking", vote, paper, choices } as const;
        return next({ ...state, doing: "keeping" }, { run: "keep", kept: again });
    }
    // After a check nothing is left of its marks: the next ballot is as secret as the first.
    if (kept.at === "checking" || (kept.at === "casting" && mayMarkAgain(state))) {
        const again = { at: "marking", vote, paper: kept.paper } as const;
        const empty = { ...again, choices: nothingChosen(vote) };
        return next({ ...state, doing: "keeping" }, { run: "keep", kept: empty });
    }
    return nothing(state);
}

type Onward = "recovery_done" | "seal_wanted" | "cast_wanted" | "check_wanted";

function onward(state: State, wanted: Onward): Next {
    const { kept, page } = state;
    const quiet = { ...state, trouble: null };
    switch (wanted) {
        case "recovery_done":
            if (kept?.at !== "requested" || kept.offered) return nothing(state);
            return next({ ...quiet, doing: "keeping" }, keepOf({ ...kept, offered: true }));
        case "seal_wanted": {
            const open = marking(state);
            const { choices, blank } = state;
            if (open === undefined || page !== "review") return nothing(state);
            if (!maySeal(open.vote, choices, blank)) return nothing(state);
            const { vote, paper } = open;
            const seal = { run: "seal", vote, paper, choices, blank: blank === true } as const;
            return next({ ...quiet, doing: "sealing" }, seal);
        }
        case "cast_wanted": {
            if (kept?.at !== "sealed" || page === "hand_back") return nothing(state);
            // The marks and the ballot seed stay behind: from here on they are no longer needed.
            const { vote, paper, ballot } = kept;
            const casting = { at: "casting", vote, paper, ballot } as const;
            return next({ ...quiet, doing: "keeping" }, keepOf(casting));
        }
        case "check_wanted": {
            const checking = kept?.at === "sealed" ? checked(kept) : undefined;
            if (checking === undefined || page === "hand_back") return nothing(state);
            return next({ ...quiet, doing: "keeping" }, keepOf(checking));
        }
    }
}

function giveUp(state: State, giving: Giving): Next {
    const kept = giving === "claim" ? claimable(state) : givable(state);
    if (kept === undefined) return nothing(state);
    const { vote, paper } = kept;
    const made = { run: "make_hand_back", giving, vote, paper } as const;
    return next({ ...state, trouble: null, doing: "sending" }, made);
}

/** A paper that may still be used, on the page that asks once more. */
function givable({ kept, end, page }: State): Marking | SealedStage | undefined {
    if (end !== null || page !== "hand_back") return undefined;
    return kept?.at === "marking" || kept?.at === "sealed" ? kept : undefined;
}

function checked({
    vote,
    paper,
    choices,
    blank,
    ballot,
    ballotSeed,
}: SealedStage): Checking | undefined {
    const marks = toMarks(vote, choices, blank);
    if (!marks.ok) return undefined;
    const ballotKey = ballotKeyOf(ballot.bytes);
    const opening = encodeOpening({ ballotKey, marks: marks.value, seed: ballotSeed });
    return { at: "checking", vote, paper, id: ballot.id, opening };
}

function keepOf(kept: NonNullable<State["kept"]>): Next["effects"][number] {
    return { run: "keep", kept };
}

/** Asked for by a person: also what a refusal stopped is tried again. */
function retry(state: State): Next {
    if (state.trouble?.is === "unreadable") {
        return next({ ...state, trouble: null, doing: "opening" }, { run: "load" });
    }
    const waits = state.kept !== null && resume(state.kept).length > 0;
    return resend({ ...state, trouble: waits ? null : state.trouble, failures: 0 });
}
