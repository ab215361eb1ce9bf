// rooms/setup/sheet.tsx — the ballot on paper size: what deputies will see, with words across it that it is none.
import type { JSX } from "preact";
import type { Project } from "../../ballot/manifest.ts";
import type { MethodRules } from "./method_words.ts";
import { Name2 } from "../../ui/second_name.tsx";
import { useSetupWords } from "./words.ts";

export interface SheetProps {
    readonly congress: string;
    readonly congress2: string;
    readonly title: string;
    readonly title2: string;
    readonly sample: boolean;
    readonly rules: Pick<MethodRules, "style" | "hi" | "blank">;
    readonly projects: readonly (Pick<Project, "no" | "name" | "name2"> & {
        readonly unit?: string;
        readonly investment?: string;
    })[];
}

function useInstruction({ rules, projects }: SheetProps): string {
    const { ballot } = useSetupWords();
    const { length } = projects;
    switch (rules.style) {
        case "choose_up_to":
            return ballot.upTo(length, rules.hi);
        case "choose_exactly":
            return ballot.exactly(length, rules.hi);
        case "three_way":
            return `${ballot.threeWay(length)} · ${ballot.unmarkedCounts}`;
        case "three_way_capped":
            return `${ballot.threeWay(length)} · ${ballot.threeWayCapped(rules.hi)} · ${ballot.unmarkedCounts}`;
    }
}

export function BallotSheet(props: SheetProps): JSX.Element {
    const words = useSetupWords();
    const { congress, congress2, title, title2, sample, rules, projects } = props;
    const instruction = useInstruction(props);
    const three = rules.style === "three_way" || rules.style === "three_way_capped";
    const marks = three
        ? [words.ballot.approve, words.ballot.oppose, words.ballot.abstain]
        : [words.ballot.approve];
    return (
        <section class="sheet" aria-label={words.setup.ballot.specimen}>
            <p class="sheet-across" aria-hidden="true">
                {sample ? words.common.rehearsal : words.setup.ballot.specimen}
            </p>
            <p class="sheet-congress">
                {congress}
                <Name2 name2={congress2} />
            </p>
            <p class="sheet-title">
                {title}
                <Name2 name2={title2} />
            </p>
            <p class="sheet-rule">{instruction}</p>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{words.setup.projects.no}</th>
                        <th scope="col">{words.setup.projects.name}</th>
                        {marks.map((mark) => (
                            <th key={mark} scope="col">
                                {mark}
                            </th>
                        ))}
                    </tr>
                </thead>
                <tbody>
                    {projects.map(({ no, name, name2, unit = "", investment = "" }) => (
                        <tr key={no}>
                            <td class="figure">{no}</td>
                            <td lang="">
                                <b>{name}</b>
                                <Name2 name2={name2} />
                                <span class="sheet-facts">
                                    {[unit, investment].filter((fact) => fact !== "").join(" · ")}
                                </span>
                            </td>
                            {marks.map((mark) => (
                                <td key={mark} class="sheet-mark">
                                    <span class="mark" />
                                </td>
                            ))}
                        </tr>
                    ))}
                </tbody>
            </table>
            <p class="sheet-foot">{words.review.blankCounts[rules.blank]}</p>
        </section>
    );
}
