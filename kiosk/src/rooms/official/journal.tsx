// rooms/official/journal.tsx — who did what, as the log has it.
import type { JSX } from "preact";
import type { LogView } from "../../ballot/log_view.ts";
import { tellersOf } from "./absent.ts";
import { timeOfMinute } from "./times.ts";
import { actName, useOfficialWords } from "./words.ts";
import { bodyWords } from "./waiting.tsx";

export function Journal({ log }: { log: LogView | null }): JSX.Element {
    const words = useOfficialWords();
    const { official } = words;
    return (
        <section class="journal" aria-labelledby="journal">
            <h2 id="journal">{official.log}</h2>
            {log === null ? (
                <p class="say">{official.logLocked}</p>
            ) : (
                <>
                    {log.acts.length === 0 ? <p class="say">{official.logEmpty}</p> : null}
                    <ol>
                        {log.acts.map(({ index, statement, people }) => (
                            <li class="journal-row" key={index}>
                                <span class="figure">{timeOfMinute(statement.minute)}</span>
                                <b>{actName(official, statement.act)}</b>
                                <span>{bodyWords(words, statement.body, tellersOf(log))}</span>
                                <span class="journal-people">
                                    {people
                                        .map((one) =>
                                            one === undefined
                                                ? ""
                                                : official.logPerson(
                                                      one.name,
                                                      official.roles[one.role],
                                                  ),
                                        )
                                        .join(" ")}
                                </span>
                            </li>
                        ))}
                    </ol>
                    <p class="say">{official.logSize(log.size)}</p>
                </>
            )}
        </section>
    );
}
