// The floor: refusals, byte strings, strict reading and text encodings.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareBytes, concat, utf8 } from "../../src/basics/bytes.ts";
import {
    decodeBase64,
    decodeCrockford,
    decodeHex,
    encodeBase64,
    encodeCrockford,
    encodeHex,
    groups,
    normalizeCrockford,
} from "../../src/basics/encoding.ts";
import { errcNumbers } from "../../src/basics/errc.ts";
import { Reader } from "../../src/basics/reader.ts";
import { need, refuse, steps } from "../../src/basics/result.ts";
import { bytes16, bytes32, text, u16, u32, u64, u8 } from "../../src/basics/writer.ts";
import { document, hex, must, verdict } from "../support/vectors.ts";

const anyBytes = (constraints: fc.IntArrayConstraints) =>
    fc.uint8Array(constraints).map((bytes) => new Uint8Array(bytes));

describe("refusals", () => {
    it("are those of the specification, name by name and number by number", () => {
        const table = document("PROTOCOL.md").split("\n## 13 ")[1]?.split("\n## ")[0] ?? "";
        const rows: string[][] = Array.from(table.matchAll(/^\| (\d+) \| ([a-z_]+) \|/gm));
        const specified = new Map(rows.map((row) => [row[2], Number(row[1])]));
        expect(new Map(Object.entries(errcNumbers))).toEqual(specified);
    });

    it("end a list of steps at the first one", () => {
        let reached = 0;
        const result = steps(function* () {
            const value = yield* need({ ok: true, value: 3 });
            reached = value;
            yield* refuse("busy", "full");
            reached = -1;
        });
        expect(verdict(result)).toBe("busy");
        expect(reached).toBe(3);
    });
});

describe("reader and writer", () => {
    it("are inverse for every integer and byte string", () => {
        fc.assert(
            fc.property(
                fc.nat(255),
                fc.nat(0xffff),
                fc.nat(0xffffffff),
                fc.bigInt(0n, (1n << 64n) - 1n),
                anyBytes({ maxLength: 300 }),
                (a, b, c, d, bytes) => {
                    const written = concat(
                        u8(a),
                        u16(b),
                        u32(c),
                        u64(d),
                        bytes16(bytes),
                        bytes32(bytes),
                    );
                    const reader = new Reader(written);
                    expect(must(reader.u8())).toBe(a);
                    expect(must(reader.u16())).toBe(b);
                    expect(must(reader.u32())).toBe(c);
                    expect(must(reader.u64())).toBe(d);
                    expect(must(reader.bytes16())).toEqual(bytes);
                    expect(must(reader.bytes32())).toEqual(bytes);
                    expect(verdict(reader.finish())).toBe("ok");
                },
            ),
        );
    });

    it("write big-endian", () => {
        expect(encodeHex(concat(u16(0x0102), u32(0x03040506), u64(7n)))).toBe(
            "0102030405060000000000000007",
        );
    });

    it("refuse missing bytes and bytes left over", () => {
        expect(verdict(new Reader(hex("00")).u16())).toBe("malformed");
        expect(verdict(new Reader(hex("000201")).bytes16())).toBe("malformed");
        expect(verdict(new Reader(hex("ffffffff00")).bytes32())).toBe("malformed");
        expect(verdict(new Reader(hex("00")).finish())).toBe("malformed");
        expect(verdict(new Reader(hex("03")).oneOf([1, 2]))).toBe("malformed");
    });

    it("read a view from where it starts", () => {
        const whole = hex("aabbccdd");
        expect(must(new Reader(whole.subarray(2)).u16())).toBe(0xccdd);
    });
});

describe("text", () => {
    const read = (bytes: Uint8Array) => new Reader(bytes16(bytes)).text(0, 10_000);

    it("is kept as it is, any well-formed one without control characters", () => {
        fc.assert(
            fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (value) => {
                fc.pre(!/[\u0000-\u001f\u007f-\u009f]/u.test(value));
                expect(must(new Reader(text(value)).text(0, 10_000))).toBe(value);
            }),
        );
    });

    it("keeps a byte order mark, and is not normalised", () => {
        expect(must(read(hex("efbbbf41")))).toBe("\ufeffA");
        expect(must(read(utf8("e\u0301")))).toBe("e\u0301");
    });

    it.each([
        ["an overlong form", "c080"],
        ["a surrogate", "eda080"],
        ["beyond Unicode", "f4908080"],
        ["a cut sequence", "e6a0"],
        ["a lone continuation", "80"],
        ["a null", "00"],
        ["a line feed", "410a"],
        ["delete", "7f"],
        ["a C1 control", "c285"],
    ])("refuses %s", (_, bytes) => {
        expect(verdict(read(hex(bytes)))).toBe("malformed");
    });

    it("counts its bounds in bytes", () => {
        const three = text("票");
        expect(verdict(new Reader(three).text(1, 3))).toBe("ok");
        expect(verdict(new Reader(three).text(1, 2))).toBe("malformed");
        expect(verdict(new Reader(three).text(4, 9))).toBe("malformed");
    });
});

describe("hex and base64", () => {
    it("are inverse to their decoders", () => {
        fc.assert(
            fc.property(anyBytes({ maxLength: 100 }), (bytes) => {
                expect(must(decodeHex(encodeHex(bytes)))).toEqual(bytes);
                expect(must(decodeBase64(encodeBase64(bytes)))).toEqual(bytes);
            }),
        );
    });

    it("have one spelling of each value", () => {
        for (const wrong of ["0", "AB", "0g", " 00", "00\n"]) {
            expect(verdict(decodeHex(wrong))).toBe("malformed");
        }
        for (const wrong of ["QQ", "QQ=", "Q===", "QQ==\n", "QQ ==", "_-==", "====", "QUI=QUI="]) {
            expect(verdict(decodeBase64(wrong))).toBe("malformed");
        }
        for (const second of ["QR==", "QUJ=", "QUJDQR=="]) {
            expect(verdict(decodeBase64(second))).toBe("not_canonical");
        }
    });
});

describe("Crockford base32", () => {
    it("gives back what was printed, in any case and with any separators", () => {
        fc.assert(
            fc.property(anyBytes({ minLength: 20, maxLength: 20 }), (bytes) => {
                const printed = groups(encodeCrockford(bytes, 32), 4).join("-");
                const typed = printed.toLowerCase().replaceAll("-", " ");
                expect(decodeCrockford(must(normalizeCrockford(typed)))).toEqual(bytes);
            }),
        );
    });

    it("takes O for 0 and I and L for 1, and no other letter for another", () => {
        expect(must(normalizeCrockford("oOiIlL-z"))).toBe("001111Z");
        // The last ones have capitals inside the alphabet, but are not what a card shows.
        for (const wrong of ["U", "u", "*", "_", "Ａ", "ı", "ſ", "\n"]) {
            expect(verdict(normalizeCrockford(wrong))).toBe("malformed");
        }
    });

    it("puts the most significant bit first", () => {
        expect(encodeCrockford(hex("8000000000"), 8)).toBe("G0000000");
        expect(encodeCrockford(hex("0000000001"), 8)).toBe("00000001");
    });
});

it("orders byte strings as unsigned, a prefix first", () => {
    const sorted = ["", "00", "0000", "01", "7f", "80", "ff", "ff00"].map(hex);
    expect([...sorted].reverse().sort(compareBytes)).toEqual(sorted);
});
