// rooms/teller/sheets_page.tsx — sheets of paper behind the close: batches in the record, what still keeps the box shut, and the
// batch that this teller keys. The program makes and signs it; nothing is shown of what anybody else keyed.
import type { JSX } from "preact";
import { Notice } from "../../ui/notice.tsx";
import type { SheetRules } from "../../ui/sheets/batch_draft.ts";
import { BatchForm } from "../../ui/sheets/batch_form.tsx";
import { Differed, RecordedBatches } from "../../ui/sheets/rows.tsx";
import { differingWords, useSheetsWords } from "../../ui/sheets/words.ts";
import type { Board } from "./board.ts";
import type { SheetsOfBoard } from "./board_sheets.ts";
import { useKeptBatch } from "./kept_batch.ts";
import type { PageProps, PaperProps } from "./page.ts";
import { Back } from "./paper_parts.tsx";
import { Columns, Heading, isAtWork, Next, RefusedOrder, Row, Rows } from "./parts.tsx";
import { Compare, Proposals } from "./proposals.tsx";
import { useTellerWords } from "./words.ts";

export function SheetsPage({ board, onOrder, onBack }: PaperProps): JSX.Element | null {
    const words = useSheetsWords();
    const { sheets } = board;
    if (sheets === null) return null;
    return (
        <Columns
            left={
                <>
                    <Back onBack={onBack} />
                    <Heading>{words.title}</Heading>
                    <p>{words.explain}</p>
                    <div class="sheets">
                        <RecordedBatches batches={sheets.batches} />
                    </div>
                    <BeforeOpening sheets={sheets} />
                </>
            }
            right={
                <>
                    <Compare {...{ board, onOrder }} />
                    <Proposals {...{ board, onOrder }} quiet />
                    <Next>
                        <Keying {...{ board, onOrder, sheets }} />
                    </Next>
                </>
            }
        />
    );
}

/** What is still to be done before anybody gives a share. */
function BeforeOpening({ sheets }: { sheets: SheetsOfBoard }): JSX.Element {
    const { sheets: say } = useTellerWords().teller;
    const { keyed, differs, waiting, chief } = sheets;
    return (
        <>
            <h2>{say.before}</h2>
            <Rows>
                {differs.map(({ batch }) => (
                    <Row key={batch} state="failed" label={say.differs(batch)} />
                ))}
                {keyed
                    .filter((batch) => waiting.every((one) => one.batch !== batch))
                    .map((batch) => (
                        <Row key={batch} state="going" label={say.second(batch)} />
                    ))}
                {waiting.map(({ batch, id }) => (
                    <Row key={id} state="going" label={say.chief(batch, chief.name)} />
                ))}
                <Numbers sheets={sheets} />
                <Confirmed sheets={sheets} />
            </Rows>
        </>
    );
}

/** Whether act 18 can say that they add up. */
function Numbers({ sheets }: { sheets: SheetsOfBoard }): JSX.Element {
    const { sheets: say } = useTellerWords().teller;
    const { paper } = useSheetsWords();
    const { taken, exchanged, uncancelled, batches, issued, gap } = sheets;
    const out = taken + exchanged + (uncancelled ?? 0);
    const fact = `${issued} / ${out}`;
    if (gap !== null) return <Row state="failed" label={paper.gap(gap)} />;
    if (batches.length === 0) {
        return <Row state="ahead" label={out === 0 ? say.nothingOut : say.nothingKeyed(out)} />;
    }
    if (issued < out) return <Row state="failed" label={say.fewer} fact={fact} />;
    if (issued > out) return <Row state="ahead" label={say.rest(issued - out)} fact={fact} />;
    return <Row state="held" label={say.fits} fact={fact} />;
}

function Confirmed({ sheets }: { sheets: SheetsOfBoard }): JSX.Element {
    const { sheets: say } = useTellerWords().teller;
    if (sheets.uncancelled !== null) return <Row state="held" label={say.confirmed} />;
    return <Row state="ahead" label={sheets.awaited ? say.confirm : say.confirmIfAny} />;
}

function rulesOf({ projects, most, three_way, min_group }: SheetsOfBoard["rules"]): SheetRules {
    const shape = { projects: projects.length, cap: most, grades: three_way ? 3 : 2 } as const;
    return { projects, shape, minGroup: min_group };
}

/** What has become of the batch that was keyed last, and of those that another keyed otherwise. */
function Said({ board, sheets }: { board: Board; sheets: SheetsOfBoard }): JSX.Element {
    const words = useSheetsWords();
    const { differs } = sheets;
    // Behind act 18 there is no next batch to speak of.
    const said = sheets.uncancelled === null ? sheets.said : null;
    const told = differs.find(({ batch }) => said?.is === "differs" && batch === said.batch);
    const settled = said?.is === "waits" || said?.is === "logged" ? words.said[said.is] : null;
    const sentence = told === undefined ? settled : differingWords(words, told);
    return (
        <>
            <RefusedOrder board={board} of="sheets" />
            {sentence === null || board.refused?.order === "sheets" ? null : (
                <Notice sentence={sentence} />
            )}
            <Differed differs={differs} told={told?.batch ?? null} />
        </>
    );
}

/** Why no batch is keyed here now; null: it may be. */
function useClosed(board: Board, sheets: SheetsOfBoard): string | null {
    const { sheets: say } = useTellerWords().teller;
    if (!sheets.may_key) return say.notYours;
    if (sheets.uncancelled !== null) return say.confirmed;
    return board.round?.compared === true ? null : say.compareFirst;
}

function Keying(props: PageProps & { readonly sheets: SheetsOfBoard }): JSX.Element {
    const { board, sheets } = props;
    const closed = useClosed(board, sheets);
    return (
        <>
            <Said {...{ board, sheets }} />
            {closed === null ? <Form {...props} /> : <p>{closed}</p>}
        </>
    );
}

function Form(props: PageProps & { readonly sheets: SheetsOfBoard }): JSX.Element {
    const { board, onOrder, sheets } = props;
    const { sent, keyed, batches } = sheets;
    const rules = rulesOf(sheets.rules);
    const round = board.round?.fingerprint ?? "";
    const now = { round, projects: rules.projects.length, sent };
    const [kept, keep] = useKeptBatch(sessionStorage, now);
    return (
        <BatchForm
            recorded={batches.map(({ batch }) => batch)}
            typed={kept?.draft ?? null}
            onType={(draft) => {
                keep({ round, draft, signedAt: kept?.signedAt ?? null });
            }}
            busy={isAtWork(board, "sheets")}
            onSign={(batch) => {
                if (kept !== null) keep({ ...kept, signedAt: sent });
                onOrder({ order: "sheets", batch });
            }}
            {...{ rules, keyed }}
        />
    );
}
