// ballot/record.ts — the form of a record and of evidence (PROTOCOL §12.1): entries and a signed checkpoint.
import { utf8, equalBytes, type Bytes } from "../basics/bytes.ts";
import { Reader } from "../basics/reader.ts";
import { demand, need, steps, type Result } from "../basics/result.ts";
import { readVersion } from "./fields.ts";

export interface RecordFile {
    readonly entries: readonly Bytes[];
    readonly checkpoint: string;
}

const magic = utf8("PJRECORD");

/** Whether what it holds is true is not asked here. Refuses: malformed, wrong_version. */
export function readRecordFile(file: Uint8Array): Result<RecordFile> {
    return steps(function* () {
        const reader = new Reader(file);
        const start = yield* need(reader.take(magic.length));
        yield* demand(equalBytes(start, magic), "no record");
        yield* readVersion(reader);
        const count = yield* need(reader.u32());
        const entries: Bytes[] = [];
        while (entries.length < count) entries.push(yield* need(reader.bytes32()));
        const checkpoint = new TextDecoder().decode(yield* need(reader.bytes32()));
        yield* need(reader.finish());
        return { entries, checkpoint };
    });
}
