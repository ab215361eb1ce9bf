// rooms/deputy/page.tsx — every page of a deputy's own device: the frame, and what stands in the way.
import { createContext, type ComponentChildren, type JSX } from "preact";
import { Button } from "../../ui/button.tsx";
import { Frame, type Forward } from "../../ui/frame.tsx";
import { Notice } from "../../ui/notice.tsx";
import type { Settings } from "../../ui/settings.ts";
import { useWords } from "../../ui/words.ts";
import { at } from "../../basics/assert.ts";
import { errcNumbers } from "../../basics/errc.ts";
import { claimable, mayFinish } from "../../flow/rules.ts";
import type { Event, State, Trouble } from "../../flow/state.ts";
import type { Catalogue, Sentence } from "../../i18n/zh.ts";

/** What every page is given. */
export interface Room {
    readonly state: State;
    readonly send: (event: Event) => void;
    readonly settings: Settings;
    readonly onSettings: (settings: Settings) => void;
}

/** The number of the project to which the review leads back; the marks page takes it. */
export const ToProject = createContext<{ current: number | null }>({ current: null });

export interface PageProps extends Room {
    readonly name: string;
    readonly title: string;
    /** The rule of the vote, beside the step of the deputy's way. */
    readonly rule?: string;
    readonly tools?: ComponentChildren;
    /** False where the page says itself, or elsewhere, what stands in the way. */
    readonly obstacle?: boolean;
    readonly children?: ComponentChildren;
    readonly foot?: ComponentChildren;
    readonly forward?: Forward;
}

/** Of the pages that are on the way: which of its steps each belongs to. */
const stepOf: Readonly<Record<string, number>> = {
    card: 0,
    recovery: 0,
    requesting: 0,
    waiting: 0,
    marks: 1,
    review: 2,
    sealed: 3,
    casting: 3,
};

function Way({ step }: { readonly step: number }): JSX.Element {
    const words = useWords();
    return (
        <ol class="way">
            {words.common.steps.map((name, place) => (
                <li key={place} aria-current={place === step ? "step" : undefined}>
                    {name}
                </li>
            ))}
        </ol>
    );
}

export function Page(props: PageProps): JSX.Element {
    const { state, name, title, rule, obstacle = true, children, ...rest } = props;
    const words = useWords();
    const vote = state.kept?.vote ?? state.vote;
    const step = state.end === null ? stepOf[name] : undefined;
    return (
        <Frame
            {...rest}
            institution={vote?.congress.name ?? words.name}
            institution2={vote?.congress.name2}
            matter={vote?.manifest.title === title ? undefined : vote?.manifest.title}
            matter2={vote?.manifest.title2}
            title={title}
            rehearsal={(vote?.manifest ?? state.news)?.sample ?? false}
            page={name}
            line={
                <>
                    {step === undefined ? null : <Way step={step} />}
                    {rule}
                </>
            }
        >
            {obstacle ? <Obstacle {...props} /> : null}
            {children}
        </Frame>
    );
}

export function troubleSentence(words: Catalogue, trouble: Trouble, state: State): Sentence {
    switch (trouble.is) {
        case "refused":
            return words.refusals[trouble.code];
        case "full": {
            const vote = state.kept?.vote ?? state.vote;
            const most = vote?.shape.cap ?? 0;
            const name = vote === null ? "" : at(vote.manifest.projects, trouble.project).name;
            return { what: words.ballot.full(most), todo: words.ballot.fullTodo(name) };
        }
        case "unreachable":
        case "cannot_keep":
        case "unreadable":
            return words.trouble[trouble.is];
    }
}

/** What stands in the way, and the acts that are left. */
export function Obstacle({ state, send }: Room): JSX.Element | null {
    const words = useWords();
    const { trouble, end } = state;
    const refusal = trouble?.is === "refused" ? errcNumbers[trouble.code] : undefined;
    if (end !== null) return <Notice sentence={words.ends[end]} refusal={refusal} focused />;
    if (trouble === null) return null;
    return (
        <div class="stack">
            <Notice
                sentence={troubleSentence(words, trouble, state)}
                refusal={refusal}
                focused={trouble.is !== "unreachable"}
            />
            {trouble.is === "unreadable" ? (
                <Button
                    onPress={() => {
                        send({ on: "retry_wanted" });
                    }}
                >
                    {words.common.retry}
                </Button>
            ) : null}
        </div>
    );
}

/** After the close, of a paper that was not used: one press, nothing is asked again (PROTOCOL §11.9). */
export function Claim({ state, send }: Room): JSX.Element | null {
    const words = useWords();
    if (claimable(state) === undefined) return null;
    return (
        <Button
            explain={words.ballot.claimExplain}
            busy={state.doing !== null}
            onPress={() => {
                send({ on: "hand_back_wanted", giving: "claim" });
            }}
        >
            {words.ballot.claim}
        </Button>
    );
}

/** Forgetting what the device keeps, where nothing can be lost by it. */
export function Finish({
    state,
    send,
    label,
    explain,
}: Room & { label: string; explain?: string }): JSX.Element | null {
    if (!mayFinish(state)) return null;
    return (
        <Button
            {...(explain === undefined ? {} : { kind: "tool", explain })}
            onPress={() => {
                send({ on: "finish_wanted" });
            }}
        >
            {label}
        </Button>
    );
}
