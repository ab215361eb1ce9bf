// rooms/setup/method_page.tsx — five questions, the rest behind them filled in, the text that comes of it, and how the server
// reads that text: its reading is the judge.
import type { JSX } from "preact";
import { Button, LinkButton, Toggle } from "../../ui/button.tsx";
import { Sign } from "../../ui/step_signs.tsx";
import { methodText } from "./draft.ts";
import {
    capOf,
    choices,
    hasCap,
    preset,
    presetNames,
    type Answers,
    type Question,
} from "./method.ts";
import { methodRows, rulesOf } from "./method_words.ts";
import type { PageProps } from "./page.ts";
import {
    Choice,
    Facts,
    Faults,
    Field,
    FileField,
    NumberField,
    Refused,
    type Answer,
} from "./parts.tsx";
import { useSetupWords } from "./words.ts";

const placesMax = 100;

interface QuestionProps {
    readonly answers: Answers;
    readonly projects: number;
    readonly onAnswers: (answers: Answers) => void;
}

export function MethodPage(props: PageProps): JSX.Element {
    const { method: words } = useSetupWords().setup;
    const { state, acts } = props;
    const { draft } = state;
    const count = state.projects?.projects.length ?? 0;
    if (count === 0) return <p class="strong">{words.needProjects}</p>;
    const own = draft.methodFile;
    const questions: QuestionProps = {
        answers: draft.answers,
        projects: count,
        onAnswers: (answers) => {
            acts.change({ answers });
        },
    };
    return (
        <>
            <p>{words.explain}</p>
            {own === null ? (
                <>
                    <Presets {...questions} />
                    <Five {...questions} />
                    <More {...questions} />
                </>
            ) : (
                <p>
                    <b>{words.ownNow(own.name)}</b>{" "}
                    <LinkButton
                        onPress={() => {
                            acts.change({ methodFile: null });
                        }}
                    >
                        {words.ownLeave}
                    </LinkButton>
                </p>
            )}
            <details class="setup-more">
                <summary>{words.text}</summary>
                <pre class="setup-toml" tabIndex={0} lang="en" aria-label={words.text}>
                    {methodText(draft)}
                </pre>
                <FileField
                    label={words.own}
                    onFile={(name, content) => {
                        const text = new TextDecoder().decode(content);
                        acts.change({ methodFile: { name, text } });
                    }}
                />
            </details>
            <Reading {...props} />
        </>
    );
}

function sameAnswers(one: Answers, other: Answers): boolean {
    return JSON.stringify(one) === JSON.stringify(other);
}

function Presets({ answers, projects, onAnswers }: QuestionProps): JSX.Element {
    const { method: words } = useSetupWords().setup;
    return (
        <section class="setup-block" aria-labelledby="presets">
            <h2 id="presets">{words.presets}</h2>
            <div class="setup-presets">
                {presetNames.map((name) => {
                    const begins = preset(name, projects);
                    return (
                        <div key={name}>
                            <Toggle
                                pressed={sameAnswers(begins, answers)}
                                onPress={() => {
                                    onAnswers(begins);
                                }}
                            >
                                {words.preset[name].name}
                            </Toggle>
                            <p class="say">{words.preset[name].say}</p>
                        </div>
                    );
                })}
            </div>
        </section>
    );
}

type QuestionWords = Readonly<Record<string, Answer | string>>;

function answerOf(words: QuestionWords, value: string): Answer {
    const found = words[value];
    return typeof found === "object" ? found : { name: value, say: "" };
}

/** One question of the list: its answers are words of the method. */
function Ask(props: QuestionProps & { readonly question: Question }): JSX.Element {
    const { method } = useSetupWords().setup;
    const { question, answers, onAnswers } = props;
    const words = method[question];
    return (
        <Choice<string>
            legend={words.name}
            options={choices[question].map((value) => ({ value, ...answerOf(words, value) }))}
            value={answers[question]}
            onChange={(value) => {
                onAnswers({ ...answers, [question]: value });
            }}
        />
    );
}

function Five(props: QuestionProps): JSX.Element {
    const { method: words } = useSetupWords().setup;
    const { answers, projects, onAnswers } = props;
    const { places, ballot, threshold } = answers;
    return (
        <>
            <NumberField
                label={words.places.name}
                value={places}
                most={placesMax}
                say={words.places.say(projects, places)}
                onChange={(number) => {
                    onAnswers({ ...answers, places: number });
                }}
            />
            <Ask {...props} question="ballot" />
            {hasCap(ballot) ? (
                <NumberField
                    label={ballot === "choose_exactly" ? words.cap.exact : words.cap.name}
                    value={capOf(answers)}
                    most={placesMax}
                    say={words.cap.say}
                    onChange={(cap) => {
                        onAnswers({ ...answers, cap, capFollows: cap === places });
                    }}
                />
            ) : null}
            <Ask {...props} question="threshold" />
            {threshold === "none" ? null : <Ask {...props} question="base" />}
            <Ask {...props} question="tie" />
            <Ask {...props} question="shortfall" />
        </>
    );
}

const rest = ["body", "quorum", "participation", "blank", "order", "notice"] as const;

function More(props: QuestionProps): JSX.Element {
    const { method: words } = useSetupWords().setup;
    const { answers, onAnswers } = props;
    return (
        <details class="setup-more">
            <summary>{words.more}</summary>
            <p class="say">{words.moreSay}</p>
            <Field
                label={words.title}
                value={answers.title}
                onChange={(title) => {
                    onAnswers({ ...answers, title });
                }}
            />
            {rest.map((question) => (
                <Ask key={question} {...props} question={question} />
            ))}
        </details>
    );
}

function Reading({ state, acts }: PageProps): JSX.Element {
    const words = useSetupWords();
    const { method: said } = words.setup;
    const { method, working } = state;
    const resolved = method?.method ?? null;
    const rules = resolved === null ? null : rulesOf(resolved);
    return (
        <section class="setup-block" aria-labelledby="reading">
            <h2 id="reading">{said.read}</h2>
            <Refused state={state} of={["method"]} />
            <Faults
                title={said.wrong(method?.errors.length ?? 0)}
                faults={method?.errors ?? []}
                wrong={false}
            />
            {rules === null ? null : (
                <>
                    <p class="setup-held" role="status">
                        <Sign state="done" />
                        <b>{words.setup.preflight.states.held}</b>
                    </p>
                    <Facts rows={methodRows(words, rules)} />
                </>
            )}
            {method === null ? (
                <Button busy={working === "method"} onPress={() => void acts.readMethod()}>
                    {working === "method" ? said.reading : words.common.retry}
                </Button>
            ) : null}
        </section>
    );
}
