// rooms/setup/app.tsx — the setting up as a function of what is known: a rail that shows where one is, one page a step.
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { Button } from "../../ui/button.tsx";
import { Masthead, PageBefore, Tools, type ToolsProps } from "../../ui/masthead.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Sign } from "../../ui/step_signs.tsx";
import { catalogues, Words } from "../../ui/words.ts";
import { BallotPage } from "./ballot_page.tsx";
import { CandidatesPage } from "./candidates_page.tsx";
import { CeremonyPage } from "./ceremony_page.tsx";
import { CodePage } from "./code_page.tsx";
import { DraftPage, OfficialLink } from "./draft_page.tsx";
import type { StepName } from "./draft.ts";
import { MethodPage } from "./method_page.tsx";
import type { PageProps } from "./page.ts";
import { PeoplePage } from "./people_page.tsx";
import { PreflightPage } from "./preflight_page.tsx";
import { ProjectsPage } from "./projects_page.tsx";
import { RollPage } from "./roll_page.tsx";
import { dueOf, isOpen, standingOf, stepOf, stepsOf, toAccept, whyClosed } from "./steps.ts";
import { useSetupWords } from "./words.ts";

export type SetupProps = PageProps & Pick<ToolsProps, "settings" | "onSettings">;

export function SetupApp(props: SetupProps): JSX.Element {
    const before = useRef<string | null>(null);
    return (
        <Words.Provider value={catalogues[props.settings.language]}>
            <PageBefore.Provider value={before}>
                <Room {...props} />
            </PageBefore.Provider>
        </Words.Provider>
    );
}

function Room({ state, acts, settings, onSettings }: SetupProps): JSX.Element {
    const words = useSetupWords();
    const { congress, view, reachable, keeps, draft } = state;
    const step = stepOf(state);
    const page = { state, acts };
    return (
        <>
            <Masthead
                institution={congress?.name ?? words.name}
                institution2={congress?.name2}
                matter={draft.title === "" ? undefined : draft.title}
                title={words.setup.title}
                rehearsal={congress?.sample ?? view?.sample ?? false}
                page={`setup-${step}`}
            />
            <Tools {...{ settings, onSettings }}>
                {view === null ? words.common.loading : words.phases[view.phase]}
                {reachable ? null : <b> {words.setup.unreachable.what}</b>}
            </Tools>
            <main class="setup">
                <Rail {...page} step={step} />
                <section class="setup-page" aria-labelledby="step">
                    <h2 id="step" class="setup-title">
                        {words.setup.steps[step]}
                    </h2>
                    {keeps ? null : <Notice sentence={words.setup.cannotKeep} />}
                    <Closed {...page} step={step} />
                    {isOpen(step, state) ? (
                        <StepPage {...page} step={step} />
                    ) : (
                        <p class="strong">{words.setup.needCode}</p>
                    )}
                    <Foot {...page} step={step} />
                </section>
            </main>
        </>
    );
}

interface StepProps extends PageProps {
    readonly step: StepName;
}

/** Why nothing of a step that posts may be changed now; when no round follows, no such step is left. */
function Closed({ state, step }: StepProps): JSX.Element | null {
    const { setup } = useSetupWords();
    const why = whyClosed(state);
    const posts = step !== "code" && step !== "preflight";
    if (why === null || !(posts || why === "decided")) return null;
    return (
        <>
            <Notice sentence={setup[why]} />
            <OfficialLink />
        </>
    );
}

function StepPage({ step, ...page }: StepProps): JSX.Element {
    switch (step) {
        case "code":
            return <CodePage {...page} />;
        case "people":
            return <PeoplePage {...page} />;
        case "ceremony":
            return <CeremonyPage {...page} />;
        case "roll":
            return <RollPage {...page} />;
        case "projects":
            return <ProjectsPage {...page} />;
        case "method":
            return <MethodPage {...page} />;
        case "ballot":
            return <BallotPage {...page} />;
        case "candidates":
            return <CandidatesPage {...page} />;
        case "draft":
            return <DraftPage {...page} />;
        case "preflight":
            return <PreflightPage {...page} />;
    }
}

function useFacts({ state }: PageProps): Readonly<Partial<Record<StepName, string>>> {
    const { setup: words } = useSetupWords();
    const { enrolment, manifest, projects, draft, method } = state;
    const due = dueOf(state);
    const joint = manifest?.joint;
    return {
        ...(enrolment === null ? {} : { people: words.persons(enrolment.persons.length) }),
        ...(joint === undefined ? {} : { ceremony: words.openers(joint.k, joint.n) }),
        ...(due === null ? {} : { roll: words.persons(due) }),
        ...(projects?.ok === true ? { projects: words.items(projects.projects.length) } : {}),
        ...(method?.ok === true && draft.methodFile === null
            ? { method: words.items(draft.answers.places) }
            : {}),
    };
}

function Rail(props: StepProps): JSX.Element {
    const { setup: words } = useSetupWords();
    const { state, acts, step: now } = props;
    const facts = useFacts(props);
    return (
        <nav class="setup-rail" aria-label={words.rail}>
            <ol>
                {stepsOf(state).map((step, place) => {
                    const at = step === now ? "now" : standingOf(step, state);
                    return (
                        <li key={step}>
                            <button
                                type="button"
                                class={`step step-${at}`}
                                {...(step === now ? { "aria-current": "step" as const } : {})}
                                onClick={() => {
                                    acts.change({ step });
                                }}
                            >
                                <Sign state={at} />
                                <span class="step-no figure">{place + 1}</span>
                                <span class="step-name">
                                    {words.steps[step]}
                                    <span class="hidden-words">{words.states[at]}</span>
                                </span>
                                <span class="step-fact figure">{facts[step]}</span>
                            </button>
                        </li>
                    );
                })}
            </ol>
            {state.setup === null ? <p class="say">{words.statesHidden}</p> : null}
        </nav>
    );
}

function Foot({ state, acts, step }: StepProps): JSX.Element {
    const { setup: words } = useSetupWords();
    const steps = stepsOf(state);
    const place = steps.indexOf(step);
    const [before, after] = [steps[place - 1], steps[place + 1]];
    const to = (name: StepName) => () => {
        acts.change({ step: name });
    };
    const accepts = toAccept(step, state);
    const accept = (next: StepName) => () => {
        const accepted = accepts === null ? [] : [accepts];
        acts.change({ step: next, accepted: [...state.draft.accepted, ...accepted] });
    };
    return (
        <div class="setup-foot">
            {before === undefined ? null : <Button onPress={to(before)}>{words.before}</Button>}
            {after === undefined ? null : (
                <Button onPress={accept(after)}>
                    {accepts === null ? words.after : words.accept[accepts]}
                    {"　"}
                    {words.steps[after]}
                </Button>
            )}
        </div>
    );
}
