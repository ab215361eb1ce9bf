// rooms/official/sheets_panel.tsx — paper ballots between the close and the opening of the box: batches in the record, those that
// wait for the chief scrutineer, and the one that is keyed.
import type { JSX } from "preact";
import { useContext, useState } from "preact/hooks";
import { errcNumbers } from "../../basics/errc.ts";
import type { BatchBody } from "../../ballot/entries/paper_batch.ts";
import type { LoggedRound } from "../../ballot/log_view.ts";
import type { VoteManifest } from "../../ballot/manifest.ts";
import { ascending, chiefOf } from "../../ballot/paper.ts";
import { BallotShape } from "../../ballot/shape.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import type { BatchDraft, CountedBatch, SheetRules } from "../../ui/sheets/batch_draft.ts";
import { BatchForm } from "../../ui/sheets/batch_form.tsx";
import { Differed, DoubtfulBatch, RecordedBatches } from "../../ui/sheets/rows.tsx";
import { differingWords, useSheetsWords } from "../../ui/sheets/words.ts";
import { isBeforeShares } from "./day.ts";
import type { DeskState } from "./desk.ts";
import type { SheetSaid } from "./paper_desk.ts";
import { PaperOfPage } from "./paper_page.ts";
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
            <RecordedBatches
                batches={ascending(round.paper.batches).map((one) => one.batch.body)}
            />
            <Chief {...{ keys, log }} />
            <SaidOfSheets said={sheets.said} />
            <Differed
                differs={sheets.differs}
                told={sheets.said?.is === "differs" ? sheets.said.batch : null}
            />
            {keys.second === null ? (
                <p class="say">{words.onlySecond}</p>
            ) : (
                <Keyed key={keys.second.person} round={round} />
            )}
        </section>
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
    const [busy, setBusy] = useState(false);
    return (
        <DoubtfulBatch batch={body.batch} doubtful={body.doubtful}>
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
                    {busy ? words.sending : words.chief.sign(body.batch)}
                </Button>
            ) : null}
        </DoubtfulBatch>
    );
}

/** The batch that whoever unlocked as the second person keys. */
function Keyed({ round }: { round: LoggedRound }): JSX.Element {
    const { send, sheets } = useContext(PaperOfPage);
    const [typed, setTyped] = useState<BatchDraft | null>(null);
    const [busy, setBusy] = useState(false);
    const { manifest, paper } = round;
    const sign = (counted: CountedBatch): void => {
        setBusy(true);
        // What was not taken stays; what was is counted anew by whoever keys it again.
        void send({ manifestHash: manifest.hash, ...counted }, "keyed")
            .then((taken) => {
                if (taken) setTyped(null);
            })
            .finally(() => {
                setBusy(false);
            });
    };
    return (
        <BatchForm
            rules={rulesOf(manifest)}
            recorded={[...paper.batches.keys()]}
            keyed={sheets.keyed}
            onType={setTyped}
            onSign={sign}
            {...{ typed, busy }}
        />
    );
}

export function rulesOf({ method, projects, minGroup }: VoteManifest): SheetRules {
    return { projects, shape: BallotShape.of(method, projects.length), minGroup };
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
