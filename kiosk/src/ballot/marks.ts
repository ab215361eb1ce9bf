// ballot/marks.ts — what a deputy marked, held against the rules of the round (PROTOCOL §8.1).
import type { Bytes } from "../basics/bytes.ts";
import { concat } from "../basics/bytes.ts";
import { demand, need, refuse, steps, type Refusal, type Result } from "../basics/result.ts";
import type { BallotShape } from "./shape.ts";

export const marks = { none: 0, approve: 1, oppose: 2 } as const;
/** none: unmarked, and in a three-way vote to abstain. */
export type Mark = keyof typeof marks;

function* markOf(byte: number, grades: number): Generator<Refusal, Mark> {
    switch (byte) {
        case marks.none:
            return "none";
        case marks.approve:
            return "approve";
        case marks.oppose:
            if (grades === 3) return "oppose";
    }
    return yield* refuse("malformed", `mark ${byte}`);
}

export class Marks {
    /** One byte for each project in candidate order, then blank. */
    readonly bytes: Bytes;
    readonly perProject: readonly Mark[];
    readonly blank: boolean;

    private constructor(perProject: readonly Mark[], blank: boolean) {
        this.perProject = perProject;
        this.blank = blank;
        const values = perProject.map((mark) => marks[mark]);
        this.bytes = concat(Uint8Array.from(values), Uint8Array.of(blank ? 1 : 0));
    }

    /** Refuses: malformed. */
    static create(shape: BallotShape, perProject: readonly Mark[], blank: boolean): Result<Marks> {
        return steps(function* () {
            yield* demand(perProject.length === shape.projects, "one mark for each project");
            const approvals = perProject.filter((mark) => mark === "approve").length;
            const opposed = perProject.includes("oppose");
            yield* demand(shape.grades === 3 || !opposed, "nothing can be opposed here");
            if (blank) {
                yield* demand(approvals === 0 && !opposed, "a blank ballot with marks");
            } else {
                const inRange = approvals >= shape.lo && approvals <= shape.cap;
                yield* demand(inRange, `${approvals} approvals`);
            }
            return new Marks(perProject, blank);
        });
    }

    /** Refuses: malformed. */
    static decode(shape: BallotShape, bytes: Uint8Array): Result<Marks> {
        return steps(function* () {
            yield* demand(bytes.length === shape.marksBytes, `${bytes.length} bytes of marks`);
            const perProject: Mark[] = [];
            for (const byte of bytes.subarray(0, -1)) {
                perProject.push(yield* markOf(byte, shape.grades));
            }
            const blank = bytes.at(-1);
            yield* demand(blank === 0 || blank === 1, "blank is 0 or 1");
            return yield* need(Marks.create(shape, perProject, blank === 1));
        });
    }

    /** What each ciphertext of the ballot encrypts, in order: for each project its grades, then blank. */
    plaintexts(grades: number): readonly number[] {
        const ofProject = (mark: Mark): readonly number[] =>
            Array.from({ length: grades - 1 }, (_, i) => (marks[mark] === i + 1 ? 1 : 0));
        return [...this.perProject.flatMap(ofProject), this.blank ? 1 : 0];
    }
}
