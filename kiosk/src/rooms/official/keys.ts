// rooms/official/keys.ts — the keys that people have unlocked here. They live in the memory of this page alone.
import { utf8, equalBytes, type Bytes } from "../../basics/bytes.ts";
import { fail, ok, type Result } from "../../basics/result.ts";
import type { Enrolment, Role } from "../../ballot/entries/enrolment.ts";
import { openPersonKeys } from "../../ballot/person_keys.ts";
import type { SigningKey } from "../../crypto/signature.ts";

export const slots = ["official", "second"] as const;
export type Slot = (typeof slots)[number];

export interface Unlocked {
    /** Of the enrolment. */
    readonly person: number;
    readonly name: string;
    readonly role: Role;
    readonly key: SigningKey;
}

export type Keys = Readonly<Record<Slot, Unlocked | null>>;
export const noKeys: Keys = { official: null, second: null };

export type UnlockFault = "passphrase" | "unreadable" | "role" | "unknown" | "silent";

const rolesOf: Readonly<Record<Slot, readonly Role[]>> = {
    official: ["official"],
    second: ["scrutineer", "teller"],
};

/** Opens a key file for a place at this console. The fault says in words what the refusal says in a number. */
export async function unlock(
    slot: Slot,
    file: Bytes,
    passphrase: string,
    enrolment: Enrolment | null,
    onProgress: (part: number) => void,
): Promise<{ readonly unlocked: Result<Unlocked>; readonly fault: UnlockFault }> {
    const refused = (fault: UnlockFault): { unlocked: Result<Unlocked>; fault: UnlockFault } => ({
        unlocked: fail("not_permitted", fault),
        fault,
    });
    if (enrolment === null) return refused("silent");
    const secret = utf8(passphrase);
    const opened = await openPersonKeys(file, secret, onProgress);
    secret.fill(0);
    if (!opened.ok) {
        const fault = opened.error.code === "not_permitted" ? "passphrase" : "unreadable";
        return { unlocked: opened, fault };
    }
    const { role, statementKey: key } = opened.value;
    if (!rolesOf[slot].includes(role)) return refused("role");
    const place = enrolment.persons.findIndex(
        (one) => one.role === role && equalBytes(one.statementKey.bytes, key.verifyKey.bytes),
    );
    const name = enrolment.persons[place]?.name;
    if (name === undefined) return refused("unknown");
    return { unlocked: ok({ person: place + 1, name, role, key }), fault: "unknown" };
}
