// rooms/teller/result_page.tsx — the result as this machine computed it, one button to sign the report; and the record
// counted again.
import type { JSX } from "preact";
import { groups } from "../../basics/encoding.ts";
import { Button } from "../../ui/button.tsx";
import { Code } from "../../ui/code.tsx";
import { Name2 } from "../../ui/second_name.tsx";
import type { Board, Counted } from "./board.ts";
import { Checks, Verified } from "./box_page.tsx";
import { ChairPart, ChairSheet, useChairPrinter } from "./chair_sheet.tsx";
import type { PageProps } from "./page.ts";
import {
    Bar,
    Columns,
    Heading,
    isAtWork,
    Next,
    RefusedNotice,
    RefusedOrder,
    Row,
    Rows,
    Tellers,
} from "./parts.tsx";
import { Compare, Proposals } from "./proposals.tsx";
import { LogChecks } from "./watch_page.tsx";
import { useTellerWords } from "./words.ts";

const hashDigits = 24;

export function ResultPage({ board, onOrder }: PageProps): JSX.Element {
    const counted = board.result?.counted ?? null;
    const printer = useChairPrinter();
    return (
        <>
            <Columns
                left={counted === null ? <NoResult board={board} /> : <Result counted={counted} />}
                right={
                    <>
                        <Compare {...{ board, onOrder }} />
                        <Proposals {...{ board, onOrder }} quiet />
                        {counted === null ? null : (
                            <>
                                <Report {...{ board, onOrder, counted }} />
                                <ChairPart onPrint={printer.onPrint} />
                            </>
                        )}
                    </>
                }
            />
            {counted === null || printer.asked === 0 ? null : (
                <ChairSheet {...{ board, counted }} />
            )}
        </>
    );
}

function NoResult({ board }: { board: Board }): JSX.Element {
    const words = useTellerWords();
    const refusal = board.result?.refusal ?? null;
    return (
        <>
            <Verified board={board} />
            {refusal === null ? null : (
                <>
                    <p class="say-wrong">{words.teller.result.other}</p>
                    <RefusedNotice refusal={refusal} />
                </>
            )}
        </>
    );
}

function Result({ counted }: { counted: Counted }): JSX.Element {
    const words = useTellerWords();
    const { result: say } = words.teller;
    const threeWay = counted.projects.some(({ oppose }) => oppose !== null);
    return (
        <>
            <Heading>{say.title}</Heading>
            <Rows>
                <Row state="held" label={say.same} fact={say.valid(counted.counts.valid)} />
            </Rows>
            {counted.opened ? null : <p class="strong">{say.unopened}</p>}
            <table class="desk-result">
                <thead>
                    <tr>
                        <th scope="col" colSpan={2}>
                            <span class="hidden-words">{say.title}</span>
                        </th>
                        <th scope="col">{say.approve}</th>
                        {threeWay ? <th scope="col">{say.oppose}</th> : null}
                        {threeWay ? <th scope="col">{say.abstain}</th> : null}
                        <th scope="col">{say.chosen}</th>
                    </tr>
                </thead>
                <tbody>
                    {counted.projects.map((project) => (
                        <tr key={project.no}>
                            <td class="figure">{project.no}</td>
                            <th scope="row">
                                {project.name}
                                <Name2 name2={project.name2 === "" ? undefined : project.name2} />
                            </th>
                            <td class="figure">{project.approve}</td>
                            {threeWay ? <td class="figure">{project.oppose}</td> : null}
                            {threeWay ? <td class="figure">{project.abstain}</td> : null}
                            <td>
                                {project.chosen
                                    ? say.chosen
                                    : project.tied
                                      ? say.tied
                                      : say.notChosen}
                            </td>
                        </tr>
                    ))}
                </tbody>
            </table>
            <p class="say">{say.hidden}</p>
        </>
    );
}

function Report(props: PageProps & { readonly counted: Counted }): JSX.Element {
    const words = useTellerWords();
    const { board, onOrder, counted } = props;
    const { result: say } = words.teller;
    const own = board.keys?.teller ?? 0;
    const signed = counted.reporters.includes(own);
    const busy = isAtWork(board, "report");
    return (
        <>
            <Heading>{say.reports(counted.reporters.length, board.round?.threshold ?? 0)}</Heading>
            <Tellers
                board={board}
                say={(teller) =>
                    counted.reporters.includes(teller)
                        ? { state: "held", words: say.signedBy }
                        : { state: "ahead", words: say.notSigned }
                }
            />
            <Next>
                <p class="say">{say.fingerprint}</p>
                <Code groups={groups(counted.hash.slice(0, hashDigits).toUpperCase(), 4)} small />
                <RefusedOrder board={board} of="report" />
                {signed ? (
                    <p class="strong" role="status">
                        {say.reported}
                    </p>
                ) : (
                    <div class="desk-acts">
                        <Button
                            kind="forward"
                            busy={busy}
                            onPress={() => {
                                onOrder({ order: "report" });
                            }}
                        >
                            {busy ? say.reporting : say.report}
                        </Button>
                    </div>
                )}
            </Next>
        </>
    );
}

function standing(board: Board): "announced" | "published" | "voided" {
    const phase = board.round?.phase;
    return phase === "published" || phase === "voided" ? phase : "announced";
}

/** After the announcement: the record, checked and counted once more. */
export function AfterPage({ board, onOrder }: PageProps): JSX.Element {
    const words = useTellerWords();
    const { after } = words.teller;
    const { recount } = board;
    const phase = standing(board);
    const busy = isAtWork(board, "recount");
    return (
        <Columns
            left={
                recount === null ? (
                    <>
                        <Heading>{words.teller.checkedHere}</Heading>
                        <LogChecks board={board} />
                    </>
                ) : (
                    <>
                        <Heading>
                            {recount.valid
                                ? recount.anchored
                                    ? after.valid
                                    : after.unanchored
                                : after.invalid}
                        </Heading>
                        <Checks checks={recount.checks} />
                    </>
                )
            }
            right={
                <>
                    <Compare {...{ board, onOrder }} />
                    <Proposals {...{ board, onOrder }} quiet />
                    <Next>
                        <h2>{after[phase]}</h2>
                        <p class="say">{phase === "published" ? after.explain : after.waits}</p>
                        <RefusedOrder board={board} of="recount" />
                        {board.verifying !== null ? (
                            <Bar
                                done={board.verifying.done}
                                all={board.verifying.total}
                                label={after.recounting}
                            />
                        ) : null}
                        {phase === "published" ? (
                            <div class="desk-acts">
                                <Button
                                    kind="forward"
                                    busy={busy}
                                    onPress={() => {
                                        onOrder({ order: "recount" });
                                    }}
                                >
                                    {busy ? after.recounting : after.recount}
                                </Button>
                            </div>
                        ) : null}
                    </Next>
                </>
            }
        />
    );
}
