// rooms/setup/method.ts — the answers of a secretary as a method.toml (docs/METHOD.md), and what the server reads it as.
// Every key is written out: what a file leaves to the default is not seen by those who compare it.
import type { ResolvedMethod } from "../../api/setup.ts";
import {
    bases,
    blankRules,
    bodies,
    listOrders,
    notices,
    shortfallRules,
    styles,
    tieRules,
    type Base,
    type FractionRule,
    type Method,
    type Style,
} from "../../ballot/method.ts";
import { count, flag, members, oneOf, text, type Read, type Shape } from "../../basics/shape.ts";

const namesOf = <T extends string>(table: Readonly<Record<T, number>>): readonly T[] =>
    Object.keys(table) as T[];
const wordOf = <T extends string>(table: Readonly<Record<T, number>>): Read<T> =>
    oneOf(namesOf(table));

export const choices = {
    ballot: namesOf(styles),
    threshold: ["half", "two_thirds", "none"],
    base: namesOf(bases),
    tie: namesOf(tieRules),
    shortfall: namesOf(shortfallRules),
    body: namesOf(bodies),
    blank: namesOf(blankRules),
    quorum: ["two_thirds", "half"],
    participation: ["none", "half"],
    order: namesOf(listOrders),
    notice: namesOf(notices),
} as const;
export type Question = keyof typeof choices;

export const readAnswers = members({
    title: text,
    places: count,
    /** Approvals of a ballot, where it has a cap of its own. */
    cap: count,
    /** As long as the cap goes with the places. */
    capFollows: flag,
    ballot: wordOf(styles),
    threshold: oneOf(choices.threshold),
    base: wordOf(bases),
    tie: wordOf(tieRules),
    shortfall: wordOf(shortfallRules),
    body: wordOf(bodies),
    blank: wordOf(blankRules),
    quorum: oneOf(choices.quorum),
    participation: oneOf(choices.participation),
    order: wordOf(listOrders),
    notice: wordOf(notices),
});
export type Answers = Shape<typeof readAnswers>;

const usual: Answers = {
    title: "民生实事项目票决办法",
    places: 10,
    cap: 10,
    capFollows: true,
    ballot: "choose_up_to",
    threshold: "half",
    base: "all",
    tie: "runoff",
    shortfall: "presidium",
    body: "plenary",
    blank: "abstain",
    quorum: "two_thirds",
    participation: "none",
    order: "votes",
    notice: "names",
};

export const presetNames = ["default", "three_way", "equal_number"] as const;
export type PresetName = (typeof presetNames)[number];

/** Those of scripts/sample/methods/; what is equal has as many places as there are projects. */
export function preset(name: PresetName, projects: number): Answers {
    switch (name) {
        case "default":
            return usual;
        case "three_way":
            return { ...usual, title: "民生实事项目票决办法（逐项表决）", ballot: "three_way" };
        case "equal_number":
            return {
                ...usual,
                title: "民生实事项目票决办法（等额）",
                ballot: "three_way",
                shortfall: "vacant",
                order: "candidate",
                places: Math.max(1, projects),
            };
    }
}

export function capOf({ cap, capFollows, places }: Answers): number {
    return capFollows ? places : cap;
}

export function hasCap(style: Style): boolean {
    return style !== "three_way";
}

const fractions = {
    half: { fraction: "1/2", strict: true },
    two_thirds: { fraction: "2/3", strict: false },
} as const;

function ruleLine(rule: keyof typeof fractions, base: Base): string {
    const { fraction, strict } = fractions[rule];
    return `{ fraction = "${fraction}", base = "${base}", strict = ${strict ? "true" : "false"} }`;
}

/** A basic string of TOML. */
function quoted(value: string): string {
    const escaped = value.replace(/["\\]/g, "\\$&").replace(/\p{Cc}/gu, " ");
    return `"${escaped}"`;
}

export function toToml(answers: Answers): string {
    const { threshold, base, participation } = answers;
    const lines = [
        `title = ${quoted(answers.title)}`,
        `body = "${answers.body}"`,
        `places = ${answers.places}`,
        `ballot = "${answers.ballot}"`,
        ...(hasCap(answers.ballot) ? [`max_approvals = ${capOf(answers)}`] : []),
        `blank = "${answers.blank}"`,
        `quorum = ${ruleLine(answers.quorum, "all")}`,
        ...(participation === "none" ? [] : [`participation = ${ruleLine(participation, "all")}`]),
        `threshold = ${threshold === "none" ? '{ base = "none" }' : ruleLine(threshold, base)}`,
        `tie = "${answers.tie}"`,
        `shortfall = "${answers.shortfall}"`,
        `order = "${answers.order}"`,
        `notice = "${answers.notice}"`,
        'secrecy = "secret"',
    ];
    return `${lines.join("\n")}\n`;
}

/** A rule in the words of the questions; "other": a fraction that they do not have. */
export function ruleWord(rule: FractionRule | null): "half" | "two_thirds" | "none" | "other" {
    if (rule === null) return "none";
    const { a, b, strict } = rule;
    if (a === 1 && b === 2 && strict) return "half";
    return a === 2 && b === 3 && !strict ? "two_thirds" : "other";
}

export function fractionOf(rule: ResolvedMethod["threshold"]): FractionRule | null {
    if (rule === null) return null;
    const [a = 0, b = 0] = rule.fraction.split("/").map(Number);
    return { a, b, base: rule.base, strict: rule.strict };
}

function sameRule(one: FractionRule | null, other: ResolvedMethod["threshold"]): boolean {
    const read = fractionOf(other);
    if (one === null || read === null) return one === read;
    const { a, b, base, strict } = one;
    return a === read.a && b === read.b && base === read.base && strict === read.strict;
}

/** Whether the method of a manifest is the one that was read before, rule for rule. */
export function sameMethod(method: Method, read: ResolvedMethod): boolean {
    return (
        method.style === read.ballot &&
        method.body === read.body &&
        method.places === read.places &&
        (read.max_approvals === null || method.hi === read.max_approvals) &&
        method.blank === read.blank &&
        sameRule(method.quorum, read.quorum) &&
        sameRule(method.participation, read.participation) &&
        sameRule(method.threshold, read.threshold) &&
        method.tie === read.tie &&
        method.shortfall === read.shortfall &&
        method.order === read.order &&
        method.notice === read.notice
    );
}
