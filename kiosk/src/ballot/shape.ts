// ballot/shape.ts — how many ciphertexts, branches and bytes a ballot of a round has (PROTOCOL §8.2, §8.4, §8.5).
import { ciphertextBytes } from "../crypto/elgamal.ts";
import { scalarBytes } from "../crypto/scalar.ts";
import { signatureBytes, verifyKeyBytes } from "../crypto/signature.ts";
import { gradesOf, type Method } from "./method.ts";
import { hashBytes, tokenBytes } from "./wire.ts";

const versionBytes = 2;
const commitmentBytes = 64;

export interface ShapeFields {
    readonly projects: number;
    readonly grades: 2 | 3;
    readonly lo: number;
    readonly hi: number;
}

export class BallotShape {
    readonly projects: number;
    readonly grades: 2 | 3;
    readonly lo: number;
    /** No more approvals than this: hi, or the number of projects if that is less. */
    readonly cap: number;
    /** Branches of each OR, in order. */
    readonly orSizes: readonly number[];

    constructor({ projects, grades, lo, hi }: ShapeFields) {
        this.projects = projects;
        this.grades = grades;
        this.lo = lo;
        this.cap = Math.min(hi, projects);
        const ofProjects = Array.from({ length: projects }, () => grades);
        const ofCap = this.cap - lo + 2;
        this.orSizes = grades === 2 ? [...ofProjects, ofCap] : [...ofProjects, ofCap, 2];
    }

    static of(method: Method, projects: number): BallotShape {
        return new BallotShape({
            projects,
            grades: gradesOf(method.style),
            lo: method.lo,
            hi: method.hi,
        });
    }

    get branches(): number {
        return this.orSizes.reduce((sum, size) => sum + size, 0);
    }

    get ciphertexts(): number {
        return this.projects * (this.grades - 1) + 1;
    }

    /** The marks of all projects and blank. */
    get marksBytes(): number {
        return this.projects + 1;
    }

    get ciphertextsBytes(): number {
        return this.ciphertexts * ciphertextBytes;
    }

    get proofsBytes(): number {
        const shares = this.branches - this.orSizes.length;
        return this.branches * (commitmentBytes + scalarBytes) + shares * scalarBytes;
    }

    get ballotBytes(): number {
        const head = versionBytes + hashBytes + verifyKeyBytes;
        return head + this.ciphertextsBytes + this.proofsBytes + tokenBytes + signatureBytes;
    }
}
