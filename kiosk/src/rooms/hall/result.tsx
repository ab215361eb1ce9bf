// rooms/hall/result.tsx — the announced result: bars in order with the line of the majority, then the table.
import type { JSX } from "preact";
import type { PaperResult, RoundResult } from "../../api/round_result.ts";
import { paperOf } from "../../flow/figures.ts";
import type { Vote } from "../../flow/vote.ts";
import { usePaperVotesWords } from "../../ui/paper_votes_words.ts";
import { Name2 } from "../../ui/second_name.tsx";
import { Named, secondOf } from "./named.tsx";
import type { Outcome, Ranked, Standing } from "./outcome.ts";
import { PageNumber, Pager } from "./pager.tsx";
import { Digits, Figure } from "./parts.tsx";
import { useHallWords, type HallCatalogue } from "./words.ts";

export interface ResultProps {
    readonly result: RoundResult;
    readonly vote: Vote;
    readonly outcome: Outcome;
    /** What is not as it was wished; empty: nothing. */
    readonly sentence: string;
    readonly recordHash: Uint8Array | null;
}

function wordOf({ hall }: HallCatalogue, standing: Standing, isMajority: boolean): string {
    switch (standing) {
        case "chosen":
            return hall.chosen;
        case "tied":
            return hall.tied;
        case "no_place":
            return isMajority ? hall.noPlace : hall.noPlacePassed;
        case "not_chosen":
            return hall.notChosen;
    }
}

function Rank({ rank, standing }: Ranked): JSX.Element {
    const kind = standing === "chosen" ? "rank rank-chosen figure" : "rank figure";
    return <span class={kind}>{rank}</span>;
}

function percent(part: number, all: number): string {
    return `${(100 * part) / Math.max(1, all)}%`;
}

/** On a scale from 0 to all deputies. The line is drawn in every row, so that it is one. */
function Bar(props: {
    readonly votes: number;
    readonly all: number;
    readonly needed: number | null;
    readonly chosen: boolean;
}): JSX.Element {
    const { votes, all, needed, chosen } = props;
    const at = needed === null ? null : percent(needed, all);
    return (
        <span class="bar">
            <svg aria-hidden="true">
                <rect
                    class={chosen ? "bar-chosen" : "bar-other"}
                    x="0"
                    width={percent(votes, all)}
                />
                <rect class="bar-axis" x="0" />
                {at === null ? null : (
                    <>
                        <line class="bar-gap" x1={at} x2={at} y1="-30%" y2="100%" />
                        <line class="bar-line" x1={at} x2={at} y1="-30%" y2="100%" />
                    </>
                )}
            </svg>
        </span>
    );
}

/** The number on top of the line; what else stands in this line of the page. */
function ChartHead({ result, outcome }: ResultProps): JSX.Element {
    const { hall } = useHallWords();
    const { needed, isMajority } = outcome;
    return (
        <div class="chart-row chart-head">
            <span class="chart-head-page">
                <PageNumber />
            </span>
            {needed === null ? null : (
                <span class="bar">
                    <svg role="presentation">
                        <text class="bar-needed" x={percent(needed, result.due)} y="78%">
                            {(isMajority ? hall.majority : hall.pass)(needed)}
                        </text>
                    </svg>
                </span>
            )}
        </div>
    );
}

function name2Of({ manifest }: Vote, no: number): string | undefined {
    return manifest.projects.find((project) => project.no === no)?.name2;
}

function ChartRow(
    props: ResultProps & { readonly place: number; readonly row: Ranked },
): JSX.Element {
    const { result, vote, outcome, place, row } = props;
    const words = useHallWords();
    const { no, name, approve } = row.counted;
    const chosen = row.standing === "chosen";
    const after = outcome.list[place - 1]?.standing === "chosen";
    return (
        <li class={!chosen && after ? "chart-row chart-row-after" : "chart-row"}>
            <Rank {...row} />
            <span class="chart-name">
                <Named name={name} name2={name2Of(vote, no)} />
            </span>
            <Bar votes={approve} all={result.due} needed={outcome.needed} chosen={chosen} />
            <b class="chart-votes figure">{approve}</b>
            <span class={chosen ? "word word-chosen" : "word"}>
                {wordOf(words, row.standing, outcome.isMajority)}
            </span>
        </li>
    );
}

/** Characters of a name as wide as Chinese ones: beyond this the names take the room of the figures. */
const shortName = 10.5;
const latinWidth = 0.54;

function widthOf(name: string): number {
    return Array.from(name, (c) => (c < "\u2000" ? latinWidth : 1)).reduce((a, b) => a + b, 0);
}

function chartClass(words: HallCatalogue, { vote, outcome, sentence }: ResultProps): string {
    const english = words.language.tag === "en";
    const names = vote.manifest.projects.map((one) => secondOf(words, one) ?? one.name);
    const long = names.some((name) => widthOf(name) > shortName);
    const wide = english || outcome.list.some(({ standing }) => /tied|no_place/.test(standing));
    const said = sentence !== "";
    const kinds = [long ? "chart-long" : "", wide ? "chart-wide" : "", said ? "chart-said" : ""];
    return `chart ${kinds.join(" ")}`;
}

export function Chart(props: ResultProps): JSX.Element {
    const { vote, outcome, sentence, recordHash, result } = props;
    const words = useHallWords();
    const { hall } = words;
    const kind = chartClass(words, props);
    return (
        <div class={kind}>
            <div class="chart-main">
                {sentence === "" ? null : <p class="outcome">{sentence}</p>}
                <ChartHead {...props} />
                <Pager>
                    <ol class="chart-list" aria-label={hall.result}>
                        {outcome.list.map((row, place) => (
                            <ChartRow key={row.counted.no} {...props} {...{ place, row }} />
                        ))}
                    </ol>
                </Pager>
            </div>
            <aside class="side" aria-label={hall.result}>
                <dl>
                    <Figure label={hall.chosenCount} value={outcome.chosen} strong />
                    <div class="side-due">
                        <Figure label={hall.due} value={result.due} />
                    </div>
                    <Figure label={hall.valid} value={result.valid} />
                </dl>
                {recordHash === null ? (
                    <Digits label={hall.fingerprintShort} hash={vote.manifest.hash} short />
                ) : (
                    <Digits label={hall.recordShort} hash={recordHash} short />
                )}
            </aside>
        </div>
    );
}

function TableRow(
    props: ResultProps & {
        readonly row: Ranked;
        readonly full: boolean;
        readonly paper: PaperResult | null;
    },
): JSX.Element {
    const { vote, outcome, row, full, paper } = props;
    const words = useHallWords();
    const { no, name, approve, oppose, abstain } = row.counted;
    const onPaper = paper?.projects.find((project) => project.no === no)?.approve ?? 0;
    const parts = [Math.max(0, approve - onPaper), onPaper].map((votes, place) => (
        <span key={place} class="figure">
            {votes}
        </span>
    ));
    return (
        <li class="table-row">
            <Rank {...row} />
            <span class="table-name">
                <span lang="zh-CN">{name}</span>
                <Name2 name2={name2Of(vote, no)} />
            </span>
            {paper === null || full ? null : parts}
            <b class="figure">{approve}</b>
            {paper !== null && full ? parts : null}
            {full ? <span class="figure">{oppose}</span> : null}
            {full ? <span class="figure">{abstain}</span> : null}
            <span class={row.standing === "chosen" ? "word word-chosen" : "word"}>
                {wordOf(words, row.standing, outcome.isMajority)}
            </span>
        </li>
    );
}

/** How many of these characters are sure to stand in a line of the table of three grades and paper: beside its figures, and above them. */
const besideFigures = { chinese: 11, english: 6 } as const;
const aboveFigures = 33;

/** Whether the table takes less room with the figures of a project under its name. */
function isStacked({ language }: HallCatalogue, { manifest }: Vote): boolean {
    const beside = besideFigures[language.tag === "en" ? "english" : "chinese"];
    const widths = manifest.projects.map(({ name, name2 }) => widthOf(`${name}  ${name2}`));
    const lines = (width: number): number =>
        widths.reduce((sum, one) => sum + Math.ceil(one / width), 0);
    return lines(beside) > lines(aboveFigures) + widths.length;
}

/** Of approvals on three grades the sum comes first, and the others follow it. */
function PaperHeads({ total }: { readonly total: string | null }): JSX.Element {
    const say = usePaperVotesWords();
    const heads =
        total === null
            ? [say.electronic, say.paper, say.total]
            : [total, say.ofElectronic, say.ofPaper];
    return (
        <>
            {heads.map((head) => (
                <span key={head}>{head}</span>
            ))}
        </>
    );
}

export function ResultTable(props: ResultProps): JSX.Element {
    const { outcome, vote, sentence, result } = props;
    const words = useHallWords();
    const { hall, ballot } = words;
    const full = vote.shape.grades === 3;
    const paper = paperOf(result);
    const stacked = full && paper !== null && isStacked(words, vote);
    const kinds = [
        full ? "table-full" : "",
        paper === null ? "" : "table-paper",
        stacked ? "table-stacked" : "",
    ];
    const kind = `table ${kinds.join(" ")}`;
    const rows =
        vote.manifest.method.order === "votes"
            ? outcome.list
            : vote.manifest.projects.flatMap(({ no }) =>
                  outcome.list.filter(({ counted }) => counted.no === no),
              );
    return (
        <div class={kind}>
            {sentence === "" ? null : <p class="outcome">{sentence}</p>}
            <div class="table-row table-head">
                <span class="table-head-name">
                    {hall.project} <PageNumber />
                </span>
                {paper === null ? (
                    <span>{ballot.approve}</span>
                ) : (
                    <PaperHeads total={full ? ballot.approve : null} />
                )}
                {full ? <span>{ballot.oppose}</span> : null}
                {full ? <span>{ballot.abstain}</span> : null}
            </div>
            <Pager>
                <ol aria-label={hall.result}>
                    {rows.map((row) => (
                        <TableRow key={row.counted.no} {...props} {...{ row, full, paper }} />
                    ))}
                </ol>
            </Pager>
        </div>
    );
}
