// rooms/setup/roll_page.tsx — the deputies: their table is read, the names are kept for the desks, the cards are awaited.
import type { JSX } from "preact";
import { Button } from "../../ui/button.tsx";
import { Sign } from "../../ui/step_signs.tsx";
import type { RollRead } from "../../api/setup.ts";
import type { PageProps } from "./page.ts";
import { Faults, FileField, Refused } from "./parts.tsx";
import { rollAgrees } from "./steps.ts";
import { useSetupWords } from "./words.ts";

/** More are compared in the office's own table. */
const rowsMax = 60;

export function RollPage(props: PageProps): JSX.Element {
    const { setup } = useSetupWords();
    const { roll: words, faults } = setup;
    const { state, acts } = props;
    const { roll, working } = state;
    return (
        <>
            <p>{words.explain}</p>
            <FileField onFile={(_, content) => void acts.readRoll(content)} />
            {working === "roll" ? <p role="status">{setup.reading}</p> : null}
            <Refused state={state} of={["roll", "names"]} />
            {roll === null ? null : (
                <>
                    <Faults title={faults.title(roll.errors.length)} faults={roll.errors} wrong />
                    {roll.ok ? <Preview roll={roll} {...props} /> : null}
                    <Faults
                        title={faults.warnings(roll.warnings.length)}
                        faults={roll.warnings}
                        wrong={false}
                    />
                </>
            )}
            <Cards {...props} />
        </>
    );
}

function Preview({ roll, state, acts }: PageProps & { readonly roll: RollRead }): JSX.Element {
    const { roll: words } = useSetupWords().setup;
    const { deputies } = roll;
    const shown = deputies.slice(0, rowsMax);
    const left = deputies.length - shown.length;
    const kept = state.setup?.names === deputies.length;
    return (
        <section class="setup-block" aria-labelledby="deputies">
            <h2 id="deputies">{words.read(deputies.length)}</h2>
            <p class="say">{words.check}</p>
            <div class="setup-scroll" tabIndex={0} role="group" aria-labelledby="deputies">
                <table class="setup-table">
                    <thead>
                        <tr>
                            <th scope="col">{words.no}</th>
                            <th scope="col">{words.name}</th>
                            <th scope="col">{words.delegation}</th>
                            <th scope="col">{words.seat}</th>
                            <th scope="col">{words.note}</th>
                        </tr>
                    </thead>
                    <tbody>
                        {shown.map(({ no, name, delegation, seat, note }) => (
                            <tr key={no}>
                                <td class="figure">{no}</td>
                                <td lang="">{name}</td>
                                <td lang="">{delegation}</td>
                                <td lang="">{seat}</td>
                                <td lang="">{note}</td>
                            </tr>
                        ))}
                    </tbody>
                </table>
            </div>
            {left > 0 ? <p class="say">{words.more(left)}</p> : null}
            <p class="say">{words.keepExplain}</p>
            <Button
                kind={kept ? "secondary" : "forward"}
                busy={state.working === "names"}
                onPress={() => void acts.keepNames()}
            >
                {state.working === "names" ? words.keeping : words.keep}
            </Button>
        </section>
    );
}

function Cards({ state }: PageProps): JSX.Element {
    const { roll: words } = useSetupWords().setup;
    const names = state.setup?.names ?? 0;
    const due = state.setup?.due ?? 0;
    const agrees = rollAgrees(state);
    return (
        <section class="setup-block" aria-labelledby="cards">
            <h2 id="cards">{words.cards}</h2>
            <p class="say">{words.cardsExplain}</p>
            <p class="setup-held">
                <Sign state={names > 0 ? "done" : "ahead"} />
                {words.kept(names)}
            </p>
            <p class="setup-held">
                <Sign state={due > 0 ? "done" : "ahead"} />
                {due > 0 ? words.cardsDone(due) : words.cardsNone}
            </p>
            {names > 0 && due > 0 ? (
                <p class="setup-held" role="status">
                    <Sign state={agrees ? "done" : "wrong"} />
                    <b>{agrees ? words.equal(due) : words.differ(names, due)}</b>
                </p>
            ) : null}
        </section>
    );
}
