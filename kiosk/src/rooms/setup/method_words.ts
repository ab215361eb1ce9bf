// rooms/setup/method_words.ts — a method in the words of its questions: of what the server read, and of a manifest.
import type { ResolvedMethod } from "../../api/setup.ts";
import type { Method } from "../../ballot/method.ts";
import { fractionOf, hasCap, ruleWord } from "./method.ts";
import type { SetupCatalogue } from "./words.ts";

export type MethodRules = Omit<Method, "lo">;

export function rulesOf(read: ResolvedMethod): MethodRules | null {
    const quorum = fractionOf(read.quorum);
    if (quorum === null) return null;
    const { ballot: style, max_approvals: hi, places } = read;
    const { body, blank, tie, shortfall, order, notice } = read;
    const participation = fractionOf(read.participation);
    const threshold = fractionOf(read.threshold);
    return {
        ...{ style, places, body, blank, tie, shortfall, order, notice },
        ...{ quorum, participation, threshold, hi: hi ?? places },
    };
}

export function methodRows(
    { setup }: SetupCatalogue,
    rules: MethodRules,
): readonly (readonly [string, string])[] {
    const { method: words } = setup;
    const { quorum, participation, threshold, style } = rules;
    const fraction = (rule: { readonly a: number; readonly b: number } | null): string =>
        rule === null ? "" : ` ${rule.a}/${rule.b}`;
    const passes = words.threshold[ruleWord(threshold)].name;
    const of = threshold === null ? "" : ` · ${words.base[threshold.base].name}`;
    const back = ruleWord(participation);
    const there = ruleWord(quorum);
    const cap = style === "choose_exactly" ? words.cap.exact : words.cap.name;
    return [
        [words.places.name, setup.items(rules.places)],
        [words.ballot.name, words.ballot[style].name],
        ...(hasCap(style) ? [[cap, setup.items(rules.hi)] as const] : []),
        [words.threshold.name, `${passes}${fraction(threshold)}${of}`],
        [words.tie.name, words.tie[rules.tie].name],
        [words.shortfall.name, words.shortfall[rules.shortfall].name],
        [words.body.name, words.body[rules.body].name],
        [words.blank.name, words.blank[rules.blank].name],
        [
            words.quorum.name,
            words.quorum[there === "none" ? "other" : there].name + fraction(quorum),
        ],
        [
            words.participation.name,
            words.participation[back === "two_thirds" ? "other" : back].name +
                fraction(participation),
        ],
        [words.order.name, words.order[rules.order].name],
        [words.notice.name, words.notice[rules.notice].name],
    ];
}
