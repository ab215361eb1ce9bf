// rooms/setup/own_keys.ts — a person's own keys, made or opened in this page, and the line that enrols them. Only the line
// leaves the page, and the file to the person's own disk.
import { utf8, type Bytes } from "../../basics/bytes.ts";
import type { Role } from "../../ballot/acts.ts";
import { makeLine } from "../../ballot/enrolment_line.ts";
import { makeKeyFile, type PersonKeys } from "../../ballot/person_keys.ts";
import type { SealCost } from "../../crypto/sealed_file.ts";
import { openKeys } from "../../flow/key_file.ts";
import type { NoSeat } from "../../flow/seat.ts";

export interface OwnKeys {
    readonly role: Role;
    readonly name: string;
    /** Of the statement key: what the list shows beside the name. */
    readonly key: Bytes;
    readonly line: Bytes;
    /** Sealed under the passphrase; null: it was this person's already. */
    readonly file: Bytes | null;
}

export type KeyTrouble = Exclude<NoSeat["fault"], "role" | "unknown"> | "teller";

async function owned(
    congressId: Bytes,
    keys: PersonKeys,
    file: Bytes | null,
): Promise<OwnKeys | KeyTrouble> {
    const line = await makeLine(congressId, keys);
    if (!line.ok) return "teller";
    const { role, name, statementKey } = keys;
    return { role, name, key: statementKey.verifyKey.bytes, line: line.value, file };
}

export interface NewPerson {
    readonly role: Exclude<Role, "teller">;
    readonly name: string;
    readonly passphrase: string;
}

export async function makeOwn(
    congressId: Bytes,
    { role, name, passphrase }: NewPerson,
    random: (length: number) => Bytes,
    seal: { readonly cost?: SealCost; readonly onProgress?: (part: number) => void },
): Promise<OwnKeys | KeyTrouble> {
    const secret = utf8(passphrase);
    const made = await makeKeyFile(role, name, secret, random, seal);
    secret.fill(0);
    if (!made.ok) return made.error.code === "internal" ? "memory" : "passphrase";
    return owned(congressId, made.value.keys, made.value.file);
}

export async function openOwn(
    congressId: Bytes,
    file: Bytes,
    passphrase: string,
    onProgress: (part: number) => void,
): Promise<OwnKeys | KeyTrouble> {
    const keys = await openKeys(file, passphrase, onProgress);
    if (!("fault" in keys)) return owned(congressId, keys, null);
    return keys.fault === "role" || keys.fault === "unknown" ? "unreadable" : keys.fault;
}
