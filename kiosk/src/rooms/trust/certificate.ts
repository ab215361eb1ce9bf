// rooms/trust/certificate.ts — the fingerprint of a certificate, as `piaojue init` prints it and devices show it.
import { decodeBase64, encodeHex, groups } from "../../basics/encoding.ts";
import { refuse, need, steps, type Result } from "../../basics/result.ts";
import { sha256 } from "../../crypto/hash.ts";

const armour = /-----BEGIN CERTIFICATE-----\r?\n([\s\S]+?)-----END CERTIFICATE-----/;
const groupLength = 4;

/** Of the first certificate of a PEM file: the SHA-256 of its DER, in capitals. Refuses: malformed. */
export function fingerprintOf(pem: string): Result<readonly string[]> {
    return steps(function* () {
        const text = armour.exec(pem)?.[1];
        if (text === undefined) return yield* refuse("malformed", "no certificate in PEM");
        const der = yield* need(decodeBase64(text.replace(/\s/g, "")));
        return groups(encodeHex(sha256(der)).toUpperCase(), groupLength);
    });
}
