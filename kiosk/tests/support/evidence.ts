// tests/support/evidence.ts — the example's log as the server gives it to the enrolled, up to any entry.
import { concat, utf8, type Bytes } from "../../src/basics/bytes.ts";
import { encodeBase64 } from "../../src/basics/encoding.ts";
import { bytes32, u16, u32 } from "../../src/basics/writer.ts";
import { sha256 } from "../../src/crypto/hash.ts";
import { treeRoot } from "../../src/crypto/merkle.ts";
import { VerifyKey } from "../../src/crypto/signature.ts";
import { entryLeafHash } from "../../src/ballot/entry.ts";
import * as example from "./example.ts";
import { hex, must } from "./vectors.ts";

const pkcs8Head = hex("302e020100300506032b657004220420");

/** Without a tag, as signed notes are; with the key that goes with it. */
async function signNote(message: Bytes): Promise<readonly [Bytes, VerifyKey]> {
    const seed = concat(pkcs8Head, hex(example.value("log key seed")));
    const { subtle } = globalThis.crypto;
    const key = await subtle.importKey("pkcs8", seed, "Ed25519", true, ["sign"]);
    const { x = "" } = await subtle.exportKey("jwk", key);
    const bytes = Uint8Array.from(atob(x.replaceAll("-", "+").replaceAll("_", "/")), (character) =>
        character.charCodeAt(0),
    );
    const signature = new Uint8Array(await subtle.sign("Ed25519", key, message));
    return [signature, must(VerifyKey.decode(bytes))];
}

/** These entries under a checkpoint that the log itself signs. */
export async function evidenceOf(entries: readonly Bytes[]): Promise<Bytes> {
    const origin = example.value("origin");
    const root = encodeBase64(treeRoot(entries.map(entryLeafHash)));
    const text = `${origin}\n${entries.length}\n${root}\n`;
    const [signature, key] = await signNote(utf8(text));
    const id = sha256(utf8(`${origin}\n`), new Uint8Array([1]), key.bytes).slice(0, 4);
    const note = `${text}\n— ${origin} ${encodeBase64(concat(id, signature))}\n`;
    const head = concat(utf8("PJRECORD"), u16(1), u32(entries.length));
    return concat(head, ...entries.map(bytes32), bytes32(utf8(note)));
}
