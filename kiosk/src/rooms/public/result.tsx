// rooms/public/result.tsx — the announced result in order, the line of the majority, and how it came about.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ProjectResult, RoundResult } from "../../api/round_result.ts";
import type { Vote } from "../../flow/vote.ts";
import { LinkButton } from "../../ui/button.tsx";
import { Facts } from "../../ui/facts.tsx";
import { PaperVotes } from "../../ui/paper_votes.tsx";
import { Name2 } from "../../ui/second_name.tsx";
import { baseOf, isTied, least, ranked, rankOf } from "../../flow/figures.ts";
import { Section } from "./section.tsx";
import { usePublicWords } from "./words.ts";

interface ResultProps {
    readonly result: RoundResult;
    readonly vote: Vote;
}

/** Approvals that a project needs; null where the method asks for none. */
function neededBy({ result, vote }: ResultProps): number | null {
    const { threshold } = vote.manifest.method;
    return threshold === null ? null : least(threshold, baseOf(threshold.base, result));
}

const barHeight = 12;

/** The bar on a scale from 0 to all deputies, the line of the majority over it. */
function Bar(props: {
    readonly votes: number;
    readonly all: number;
    readonly needed: number | null;
    readonly chosen: boolean;
}): JSX.Element {
    const { votes, all, needed, chosen } = props;
    return (
        <svg
            class="bar"
            viewBox={`0 0 ${all} ${barHeight}`}
            preserveAspectRatio="none"
            aria-hidden="true"
        >
            <rect
                class={chosen ? "bar-chosen" : "bar-other"}
                x="0"
                y="1"
                width={votes}
                height={barHeight - 2}
            />
            {needed === null
                ? null
                : ["bar-line-ground", "bar-line"].map((name) => (
                      <path key={name} class={name} d={`M${needed} 0V${barHeight}`} />
                  ))}
        </svg>
    );
}

interface RowProps {
    readonly counted: ProjectResult;
    readonly rank: number;
    readonly tied: boolean;
    /** Of those that were chosen. */
    readonly isLast: boolean;
    readonly all: number;
    readonly needed: number | null;
    readonly vote: Vote;
}

function ResultRow(props: RowProps): JSX.Element {
    const { counted, rank, tied, isLast, all, needed, vote } = props;
    const { no, name, approve, chosen } = counted;
    const words = usePublicWords();
    const [open, setOpen] = useState(false);
    const passed = needed === null || approve >= needed;
    const { noPlace, notChosen } = words.public;
    const missed = !passed ? notChosen : tied ? words.public.tied : noPlace;
    const project = vote.manifest.projects.find((one) => one.no === no);
    const does = open ? words.ballot.close : words.common.details;
    return (
        <li class={isLast ? "result-row result-row-last" : "result-row"}>
            <span class={chosen ? "rank rank-chosen figure" : "rank figure"}>{rank}</span>
            <span>
                <span lang="zh-CN">{name}</span>
                <Name2 name2={project?.name2} />
            </span>
            <b class="figure">{approve}</b>
            <span class="result-word">{chosen ? words.public.chosen : missed}</span>
            <Bar votes={approve} all={all} needed={needed} chosen={chosen} />
            <span class="result-details">
                <LinkButton
                    expanded={open}
                    label={`${does} ${no}`}
                    onPress={() => {
                        setOpen(!open);
                    }}
                >
                    {does}
                </LinkButton>
            </span>
            {open && project !== undefined ? (
                <Facts project={project} manifest={vote.manifest} />
            ) : null}
        </li>
    );
}

export function ResultTable({
    result,
    vote,
    heading,
}: ResultProps & { readonly heading: string }): JSX.Element {
    const words = usePublicWords();
    const needed = neededBy({ result, vote });
    const { due, present, issued, returned, valid } = result;
    const last = result.projects.filter(({ chosen }) => chosen).length;
    return (
        <Section heading={heading}>
            <p class="say">{words.public.resultLine(due, present, issued, returned, valid)}</p>
            <ol class="result" aria-label={words.public.chart}>
                {ranked(result).map((project, place) => (
                    <ResultRow
                        key={project.no}
                        counted={project}
                        rank={rankOf(result, project)}
                        tied={isTied(result, project)}
                        isLast={place + 1 === last}
                        all={due}
                        {...{ vote, needed }}
                    />
                ))}
            </ol>
            {needed === null ? null : <p class="majority">{words.public.majority(needed)}</p>}
            {result.nextRound === null ? null : (
                <p class="say">
                    {result.nextRound.kind === "presidium"
                        ? words.public.presidium
                        : words.public.further}
                </p>
            )}
            <PaperVotes result={result} />
        </Section>
    );
}

export function HowCounted({ result, vote }: ResultProps): JSX.Element {
    const words = usePublicWords();
    const said = words.public.counted;
    const needed = neededBy({ result, vote }) ?? 0;
    const passed = result.projects.filter(({ approve }) => approve >= needed).length;
    const chosen = result.projects.filter((project) => project.chosen).length;
    const { joint, method } = vote.manifest;
    const sentences = [
        said.roll(result.due),
        said.issued(result.issued),
        said.marked,
        said.empty,
        said.closed(result.cast, result.handedBack),
        said.keys(joint.n, joint.k),
        said.sum,
        said.pass(needed),
        passed === chosen ? said.all(passed) : said.places(passed, method.places),
        said.signed,
    ];
    return (
        <Section heading={words.public.how}>
            <ol class="how">
                {sentences.map((sentence, place) => (
                    <li key={place} class="how-row">
                        <span class="project-no figure" aria-hidden="true">
                            {place + 1}
                        </span>
                        <span>{sentence}</span>
                    </li>
                ))}
            </ol>
        </Section>
    );
}
