// rooms/teller/proposals.tsx — acts of two that somebody has signed: read, compare, sign. And the fingerprint without
// which nothing of a round is signed.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Act } from "../../ballot/acts.ts";
import { Button } from "../../ui/button.tsx";
import { CodeFields } from "../../ui/code.tsx";
import { DoubtfulBatch, SheetSums } from "../../ui/sheets/rows.tsx";
import { useSheetsWords } from "../../ui/sheets/words.ts";
import type { Board, Proposal } from "./board.ts";
import type { WaitingBatch } from "./board_sheets.ts";
import type { PageProps } from "./page.ts";
import { Heading, isAtWork, Next, RefusedNotice, RefusedOrder } from "./parts.tsx";
import { useTellerWords, type TellerCatalogue } from "./words.ts";

const groupCount = 6;
const groupLength = 4;

/** Typed from the hall, so that the server cannot show its own. */
export function Compare({ board, onOrder }: PageProps): JSX.Element | null {
    const words = useTellerWords();
    const { compare } = words.teller;
    const [typed, setTyped] = useState<readonly string[]>(() =>
        Array.from({ length: groupCount }, () => ""),
    );
    if (board.round === null || board.round.compared) return null;
    const complete = typed.every((group) => group.length === groupLength);
    return (
        <section class="desk-compare">
            <Heading>{compare.title}</Heading>
            <p class="say" id="compare">
                {compare.explain}
            </p>
            <CodeFields
                groups={typed}
                length={groupLength}
                label={compare.group}
                describedBy="compare"
                onChange={setTyped}
            />
            <RefusedOrder board={board} of="compare" />
            <div class="desk-acts">
                <Button
                    kind="secondary"
                    busy={isAtWork(board, "compare")}
                    unavailable={complete ? undefined : compare.explain}
                    onPress={() => {
                        onOrder({ order: "compare", text: typed.join("") });
                    }}
                >
                    {compare.go}
                </Button>
            </div>
        </section>
    );
}

function numbersOf(list: readonly number[] | null): string {
    return list === null ? "" : list.join(", ");
}

function namesOf(board: Board, tellers: readonly number[] | null): string {
    const nameOf = (number: number): string =>
        board.enrolment?.persons.find(({ teller }) => teller === number)?.name ?? String(number);
    return tellers === null ? "" : tellers.map(nameOf).join(" · ");
}

function said(
    words: TellerCatalogue,
    board: Board,
    proposal: Proposal,
): readonly (readonly [string, string])[] {
    const { proposals, kinds } = words.teller;
    const { reason, deputies, tellers, kind, slips } = proposal;
    const known = Object.hasOwn(kinds, kind ?? "") ? kinds[kind as keyof typeof kinds] : kind;
    const all: readonly (readonly [string, string])[] = [
        [proposals.reason, reason ?? ""],
        [proposals.deputies, numbersOf(deputies)],
        [proposals.tellers, namesOf(board, tellers)],
        [proposals.slips, slips === null ? "" : String(slips)],
        [proposals.kind, known ?? ""],
    ];
    return all.filter(([, value]) => value !== "");
}

function One(props: PageProps & { readonly proposal: Proposal }): JSX.Element {
    const words = useTellerWords();
    const { board, onOrder, proposal } = props;
    const { proposals, acts } = words.teller;
    const act = acts[proposal.act];
    const { [proposal.act]: does }: Readonly<Partial<Record<Act, string>>> = proposals.does;
    const compared = proposal.of_congress || board.round?.compared === true;
    const busy = isAtWork(board, "sign");
    return (
        <li class="proposal">
            <h3>{act}</h3>
            <p>{proposals.by(proposal.by ?? "")}</p>
            <dl>
                {said(words, board, proposal).map(([term, value]) => (
                    <div key={term} class="fact">
                        <dt>{term}</dt>
                        <dd>{value}</dd>
                    </div>
                ))}
            </dl>
            {does === undefined ? null : <p>{does}</p>}
            <Sums {...{ board, proposal }} />
            {proposal.refusal === null ? (
                <>
                    <p class="say">{compared ? proposals.agrees : proposals.compareFirst}</p>
                    <div class="desk-acts">
                        <Button
                            kind="forward"
                            busy={busy}
                            unavailable={compared ? undefined : proposals.compareFirst}
                            onPress={() => {
                                onOrder({ order: "sign", text: proposal.id });
                            }}
                        >
                            {busy ? proposals.busy : proposals.sign(act)}
                        </Button>
                    </div>
                </>
            ) : (
                <RefusedNotice refusal={proposal.refusal} />
            )}
        </li>
    );
}

/** What two people count, to be held against the sheets and the notes of the desk. */
function Sums({ board, proposal }: { board: Board; proposal: Proposal }): JSX.Element | null {
    const { sheets } = board;
    const { uncancelled } = proposal;
    if (sheets === null || uncancelled === null) return null;
    return <SheetSums sums={{ ...sheets, uncancelled, batches: sheets.batches.length }} />;
}

/** Doubtful sheets of a batch that two people keyed, for the chief scrutineer. */
function Doubtful(props: PageProps & { readonly waiting: WaitingBatch }): JSX.Element {
    const words = useTellerWords();
    const say = useSheetsWords();
    const { board, onOrder, waiting } = props;
    const { batch, doubtful, id } = waiting;
    const compared = board.round?.compared === true;
    const busy = isAtWork(board, "doubtful");
    return (
        <li class="proposal">
            <h3>{say.doubtful.title}</h3>
            <DoubtfulBatch {...{ batch, doubtful }} />
            <p class="say">{compared ? say.chief.look : words.teller.proposals.compareFirst}</p>
            <div class="desk-acts">
                <Button
                    kind="forward"
                    busy={busy}
                    unavailable={compared ? undefined : words.teller.proposals.compareFirst}
                    onPress={() => {
                        onOrder({ order: "doubtful", text: id });
                    }}
                >
                    {busy ? say.sending : say.chief.sign(batch)}
                </Button>
            </div>
        </li>
    );
}

/** Nothing is drawn where nobody waits, but on the page that watches. */
export function Proposals(props: PageProps & { readonly quiet?: boolean }): JSX.Element | null {
    const words = useTellerWords();
    const { board, onOrder, quiet = false } = props;
    const list: NonNullable<Board["proposals"]> = board.proposals ?? [];
    const waiting = board.sheets?.chief.own === true ? board.sheets.waiting : [];
    const none = list.length === 0 && waiting.length === 0;
    if (quiet && none) return null;
    return (
        <Next label={words.teller.proposals.title}>
            <h2>{words.teller.proposals.title}</h2>
            <RefusedOrder board={board} of="sign" />
            <RefusedOrder board={board} of="doubtful" />
            {none ? (
                <p class="say" role="status">
                    {words.teller.proposals.none}
                </p>
            ) : (
                <ul class="proposals">
                    {waiting.map((one) => (
                        <Doubtful key={one.id} {...{ board, onOrder }} waiting={one} />
                    ))}
                    {list.map((proposal) => (
                        <One key={proposal.id} {...{ board, onOrder, proposal }} />
                    ))}
                </ul>
            )}
        </Next>
    );
}
