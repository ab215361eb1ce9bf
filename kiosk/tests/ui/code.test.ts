// Typing and pasting a code group by group.
import { describe, expect, it } from "vitest";
import { groupFits, spread } from "../../src/ui/code.tsx";

const empty = ["", "", ""];

describe("a code field", () => {
    it("takes what is typed into it, in capitals", () => {
        expect(spread(empty, 4, 1, "ab")).toEqual(["", "AB", ""]);
    });

    it("spreads a paste over itself and the fields after it, whatever separates the groups", () => {
        expect(spread(empty, 4, 0, "abcd-EFGH 1234")).toEqual(["ABCD", "EFGH", "1234"]);
        expect(spread(["AAAA", "", ""], 4, 1, "bbbbcc")).toEqual(["AAAA", "BBBB", "CC"]);
    });

    it("cuts into groups of its own length", () => {
        const five = spread(["", "", "", ""], 5, 0, "5hbv2-pydcv tdmxy–xj4zf");
        expect(five).toEqual(["5HBV2", "PYDCV", "TDMXY", "XJ4ZF"]);
    });

    it("drops what no field is left for", () => {
        expect(spread(empty, 4, 2, "abcdefgh")).toEqual(["", "", "ABCD"]);
    });

    it("tells a character that no code has", () => {
        expect(groupFits("AB1O")).toBe(true);
        expect(groupFits("ABU1")).toBe(false);
        expect(groupFits("A字")).toBe(false);
    });
});
