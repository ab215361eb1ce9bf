// rooms/teller/watch_page.tsx — up to the close: the log only grows, the box is empty before it is opened.
import type { JSX } from "preact";
import { Button } from "../../ui/button.tsx";
import type { Board } from "./board.ts";
import { FewSheets } from "./few_sheets.tsx";
import type { PageProps } from "./page.ts";
import { Columns, Heading, Row, Rows } from "./parts.tsx";
import { Compare, Proposals } from "./proposals.tsx";
import { SheetsEntry } from "./sheets_entry.tsx";
import { useTellerWords } from "./words.ts";

/** What is made ready before the vote, each on a page of its own. */
export const sides = ["cards", "slips", "rehearsal", "paper"] as const;
export type Side = (typeof sides)[number] | "replace" | "sheets" | "enter";

export interface WatchProps extends PageProps {
    readonly onSide: (side: Side) => void;
}

export function WatchPage({ board, onOrder, onSide }: WatchProps): JSX.Element {
    const words = useTellerWords();
    return (
        <Columns
            left={
                <>
                    <Heading>{words.teller.checkedHere}</Heading>
                    <LogChecks board={board} />
                    <Counts board={board} />
                    <p class="say">{words.teller.watching}</p>
                </>
            }
            right={
                <>
                    <Compare {...{ board, onOrder }} />
                    <Proposals {...{ board, onOrder }} />
                    <SheetsEntry {...{ board, onSide }} />
                    <FewSheets
                        board={board}
                        onOpen={() => {
                            onSide("enter");
                        }}
                    />
                    <LostCard {...{ board, onSide }} />
                    <ShareFile board={board} />
                    <Preparations board={board} onSide={onSide} />
                </>
            }
        />
    );
}

const beforeOpening = ["drafted", "sealed"];

/** Up to the opening; a sheet that is not forgotten can be reached as long as it is there. */
function Preparations({ board, onSide }: Omit<WatchProps, "onOrder">): JSX.Element | null {
    const words = useTellerWords();
    const { prepare } = words.teller.paper;
    const early = board.round === null || beforeOpening.includes(board.round.phase);
    const there = board.sheet?.kind;
    const own = board.ceremony?.stage === "done";
    const possible = sides.filter((side) => own || side === "cards" || side === "slips");
    const shown = possible.filter((side) => early || side === there);
    if (shown.length === 0) return null;
    return (
        <section class="desk-share">
            <h2>{prepare.title}</h2>
            <ul class="desk-rows">
                {shown.map((side) => (
                    <li key={side} class="desk-row">
                        <span class="desk-label">{prepare[side]}</span>
                        {side === there ? (
                            <span class="desk-note">{prepare.notForgotten}</span>
                        ) : null}
                        <Button
                            kind="tool"
                            onPress={() => {
                                onSide(side);
                            }}
                        >
                            {prepare.open}
                            <span class="hidden-words">{prepare[side]}</span>
                        </Button>
                    </li>
                ))}
            </ul>
        </section>
    );
}

/** At any time of a round; whether it may still be is the log's and the desk's to say. */
function LostCard({ board, onSide }: Omit<WatchProps, "onOrder">): JSX.Element | null {
    const words = useTellerWords();
    const { replace } = words.teller;
    if (board.ceremony?.stage !== "done" || board.round === null) return null;
    const standing = board.replacement?.standing;
    return (
        <section class="desk-share">
            <h2>{replace.lost}</h2>
            <ul class="desk-rows">
                <li class="desk-row">
                    <span class="desk-label">{replace.side}</span>
                    {standing === undefined ? null : (
                        <span class="desk-note">{replace.short[standing]}</span>
                    )}
                    <Button
                        kind="tool"
                        onPress={() => {
                            onSide("replace");
                        }}
                    >
                        {replace.open}
                        <span class="hidden-words">{replace.lost}</span>
                    </Button>
                </li>
            </ul>
        </section>
    );
}

/** What the log says as this machine has read it. */
export function LogChecks({ board }: { board: Board }): JSX.Element {
    const words = useTellerWords();
    const { log, round, ceremony } = board;
    const { log: say } = words.teller;
    const cast = round?.counts.cast ?? 0;
    const empty = cast === 0 && (round?.counts.handed_back ?? 0) === 0;
    return (
        <Rows>
            <Row
                state={log === null ? "ahead" : "held"}
                label={say.extends}
                fact={log === null ? "" : say.heads(log.heads, log.size)}
            />
            {ceremony === null ? null : (
                <Row state={ceremony.stage === "done" ? "held" : "ahead"} label={say.ceremony} />
            )}
            {round === null ? null : (
                <>
                    <Row
                        state={round.compared ? "held" : "ahead"}
                        label={say.compared}
                        fact={round.fingerprint?.slice(0, 4) ?? words.teller.states.ahead}
                    />
                    {beforeOpening.includes(round.phase) ? (
                        <Row state={empty ? "held" : "failed"} label={say.empty} fact={cast} />
                    ) : null}
                </>
            )}
        </Rows>
    );
}

const countNames = ["due", "present", "issued", "cast", "handed_back"] as const;

function Counts({ board }: { board: Board }): JSX.Element {
    const words = useTellerWords();
    const { round } = board;
    if (round === null) return <p role="status">{words.teller.noRound}</p>;
    return (
        <>
            <p class="strong" role="status">
                {words.phases[round.phase]}
            </p>
            <dl class="desk-counts">
                {countNames.map((name) => (
                    <div key={name}>
                        <dt>{words.teller.counts[name]}</dt>
                        <dd class="figure">{round.counts[name]}</dd>
                    </div>
                ))}
            </dl>
            <p class="say">{words.teller.everyMinute}</p>
        </>
    );
}

function ShareFile({ board }: { board: Board }): JSX.Element | null {
    const words = useTellerWords();
    const { ceremony, place, enrolment } = board;
    if (ceremony?.stage !== "done" || place === null) return null;
    const all = (enrolment?.persons ?? []).filter(({ teller }) => teller !== null).length;
    return (
        <section class="desk-share">
            <h2>{words.teller.share.written}</h2>
            <p>{words.teller.share.needed(ceremony.threshold ?? 0, all)}</p>
            <dl>
                <div class="fact">
                    <dt>{words.teller.share.file}</dt>
                    <dd class="desk-path">{place.share}</dd>
                </div>
            </dl>
            <p class="say">{words.teller.share.backup}</p>
        </section>
    );
}
