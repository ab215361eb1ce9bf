// rooms/official/journal.tsx — who did what, as the log has it.
import type { JSX } from "preact";
import type { DoneAct, LogView } from "../../ballot/log_view.ts";
import { tellersOf } from "./absent.ts";
import { journalRows, type JournalRow } from "./journal_rows.ts";
import { timeOfMinute } from "./times.ts";
import { actName, useOfficialWords } from "./words.ts";
import { bodyWords } from "./waiting.tsx";

export function Journal({ log }: { log: LogView | null }): JSX.Element {
    const { official } = useOfficialWords();
    return (
        <section class="journal" aria-labelledby="journal">
            <h2 id="journal">{official.log}</h2>
            {log === null ? (
                <p class="say">{official.logLocked}</p>
            ) : (
                <>
                    {log.acts.length === 0 ? <p class="say">{official.logEmpty}</p> : null}
                    <ol>
                        {journalRows(log.acts).map((row) => (
                            <Row
                                key={row.is === "act" ? row.act.index : row.index}
                                {...{ row, log }}
                            />
                        ))}
                    </ol>
                    <p class="say">{official.logSize(log.size)}</p>
                </>
            )}
        </section>
    );
}

function Row({ row, log }: { row: JournalRow; log: LogView }): JSX.Element {
    const words = useOfficialWords();
    const { official } = words;
    if (row.is === "sign_ins") {
        const [from, to] = [timeOfMinute(row.from), timeOfMinute(row.to)];
        return (
            <li class="journal-row">
                <span class="figure">{from === to ? from : `${from}–${to}`}</span>
                <b>{official.signIns(row.deputies)}</b>
                <People people={row.people} />
            </li>
        );
    }
    const { statement, people } = row.act;
    return (
        <li class="journal-row">
            <span class="figure">{timeOfMinute(statement.minute)}</span>
            <b>{actName(official, statement.act)}</b>
            <span>{bodyWords(words, statement.body, tellersOf(log))}</span>
            <People people={people} />
        </li>
    );
}

/** Each once. */
function People({ people }: Pick<DoneAct, "people">): JSX.Element {
    const { official } = useOfficialWords();
    const said = people.map((one) =>
        one === undefined ? "" : official.logPerson(one.name, official.roles[one.role]),
    );
    return <span class="journal-people">{[...new Set(said)].join(" ")}</span>;
}
