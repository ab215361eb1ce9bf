// api/reply.ts — what comes back over the network: an answer, a refusal of PROTOCOL §13, or nothing that can be used.
import type { Bytes } from "../basics/bytes.ts";
import { decodeBase64 } from "../basics/encoding.ts";
import { errcNumbers, type Errc } from "../basics/errc.ts";

export interface ServerRefusal {
    readonly code: Errc;
    /** What is wrong and where, for whoever writes a draft: in English, or a line in Chinese and one in English. Empty everywhere else. */
    readonly detail: string;
    /** Of the ballot that is in the box, beside already_cast. */
    readonly promise: Bytes | null;
    /** The box's signature under its refusal, beside wrong_phase. */
    readonly signature: Bytes | null;
}

export type Reply<T> =
    | { readonly is: "answer"; readonly value: T }
    | { readonly is: "refused"; readonly refusal: ServerRefusal }
    /** No answer, or one that is not of this protocol; whether the request arrived is not known. */
    | { readonly is: "unreachable" };

export const unreachable = { is: "unreachable" } as const;

export function answer<T>(value: T): Reply<T> {
    return { is: "answer", value };
}

export function refused(code: Errc): Reply<never> {
    return { is: "refused", refusal: { code, detail: "", promise: null, signature: null } };
}

function isErrc(name: unknown): name is Errc {
    return typeof name === "string" && Object.hasOwn(errcNumbers, name);
}

function optionalBase64(value: unknown): Bytes | null {
    if (typeof value !== "string") return null;
    const bytes = decodeBase64(value);
    return bytes.ok ? bytes.value : null;
}

/** problem+json; number and name must belong together. */
export function decodeProblem(problem: unknown): Reply<never> {
    if (typeof problem !== "object" || problem === null) return unreachable;
    const fields = problem as Readonly<Record<string, unknown>>;
    const name = fields["name"];
    if (!isErrc(name) || errcNumbers[name] !== fields["code"]) return unreachable;
    return {
        is: "refused",
        refusal: {
            code: name,
            detail: typeof fields["detail"] === "string" ? fields["detail"] : "",
            promise: optionalBase64(fields["promise"]),
            signature: optionalBase64(fields["refusal"]),
        },
    };
}
