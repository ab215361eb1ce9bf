// rooms/official/absent.ts — the tellers of the newest enrolment, and who of them was named absent (PROTOCOL §9, §11.2).
import { equalBytes } from "../../basics/bytes.ts";
import type { LogView } from "../../ballot/log_view.ts";

export interface Teller {
    readonly number: number;
    readonly name: string;
}

export function tellersOf(log: LogView | null): readonly Teller[] {
    const persons = log?.enrolment?.persons ?? [];
    return persons
        .filter(({ role }) => role === "teller")
        .map(({ name }, place) => ({ number: place + 1, name }));
}

/** By the statements of the newest round. */
export function absentIn({ acts, round }: LogView): ReadonlySet<number> {
    const scope = round?.manifest.hash;
    return new Set(
        acts
            .map(({ statement }) => statement)
            .filter((one) => scope !== undefined && equalBytes(one.scope, scope))
            .flatMap(({ body }) => (body.kind === "absent_tellers" ? body.tellers : [])),
    );
}
