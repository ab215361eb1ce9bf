// rooms/setup/ballot_page.tsx — the ballot as deputies will see it, to be printed; and how long voting at booths takes.
import type { JSX } from "preact";
import { Button } from "../../ui/button.tsx";
import { rulesOf } from "./method_words.ts";
import type { PageProps } from "./page.ts";
import { Field, NumberField } from "./parts.tsx";
import { BallotSheet } from "./sheet.tsx";
import { boothsFor, dueOf, dueOrUsual, minutesFor } from "./steps.ts";
import { useSetupWords } from "./words.ts";

const boothsMax = 500;
const secondsMax = 600;

export function BallotPage(props: PageProps): JSX.Element {
    const { setup: words } = useSetupWords();
    const { state, acts } = props;
    const { congress, projects, method, draft } = state;
    const resolved = method?.method ?? null;
    const rules = resolved === null ? null : rulesOf(resolved);
    const ready = congress !== null && rules !== null && projects?.ok === true;
    return (
        <>
            <p>{words.ballot.explain}</p>
            <div class="setup-pair">
                <Field
                    label={words.draft.title}
                    value={draft.title}
                    onChange={(title) => {
                        acts.change({ title });
                    }}
                />
                <Field
                    label={words.draft.title2}
                    value={draft.title2}
                    onChange={(title2) => {
                        acts.change({ title2 });
                    }}
                />
            </div>
            {ready ? (
                <>
                    <BallotSheet
                        congress={congress.name}
                        congress2={congress.name2}
                        title={draft.title}
                        title2={draft.title2}
                        sample={congress.sample}
                        rules={rules}
                        projects={projects.projects}
                    />
                    <div class="setup-line">
                        <Button onPress={acts.print}>{words.ballot.print}</Button>
                        <span class="say">{words.ballot.printExplain}</span>
                    </div>
                </>
            ) : (
                <p class="strong">{words.ballot.need}</p>
            )}
            <Time {...props} />
        </>
    );
}

function Time({ state, acts }: PageProps): JSX.Element {
    const { ballot: words } = useSetupWords().setup;
    const { booths, seconds } = state.draft;
    const due = dueOrUsual(state);
    return (
        <section class="setup-block" aria-labelledby="time">
            <h2 id="time">{words.time}</h2>
            <div class="setup-pair">
                <NumberField
                    label={words.booths}
                    value={booths}
                    most={boothsMax}
                    onChange={(number) => {
                        acts.change({ booths: number });
                    }}
                />
                <NumberField
                    label={words.seconds}
                    value={seconds}
                    most={secondsMax}
                    onChange={(number) => {
                        acts.change({ seconds: number });
                    }}
                />
            </div>
            <p class="setup-sum" role="status">
                <span>{words.arithmetic(due, seconds, booths)}</span>
                <b class="figure">{words.minutes(minutesFor(due, seconds, booths))}</b>
            </p>
            <p class="say">
                {words.wanted(boothsFor(due, seconds))} · {words.rest}{" "}
                {dueOf(state) === null ? words.unknownDue : null}
            </p>
        </section>
    );
}
