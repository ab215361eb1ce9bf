// What a record must hold when these ballots and no others were cast.
import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { at } from "../../../src/basics/assert.ts";
import {
    others as simulated,
    othersApprove,
    projectCount,
    type CountedRound,
} from "./held_vote.ts";

/** The marks of one guest: project numbers. */
export interface CastMarks {
    readonly approve: readonly number[];
    readonly oppose?: readonly number[];
}

export interface Counted {
    readonly cast: readonly CastMarks[];
    readonly handedBack?: number;
    /** Of these ballots, without any mark and said to be blank. */
    readonly blank?: number;
    /** Papers of which nothing came back. */
    readonly outstanding?: number;
    /** Simulated deputies beside the guests. */
    readonly others?: number;
    /** On the ballot, by number; all of the sample's where nothing is said. */
    readonly candidates?: readonly number[];
}

const allProjects = Array.from({ length: projectCount }, (_, place) => place + 1);

function times(no: number, lists: readonly (readonly number[])[]): number {
    return lists.flat().filter((listed) => listed === no).length;
}

/** In every round every guest's ballot is in the count exactly once, mark for mark. */
export function expectCounted(
    rounds: readonly CountedRound[],
    ...expected: readonly Counted[]
): void {
    strictEqual(rounds.length, expected.length, "the rounds in the record");
    for (const [place, round] of rounds.entries()) expectRound(round, at(expected, place));
}

function expectRound(round: CountedRound, expected: Counted): void {
    const { cast, handedBack = 0, blank = 0, outstanding = 0, others = simulated } = expected;
    const threeWay = round.projects.some(({ oppose }) => oppose !== null);
    const ballots = others + cast.length;
    const all = ballots + handedBack + outstanding;
    const { candidates = allProjects } = expected;
    const projects = candidates.map((no) => {
        const theirs = othersApprove.includes(no) ? others : 0;
        const approve =
            theirs +
            times(
                no,
                cast.map((marks) => marks.approve),
            );
        const oppose = times(
            no,
            cast.map((marks) => marks.oppose ?? []),
        );
        const abstain = ballots - approve - oppose;
        return { no, approve, oppose: threeWay ? oppose : null, abstain };
    });
    const found = {
        issued: round.issued,
        cast: round.cast,
        handedBack: round.handed_back,
        blank: round.blank,
        outstanding: round.outstanding,
        // The candidates of a further round stand in the order of their votes.
        projects: round.projects
            .map(({ no, approve, oppose, abstain }) => ({ no, approve, oppose, abstain }))
            .sort((one, other) => one.no - other.no),
    };
    deepStrictEqual(found, {
        issued: all,
        cast: ballots,
        handedBack,
        blank,
        outstanding,
        projects,
    });
}
