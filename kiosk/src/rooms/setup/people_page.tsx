// rooms/setup/people_page.tsx — who acts: the own keys, the lines that came, the list as it was posted.
import type { JSX } from "preact";
import { equalBytes } from "../../basics/bytes.ts";
import { readLines } from "../../ballot/enrolment_line.ts";
import { enrolmentFingerprint, type Enrolment } from "../../ballot/entries/enrolment.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Code } from "../../ui/code.tsx";
import { fingerprintGroups } from "../../ui/fingerprint.tsx";
import { Notice } from "../../ui/notice.tsx";
import { KeysForm } from "./keys_form.tsx";
import type { PageProps } from "./page.ts";
import { Refused } from "./parts.tsx";
import type { Line, WizardState } from "./state.ts";
import { useSetupWords } from "./words.ts";

export function PeoplePage(props: PageProps): JSX.Element {
    const { setup: words } = useSetupWords();
    const { state } = props;
    return (
        <>
            <p>{words.people.explain}</p>
            {state.enrolment === null ? null : <Posted enrolment={state.enrolment} />}
            <KeysForm {...props} />
            {state.setup === null ? null : <Lines {...props} />}
        </>
    );
}

function Posted({ enrolment }: { readonly enrolment: Enrolment }): JSX.Element {
    const { people: words } = useSetupWords().setup;
    return (
        <section class="setup-block" aria-labelledby="posted">
            <h2 id="posted">{words.posted}</h2>
            <p class="say">{words.fingerprint}</p>
            <Code groups={enrolmentFingerprint(enrolment).split("-")} />
            <p>{words.aloud}</p>
            <ol class="setup-list">
                {enrolment.persons.map(({ name, role, statementKey }, place) => (
                    <li key={place}>
                        <span class="figure">{place + 1}</span>
                        <b>{name}</b>
                        <span>{words.roles[role]}</span>
                        <span class="setup-print">
                            {fingerprintGroups(statementKey.bytes).join(" ")}
                        </span>
                    </li>
                ))}
            </ol>
        </section>
    );
}

function LineRow(props: PageProps & { readonly line: Line }): JSX.Element {
    const { people: words } = useSetupWords().setup;
    const { state, acts, line } = props;
    const { leftOut } = state.draft;
    const { name, role, statementKey } = line.person;
    return (
        <li>
            <input
                type="checkbox"
                aria-label={words.belongs(name)}
                checked={!leftOut.includes(line.sha256)}
                onChange={(event) => {
                    const others = leftOut.filter((one) => one !== line.sha256);
                    const out = event.currentTarget.checked ? others : [...others, line.sha256];
                    acts.change({ leftOut: out });
                }}
            />
            <b>{name}</b>
            <span>{words.roles[role]}</span>
            <span class="setup-print">{fingerprintGroups(statementKey.bytes).join(" ")}</span>
            <LinkButton label={words.dropName(name)} onPress={() => void acts.drop(line)}>
                {words.drop}
            </LinkButton>
        </li>
    );
}

const tellersMin = 2;

function isList({ congress }: WizardState, lines: readonly Line[], posted: Enrolment): boolean {
    if (congress === null) return false;
    const entries = lines.map(({ entry }) => entry);
    const read = readLines(congress.id, entries);
    return read.ok && equalBytes(read.value.hash, posted.hash);
}

function Lines(props: PageProps): JSX.Element {
    const { people: words } = useSetupWords().setup;
    const { state, acts } = props;
    const { lines, draft, working, setup, enrolment } = state;
    const chosen = lines.filter(({ sha256 }) => !draft.leftOut.includes(sha256));
    const count = (role: string): number =>
        chosen.filter(({ person }) => person.role === role).length;
    const enough = count("official") >= 1 && count("teller") >= tellersMin;
    const may = setup?.may ?? false;
    // To post the same list once more would void the tellers' key for nothing.
    const there = enrolment !== null && isList(state, chosen, enrolment);
    const why = !enough || !may ? words.postNot : there ? words.same : undefined;
    return (
        <section class="setup-block" aria-labelledby="lines">
            <h2 id="lines">{words.lines}</h2>
            {lines.length === 0 ? (
                <p class="say">{words.none}</p>
            ) : (
                <ul class="setup-list">
                    {lines.map((line) => (
                        <LineRow key={line.sha256} {...props} line={line} />
                    ))}
                </ul>
            )}
            {enrolment === null || lines.length === 0 || there ? null : (
                <Notice sentence={words.again2} />
            )}
            <Refused state={state} of={["enrolment", "drop"]} />
            {enough && !there ? null : <p class="say">{enough ? words.same : words.postNot}</p>}
            <Button
                busy={working === "enrolment"}
                unavailable={why}
                onPress={() => void acts.postEnrolment()}
            >
                {working === "enrolment" ? words.posting : words.post(chosen.length)}
            </Button>
        </section>
    );
}
