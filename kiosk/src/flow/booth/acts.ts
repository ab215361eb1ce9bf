// flow/booth/acts.ts — what a person does at a booth. An act that the state does not allow changes nothing.
import { encodeHex } from "../../basics/encoding.ts";
import { ballotKeyOf } from "../../ballot/encrypted.ts";
import { encodeOpening } from "../../ballot/opening.ts";
import { fits, mayReview, maySeal } from "../rules.ts";
import { isUnmarked, nothingChosen, toMarks, type Choice, type Vote } from "../vote.ts";
import { slipsWaiting, withBallot } from "./book.ts";
import { isOpen, isStoring, next, nothing, unsealed, waitsOfAnother, wipe } from "./moves.ts";
import { readScanned } from "./scanned.ts";
import type { Act, Checking, Marking, Next, Reviewing, Slip, State, Told } from "./state.ts";

export function act(state: State, event: Act): Next {
    // Leaving is possible in every moment but one, in which the ballot is on its way to being kept.
    if (event.on === "leave_wanted") return leave(state);
    if (event.on === "retry_wanted") return retry(state);
    // What is on the screen is no act: it is told also while the booth is at something.
    if (event.on === "shown") return show(state, event.places);
    if (state.doing !== null) return nothing(state);
    switch (event.on) {
        case "scanned":
            return scan(state, event.text);
        case "turned_to":
        case "chose":
        case "review_wanted":
            return state.visit.at === "marking" ? mark(state, state.visit, event) : nothing(state);
        case "blank_said":
        case "marks_wanted":
        case "cast_wanted":
        case "check_wanted":
            return state.visit.at === "review" ? review(state, state.visit, event) : nothing(state);
        case "check_turned":
        case "again_wanted":
            return state.visit.at === "checking"
                ? check(state, state.visit, event)
                : nothing(state);
    }
}

function leave(state: State): Next {
    return state.visit.at === "idle" || isStoring(state) ? nothing(state) : wipe(state, null);
}

function retry(state: State): Next {
    if (!state.unreadable) return nothing(state);
    return next({ ...state, unreadable: false, doing: "opening" }, { run: "load" });
}

/** A slip that cannot be used now, said to whoever holds it. */
function tell(state: State, told: Told): Next {
    return next({ ...state, doing: null, visit: { at: "idle", told } });
}

function scan(state: State, text: string): Next {
    if (state.visit.at !== "idle" || !isOpen(state) || waitsOfAnother(state)) return nothing(state);
    const found = readScanned(text);
    if (found.is !== "slip") return tell(state, found.is);
    const { seed } = found;
    const reading: State = { ...state, doing: "reading", visit: { at: "idle", told: null } };
    return next(reading, { run: "read_slip", visit: state.visits, seed });
}

export function onSlip(state: State, visit: number, slip: Slip): Next {
    const { vote, slips, book, spent, times } = state;
    if (state.doing !== "reading" || visit !== state.visits) return nothing(state);
    if (vote === null || slips === null) return tell(state, "replaced");
    if (!isOpen(state)) return tell(state, "closed");
    const hash = encodeHex(slip.hash);
    if (!slips.has(slip.hash)) return tell(state, "not_of_round");
    if (spent.includes(hash)) return tell(state, "used");
    if (slipsWaiting(book).includes(hash)) return tell(state, "waiting_here");
    const begun: State = { ...state, doing: null, visit: marking(vote, slip) };
    return next(begun, { run: "watch", seconds: times.quiet });
}

function marking(vote: Vote, slip: Slip): Marking {
    const choices = nothingChosen(vote);
    const shown = choices.map(() => false);
    return { at: "marking", slip, choices, shown, place: 0, full: null };
}

function show(state: State, places: readonly number[]): Next {
    const { visit } = state;
    if (visit.at !== "marking") return nothing(state);
    const shown = visit.shown.map((before, place) => before || places.includes(place));
    return next({ ...state, visit: { ...visit, shown } });
}

type Mark = Extract<Act, { on: "turned_to" | "chose" | "review_wanted" }>;

function mark(state: State, visit: Marking, event: Mark): Next {
    const { vote } = state;
    if (vote === null) return nothing(state);
    switch (event.on) {
        case "turned_to": {
            const there = event.place >= 0 && event.place < vote.shape.projects;
            const turned = { ...visit, place: event.place, full: null };
            return there ? next({ ...state, visit: turned }) : nothing(state);
        }
        case "chose":
            return choose(state, visit, vote, event);
        case "review_wanted": {
            if (!mayOpenReview(vote, visit)) return nothing(state);
            const { slip, choices, shown } = visit;
            const at = { at: "review", slip, choices, shown } as const;
            return sealIfSaid(state, { ...at, blank: null, sealed: null, trouble: null });
        }
    }
}

type Chose = Extract<Act, { on: "chose" }>;

function choose(state: State, visit: Marking, vote: Vote, { project, choice }: Chose): Next {
    const { projects, grades } = vote.shape;
    if (project < 0 || project >= projects) return nothing(state);
    if (grades === 2 && (choice === "oppose" || choice === "abstain")) return nothing(state);
    const choices: readonly Choice[] = visit.choices.map((before, at) =>
        at === project ? choice : before,
    );
    if (!fits(vote, choices)) return next({ ...state, visit: { ...visit, full: project } });
    return next({ ...state, visit: { ...visit, choices, full: null } });
}

/** After every page was on the screen, and with as many marks as the rule asks. */
export function mayOpenReview(vote: Vote, { choices, shown }: Marking): boolean {
    return shown.every(Boolean) && mayReview(vote, choices);
}

/** The tracking code stands on the review: the ballot is sealed as soon as it is known what it says. */
function sealIfSaid(state: State, visit: Reviewing): Next {
    const { vote, slips, visits } = state;
    const { slip, choices, blank } = visit;
    if (vote === null || slips === null || !maySeal(vote, choices, blank)) {
        return next({ ...state, visit });
    }
    const what = { vote, slips, seed: slip.seed, choices, blank: blank === true };
    return next({ ...state, visit, doing: "sealing" }, { run: "seal", visit: visits, ...what });
}

type Review = Extract<Act, { on: "blank_said" | "marks_wanted" | "cast_wanted" | "check_wanted" }>;

function review(state: State, visit: Reviewing, event: Review): Next {
    const { vote, book } = state;
    switch (event.on) {
        case "blank_said":
            return isUnmarked(visit.choices)
                ? sealIfSaid(state, unsealed(visit, event.blank))
                : nothing(state);
        case "marks_wanted": {
            const { slip, choices, shown } = visit;
            const { place } = event;
            return next({
                ...state,
                visit: { at: "marking", slip, choices, shown, place, full: null },
            });
        }
        case "cast_wanted": {
            if (visit.sealed === null || vote === null || !isOpen(state)) return nothing(state);
            const storing: State = { ...state, visit: { ...visit, trouble: null } };
            return next(
                { ...storing, doing: "storing_cast" },
                { run: "keep", book: withBallot(book, vote, visit.sealed.ballot) },
            );
        }
        case "check_wanted": {
            if (visit.sealed === null || !isOpen(state)) return nothing(state);
            // First the store is made sure not to hold this ballot: a write that failed may have been stored.
            const storing: State = { ...state, visit: { ...visit, trouble: null } };
            return next({ ...storing, doing: "storing_check" }, { run: "keep", book });
        }
    }
}

/** Undefined where the marks are none that the round allows. */
export function checkOf(vote: Vote, visit: Reviewing): Checking | undefined {
    const { slip, choices, blank, sealed } = visit;
    const marks = toMarks(vote, choices, blank === true);
    if (!marks.ok || sealed === null) return undefined;
    const { ballot, ballotSeed } = sealed;
    const ballotKey = ballotKeyOf(ballot.bytes);
    const opening = encodeOpening({ ballotKey, marks: marks.value, seed: ballotSeed });
    return { at: "checking", slip, id: ballot.id, opening, page: "id" };
}

type Check = Extract<Act, { on: "check_turned" | "again_wanted" }>;

function check(state: State, visit: Checking, event: Check): Next {
    switch (event.on) {
        case "check_turned":
            return next({ ...state, visit: { ...visit, page: event.page } });
        case "again_wanted": {
            const { vote } = state;
            if (vote === null) return nothing(state);
            // A second device has seen the marks: the next ballot begins empty.
            return next({ ...state, visit: marking(vote, visit.slip) });
        }
    }
}
