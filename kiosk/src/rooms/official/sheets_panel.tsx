// rooms/official/sheets_panel.tsx — paper ballots between the close and the opening of the box: batches in the record, those that
// wait for the chief scrutineer, and the one that is keyed.
import type { JSX } from "preact";
import { useContext, useState } from "preact/hooks";
import { errcNumbers } from "../../basics/errc.ts";
import type { BatchBody } from "../../ballot/entries/paper_batch.ts";
import type { LoggedRound } from "../../ballot/log_view.ts";
import { ascending, chiefOf } from "../../ballot/paper.ts";
import type { SheetsWords } from "../../i18n/zh_official_paper.ts";
import type { Sentence } from "../../i18n/zh_terms.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { BatchForm } from "./batch_form.tsx";
import { isBeforeShares } from "./day.ts";
import type { DeskState } from "./desk.ts";
import type { SheetSaid } from "./paper_desk.ts";
import { PaperOfPage, type Differing, type Sheets } from "./paper_page.ts";
import { useSheetsWords } from "./paper_words.ts";
import { useOfficialWords } from "./words.ts";

export function SheetsPanel({ keys, log }: Pick<DeskState, "keys" | "log">): JSX.Element | null {
    const { sheets } = useContext(PaperOfPage);
    const words = useSheetsWords();
    const round = log?.round ?? null;
    // Whoever signed act 18 has ended it.
    if (log === null || round === null || !isBeforeShares(round)) return null;
    if (round.paper.stated !== null) return null;
    return (
        <section class="sheets" aria-labelledby="sheets">
            <h2 id="sheets">{words.title}</h2>
            <p>{words.explain}</p>
            <Logged round={round} />
            <Chief {...{ keys, log }} />
            <SaidOfSheets said={sheets.said} />
            <Differed sheets={sheets} />
            {keys.second === null ? (
                <p class="say">{words.onlySecond}</p>
            ) : (
                <BatchForm key={keys.second.person} round={round} />
            )}
        </section>
    );
}

function Logged({ round }: { round: LoggedRound }): JSX.Element {
    const words = useSheetsWords();
    const { batches } = round.paper;
    if (batches.size === 0) return <p class="say">{words.none}</p>;
    return (
        <>
            <h3>{words.logged}</h3>
            <ul>
                {ascending(batches).map(({ batch: { body } }) => (
                    <li key={body.batch} class="sheet-row">
                        <b>{words.batchRow(body.batch)}</b>
                        <span class="figure">{words.rowFact(body.issued, body.returned)}</span>
                    </li>
                ))}
            </ul>
        </>
    );
}

/** Told to everybody, signed by one person: the first of the enrolment who is a scrutineer or teller. */
function Chief({ keys, log }: Pick<DeskState, "keys" | "log">): JSX.Element | null {
    const { sheets } = useContext(PaperOfPage);
    const { chief: say } = useSheetsWords();
    if (sheets.waiting.length === 0) return null;
    const persons = log?.enrolment?.persons ?? [];
    const number = chiefOf(persons);
    const mine = keys.second?.person === number;
    return (
        <>
            <h3>{say.title}</h3>
            {mine ? null : <p class="say">{say.only(persons[number - 1]?.name ?? "")}</p>}
            {sheets.waiting.map((body) => (
                <Decided key={body.batch} {...{ body, mine }} />
            ))}
        </>
    );
}

function Decided({ body, mine }: { body: BatchBody; mine: boolean }): JSX.Element {
    const { send } = useContext(PaperOfPage);
    const words = useSheetsWords();
    const { chief: say, doubtful } = words;
    const [busy, setBusy] = useState(false);
    return (
        <div class="sheet-decided">
            <p class="sheet-row">
                <b>{words.batchRow(body.batch)}</b>
                <span class="figure">{say.sheets(body.doubtful.length)}</span>
            </p>
            <ol>
                {body.doubtful.map(({ decision, reason }, place) => (
                    <li key={place} class="sheet-row">
                        <b>{doubtful.decisions[decision]}</b>
                        <span>{reason}</span>
                    </li>
                ))}
            </ol>
            {mine ? (
                <Button
                    busy={busy}
                    onPress={() => {
                        setBusy(true);
                        void send(body, "chief").finally(() => {
                            setBusy(false);
                        });
                    }}
                >
                    {busy ? words.sending : say.sign(body.batch)}
                </Button>
            ) : null}
        </div>
    );
}

function columnWords(words: SheetsWords, column: string): string {
    const known: Readonly<Partial<Record<string, string>>> = {
        issued: words.issued,
        returned: words.returned,
        void_over: words.void.over,
        void_unreadable: words.void.unreadable,
        void_marked: words.void.marked,
        void_blank: words.void.blank,
        approve: words.approve,
        oppose: words.oppose,
        abstain: words.abstain,
        doubtful: words.doubtfulCell,
    };
    return known[column] ?? column;
}

/** "returned" or "3 approve" (PROTOCOL §16): the cell and never its value. */
export function cellWords(words: SheetsWords, cell: string): string {
    const [, place, column] = /^(\d+) (\w+)$/.exec(cell) ?? [];
    if (place === undefined || column === undefined) return columnWords(words, cell);
    return words.cell(place, columnWords(words, column));
}

function differingWords(words: SheetsWords, { batch, cells }: Differing): Sentence {
    return words.said.differs(batch, cells.map((cell) => cellWords(words, cell)).join(words.and));
}

/** Of what was keyed here and another keyed otherwise: who was the first learns it while typing the next batch, and keeps the focus. */
function Differed({ sheets: { differs, said } }: { sheets: Sheets }): JSX.Element {
    const words = useSheetsWords();
    const told = said?.is === "differs" ? said.batch : null;
    return (
        <>
            {differs
                .filter(({ batch }) => batch !== told)
                .map((one) => (
                    <Notice key={one.batch} sentence={differingWords(words, one)} />
                ))}
        </>
    );
}

function SaidOfSheets({ said }: { said: SheetSaid | null }): JSX.Element | null {
    const { official, refusals } = useOfficialWords();
    const words = useSheetsWords();
    switch (said?.is) {
        case undefined:
            return null;
        case "waits":
        case "logged":
            return <Notice sentence={words.said[said.is]} focused />;
        case "differs":
            return <Notice sentence={differingWords(words, said)} focused />;
        case "unreachable":
            return <Notice sentence={official.unreachable} focused />;
        case "refused":
            return (
                <Notice sentence={refusals[said.code]} refusal={errcNumbers[said.code]} focused />
            );
    }
}
