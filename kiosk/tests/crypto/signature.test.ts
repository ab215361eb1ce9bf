// Ed25519: one rule for verification, and two ways of signing that agree.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { concat, utf8 } from "../../src/basics/bytes.ts";
import { toBytes } from "../../src/crypto/detail/big_integers.ts";
import { sha512, tagged } from "../../src/crypto/hash.ts";
import { groupOrder, Scalar } from "../../src/crypto/scalar.ts";
import { SigningKey, VerifyKey, type Subtle } from "../../src/crypto/signature.ts";
import { flip, hex, must, verdict } from "../support/vectors.ts";

const seed = hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
const identity = "0100000000000000000000000000000000000000000000000000000000000000";
// y = 0: a point of order 4.
const orderFour = "0000000000000000000000000000000000000000000000000000000000000000";

/** A browser whose WebCrypto does not know Ed25519. */
const old: Subtle = {
    importKey: () => Promise.reject(new DOMException("no Ed25519", "NotSupportedError")),
    exportKey: crypto.subtle.exportKey.bind(crypto.subtle),
    sign: crypto.subtle.sign.bind(crypto.subtle),
};

const littleEndian = (value: bigint) => toBytes(value, 32).reverse();

describe("signing", () => {
    it("is the same with and without WebCrypto's Ed25519", async () => {
        const modern = await SigningKey.fromSeed(seed);
        const fallback = await SigningKey.fromSeed(seed, old);
        expect(fallback.verifyKey.bytes).toEqual(modern.verifyKey.bytes);
        const signature = await modern.sign("tag", utf8("message"));
        expect(await fallback.sign("tag", utf8("message"))).toEqual(signature);
    });

    it("does not hide any other failure of WebCrypto", async () => {
        const broken = { ...old, importKey: () => Promise.reject(new Error("broken")) };
        await expect(SigningKey.fromSeed(seed, broken)).rejects.toThrow("broken");
    });

    it("gives no signature away that does not verify", async () => {
        const faulty: Subtle = {
            importKey: crypto.subtle.importKey.bind(crypto.subtle),
            exportKey: crypto.subtle.exportKey.bind(crypto.subtle),
            sign: () => Promise.resolve(new ArrayBuffer(64)),
        };
        const key = await SigningKey.fromSeed(seed, faulty);
        await expect(key.sign("tag", utf8("message"))).rejects.toThrow("own signature");
    });
});

describe("verification", () => {
    const key = SigningKey.fromSeed(seed);
    const message = utf8("a message");

    it("accepts what was signed, under this tag, message and key only", async () => {
        const { verifyKey } = await key;
        const signature = await (await key).sign("tag", message);
        expect(verdict(verifyKey.verify("tag", message, signature))).toBe("ok");
        const refused = [
            verifyKey.verify("tig", message, signature),
            verifyKey.verify("tag", concat(message, message), signature),
            verifyKey.verify("tag", message, signature.slice(0, 63)),
            verifyKey.verifyBare(message, signature),
            (await SigningKey.fromSeed(flip(seed, 0))).verifyKey.verify("tag", message, signature),
        ];
        expect(refused.map(verdict)).toEqual(refused.map(() => "signature_rejected"));
    });

    it("refuses a signature with any bit changed", async () => {
        const { verifyKey } = await key;
        const signature = await (await key).sign("tag", message);
        const anyBit = fc.record({ byte: fc.nat(63), bit: fc.nat(7) });
        fc.assert(
            fc.property(anyBit, ({ byte, bit }) => {
                const changed = flip(signature, byte, bit);
                const found = verifyKey.verify("tag", message, changed);
                expect(verdict(found)).toBe("signature_rejected");
            }),
        );
    });

    it("refuses S plus the group order", async () => {
        const { verifyKey } = await key;
        const signature = await (await key).sign("tag", message);
        const S = must(Scalar.decode(signature.subarray(32))).value;
        const second = concat(signature.subarray(0, 32), littleEndian(S + groupOrder));
        expect(verdict(verifyKey.verify("tag", message, second))).toBe("signature_rejected");
    });

    // A = B, whose secret scalar is 1. With R of order 4 and S = k: 8·(S·B − k·A) = 8·R, but S·B − k·A ≠ R.
    it("refuses a signature that only a multiple by the cofactor satisfies", () => {
        const A = must(
            VerifyKey.decode(
                hex("5866666666666666666666666666666666666666666666666666666666666666"),
            ),
        );
        const R = hex(orderFour);
        const k = Scalar.wide(sha512(R, A.bytes, tagged("tag", message)));
        const found = A.verify("tag", message, concat(R, k.encode()));
        expect(verdict(found)).toBe("signature_rejected");
        // With the identity as R the plain equation holds: it was R that was refused above.
        const R0 = hex(identity);
        const k0 = Scalar.wide(sha512(R0, A.bytes, tagged("tag", message)));
        expect(verdict(A.verify("tag", message, concat(R0, k0.encode())))).toBe("ok");
    });
});

describe("keys", () => {
    it.each([
        ["the identity", identity],
        ["a point of order 4", orderFour],
        ["order 2", "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"],
        ["y not below p", "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"],
        ["minus zero", "0100000000000000000000000000000000000000000000000000000000000080"],
        [
            "no point of the curve",
            "0200000000000000000000000000000000000000000000000000000000000000",
        ],
    ])("refuses %s", (_, bytes) => {
        expect(verdict(VerifyKey.decode(hex(bytes)))).toBe("not_canonical");
    });

    it("refuses a key of mixed order", () => {
        // B plus the point of order 2: y of the base point negated, x negated as well.
        const negatedY =
            (1n << 255n) -
            19n -
            0x6666666666666666666666666666666666666666666666666666666666666658n;
        for (const sign of [0n, 1n << 255n]) {
            const found = VerifyKey.decode(littleEndian(negatedY + sign));
            expect(verdict(found)).toBe("not_canonical");
        }
    });

    it("refuses other lengths", () => {
        expect(verdict(VerifyKey.decode(new Uint8Array(31)))).toBe("malformed");
    });
});
