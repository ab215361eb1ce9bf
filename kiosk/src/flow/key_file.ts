// flow/key_file.ts — a person's own key file is opened. Apart from flow/seat.ts, as what it needs is large: pages fetch it
// when they are at rest.
import { utf8, type Bytes } from "../basics/bytes.ts";
import type { Errc } from "../basics/errc.ts";
import { openPersonKeys, type PersonKeys } from "../ballot/person_keys.ts";
import type { NoSeat } from "./seat.ts";

export { sealedFileBytesMax } from "../crypto/sealed_file.ts";

const faultOfFile: Readonly<Partial<Record<Errc, NoSeat["fault"]>>> = {
    not_permitted: "passphrase",
    internal: "memory",
};

/** The bytes of the passphrase are wiped. `onProgress`: how much of the work is done, from 0 to 1. */
export async function openKeys(
    file: Bytes,
    passphrase: string,
    onProgress?: (part: number) => void,
): Promise<PersonKeys | NoSeat> {
    const secret = utf8(passphrase);
    const opened = await openPersonKeys(file, secret, onProgress);
    secret.fill(0);
    if (opened.ok) return opened.value;
    const { code } = opened.error;
    return { fault: faultOfFile[code] ?? "unreadable", code };
}
