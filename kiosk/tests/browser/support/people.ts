// A roll of made-up people.
import { at } from "../../../src/basics/assert.ts";

const family = Array.from("赵钱孙李周吴郑王冯陈");
const given = ["建国", "秀英", "志强", "桂兰", "海燕"];

/** Deputies 1 and 2 have the same name. */
export function nameOf(deputy: number): string {
    if (deputy === 2) return nameOf(1);
    return `${at(family, deputy % family.length)}${at(given, deputy % given.length)}`;
}

export function delegationOf(deputy: number): string {
    return deputy % 2 === 0 ? "东湖代表团" : "西湖代表团";
}

/** As an office would hand it in. */
export function namesTable(deputies: number): string {
    const rows = Array.from({ length: deputies }, (_, place) => {
        const no = place + 1;
        return [no, nameOf(no), delegationOf(no), `${Math.ceil(no / 8)} 排 ${(place % 8) + 1} 座`];
    });
    return ["序号,姓名,代表团,座位", ...rows.map((row) => row.join(","))].join("\n");
}
