// rooms/teller/box_page.tsx — from the close to the result: every ballot is verified here before anything is signed.
import type { JSX } from "preact";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import type { Board, CheckOfBoard } from "./board.ts";
import type { PageProps } from "./page.ts";
import {
    Bar,
    Blocks,
    Columns,
    Heading,
    isAtWork,
    Next,
    RefusedNotice,
    RefusedOrder,
    Row,
    Rows,
    Tellers,
    type State,
} from "./parts.tsx";
import { Compare, Proposals } from "./proposals.tsx";
import { SheetsEntry } from "./sheets_entry.tsx";
import { LogChecks } from "./watch_page.tsx";
import { checkWords, useTellerWords, type TellerCatalogue } from "./words.ts";

interface BoxProps extends PageProps {
    readonly onSide: (side: "sheets") => void;
}

export function BoxPage({ board, onOrder, onSide }: BoxProps): JSX.Element {
    return (
        <Columns
            left={<Verified board={board} />}
            right={
                <>
                    <Compare {...{ board, onOrder }} />
                    <Proposals {...{ board, onOrder }} quiet />
                    <SheetsEntry {...{ board, onSide }} />
                    <Shares board={board} />
                    <Acts {...{ board, onOrder }} />
                </>
            }
        />
    );
}

/** Why nothing is signed yet; undefined: it may be. Nothing failed where nothing was verified. */
function barred({ box, round }: Board, say: TellerCatalogue["teller"]["box"]): string | undefined {
    if (box === null) return round?.compared === true ? say.verifying : say.uncompared;
    return box.held ? undefined : say.failed;
}

export function Checks({ checks }: { checks: readonly CheckOfBoard[] }): JSX.Element {
    const words = useTellerWords();
    return (
        <Rows>
            {checks.map(({ name, passed }) => (
                <Row
                    key={name}
                    state={passed ? "held" : "failed"}
                    label={checkWords(words, name)}
                    fact={passed ? words.teller.states.held : words.teller.states.failed}
                />
            ))}
        </Rows>
    );
}

function inSeconds(ms: number): string {
    return (ms / 1000).toFixed(1);
}

export function Verified({ board }: { board: Board }): JSX.Element {
    const words = useTellerWords();
    const { box: say } = words.teller;
    const { box, verifying } = board;
    if (verifying !== null) {
        return (
            <>
                <Heading>{say.verifying}</Heading>
                <Figure done={verifying.done} all={verifying.total} />
                <p class="say" role="status">
                    {say.progress(verifying.done, verifying.total)}
                </p>
            </>
        );
    }
    if (box === null) {
        return (
            <>
                <Heading>{words.teller.checkedHere}</Heading>
                <LogChecks board={board} />
                <p class="say">{barred(board, say)}</p>
            </>
        );
    }
    const all = box.cast + box.handed_back;
    return (
        <>
            <Heading>{box.held ? say.verified : say.failed}</Heading>
            {box.held ? <Figure done={all} all={all} note={say.took(inSeconds(box.ms))} /> : null}
            {box.refusal === null ? null : <RefusedNotice refusal={box.refusal} />}
            <Checks checks={box.checks} />
            <p class="say">{say.only}</p>
        </>
    );
}

function Figure(props: {
    readonly done: number;
    readonly all: number;
    readonly note?: string;
}): JSX.Element {
    const words = useTellerWords();
    const { done, all, note } = props;
    return (
        <>
            <p class="desk-figure figure">
                <b>{done}</b> {words.teller.box.of(all)}
                {note}
            </p>
            <Bar done={done} all={all} label={words.teller.box.verifying} />
        </>
    );
}

function Shares({ board }: { board: Board }): JSX.Element {
    const words = useTellerWords();
    const { box: say } = words.teller;
    const { shares, cosignatures, round } = board;
    const here = shares?.good.length ?? 0;
    const needed = round?.threshold ?? 0;
    const stateOf = (teller: number): { state: State; words: string } => {
        if (shares?.good.includes(teller) === true) return { state: "held", words: say.given };
        if (shares?.sent.includes(teller) === true) return { state: "failed", words: say.wrong };
        if (cosignatures?.by.includes(teller) === true) {
            return { state: "ahead", words: say.signed };
        }
        return { state: "ahead", words: say.none };
    };
    return (
        <>
            <Heading beside={<Blocks filled={here} all={round?.tellers ?? 0} />}>
                {here < needed ? say.arrived(here, needed) : say.enough(here, needed)}
            </Heading>
            <Tellers board={board} say={stateOf} />
        </>
    );
}

function Acts({ board, onOrder }: PageProps): JSX.Element {
    const words = useTellerWords();
    const { box: say } = words.teller;
    const { cosignatures, keys, shares } = board;
    const complete = cosignatures?.complete ?? false;
    const own = keys?.teller ?? 0;
    const given = shares?.good.includes(own) ?? false;
    const order = complete ? "share" : "cosign";
    const busy = isAtWork(board, order);
    const label = complete ? (busy ? say.giving : say.give) : busy ? say.cosigning : say.cosign;
    const done = complete ? given : (cosignatures?.own ?? false);
    const unconfirmed = complete && board.sheets?.awaited === true;
    const endsClaims = complete && board.round?.claims_ended === false && shares?.good.length === 0;
    return (
        <Next>
            <h2>{words.teller.next}</h2>
            <ol class="desk-steps">
                {say.steps.map((step) => (
                    <li key={step}>{step}</li>
                ))}
            </ol>
            <RefusedOrder board={board} of={order} />
            {complete ? null : <p>{say.quorum(board.round?.quorum ?? 0)}</p>}
            {unconfirmed ? <p class="say">{words.teller.sheets.first}</p> : null}
            {endsClaims ? <Notice sentence={say.endsClaims} /> : null}
            {done ? (
                <Notice sentence={{ what: complete ? say.givenOwn : say.cosigned, todo: "" }} />
            ) : null}
            {done ? null : (
                <div class="desk-acts">
                    <Button
                        kind="forward"
                        busy={busy}
                        unavailable={
                            barred(board, say) ??
                            (unconfirmed ? words.teller.sheets.first : undefined)
                        }
                        onPress={() => {
                            onOrder({ order });
                        }}
                    >
                        {label}
                    </Button>
                </div>
            )}
        </Next>
    );
}
