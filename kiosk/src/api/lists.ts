// api/lists.ts — lists of byte strings (PROTOCOL §16): proposals, messages of the ceremony, enrolment lines.
import type { Bytes } from "../basics/bytes.ts";
import { Reader } from "../basics/reader.ts";
import { need, steps, type Result } from "../basics/result.ts";

/** u8 n ‖ n × bytes32. Refuses: malformed. */
export function readList(answer: Bytes): Result<readonly Bytes[]> {
    return steps(function* () {
        const reader = new Reader(answer);
        const count = yield* need(reader.u8());
        const found: Bytes[] = [];
        while (found.length < count) found.push(yield* need(reader.bytes32()));
        yield* need(reader.finish());
        return found;
    });
}
