// ballot/record.ts — the entries of a record, or of evidence, which has its form (PROTOCOL §12.1 §16). Whether they
// hold is the verifier's business.
import type { Bytes } from "../basics/bytes.ts";
import { Reader } from "../basics/reader.ts";
import { demand, need, refuse, steps, type Result } from "../basics/result.ts";
import { formatVersion } from "./wire.ts";

const magic = "PJRECORD";

/** Refuses: malformed, wrong_version. */
export function entriesOfRecord(record: Uint8Array): Result<readonly Bytes[]> {
    return steps(function* () {
        const reader = new Reader(record);
        const first = yield* need(reader.take(magic.length));
        yield* demand(new TextDecoder().decode(first) === magic, "no record");
        if ((yield* need(reader.u16())) !== formatVersion) {
            yield* refuse("wrong_version", "a record");
        }
        const count = yield* need(reader.u32());
        const entries: Bytes[] = [];
        while (entries.length < count) entries.push(yield* need(reader.bytes32()));
        return entries;
    });
}
