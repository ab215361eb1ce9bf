// rooms/check/app.tsx — the second device: it reads a ballot's id, then its opening, makes the ballot again and says
// whether the first device told the truth.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Reply } from "../../api/reply.ts";
import type { Bytes } from "../../basics/bytes.ts";
import type { BallotId } from "../../ballot/ids.ts";
import type { Clock } from "../../flow/runner.ts";
import { isOver } from "../../flow/rules.ts";
import type { RoundPhase } from "../../flow/state.ts";
import type { Vote } from "../../flow/vote.ts";
import { PageBefore } from "../../ui/masthead.tsx";
import { Notice } from "../../ui/notice.tsx";
import { catalogues, Words } from "../../ui/words.ts";
import { readId, readOpening, report, type Finding } from "./course.ts";
import { CheckFrame, type FrameOfCheck } from "./check_frame.tsx";
import { CodePage } from "./code_page.tsx";
import { FindingPage, type Told } from "./finding_page.tsx";
import { useCheckWords } from "./words.ts";

export interface CheckProps extends FrameOfCheck {
    readonly phase: RoundPhase | null;
    readonly find: (vote: Vote, id: BallotId, opening: Bytes | null) => Promise<Finding>;
    readonly tell: (opened: Bytes) => Promise<Reply<unknown>>;
    readonly clock: Clock;
}

export function CheckApp(props: CheckProps): JSX.Element {
    const before = useRef<string | null>(null);
    return (
        <Words.Provider value={catalogues[props.settings.language]}>
            <PageBefore.Provider value={before}>
                {props.vote === null ? (
                    <NoVote {...props} />
                ) : (
                    <Check {...props} vote={props.vote} />
                )}
            </PageBefore.Provider>
        </Words.Provider>
    );
}

function NoVote(props: CheckProps): JSX.Element {
    const words = useCheckWords();
    const { phase } = props;
    const over = phase !== null && isOver(phase);
    const sentence = over
        ? { what: words.check.closed, todo: words.check.closedTodo }
        : { what: words.card.none, todo: words.card.noneTodo };
    return (
        <CheckFrame {...props} page={phase === null ? "" : "none"} title={words.check.title}>
            {phase === null ? (
                <p role="status">{words.common.loading}</p>
            ) : (
                <Notice sentence={sentence} />
            )}
        </CheckFrame>
    );
}

type Step =
    | { readonly at: "id" }
    | { readonly at: "opening"; readonly id: BallotId }
    | { readonly at: "working"; readonly id: BallotId }
    | { readonly at: "found"; readonly id: BallotId; readonly finding: Finding };

const tellAgainSeconds = 5;

function toldBy(reply: Reply<unknown>): Told {
    switch (reply.is) {
        case "answer":
            return { is: "told" };
        case "refused":
            return { is: "refused", code: reply.refusal.code };
        case "unreachable":
            return { is: "unreachable" };
    }
}

/** While the round is paused, or the box is busy, the same report may be taken later. */
function isFinal(told: Told): boolean {
    return told.is === "refused"
        ? !["busy", "internal", "wrong_phase"].includes(told.code)
        : told.is === "told";
}

/** Tells the box until it takes the report or refuses it for good. */
function useTold(props: CheckProps & { readonly vote: Vote }, step: Step): Told {
    const [told, setTold] = useState<Told>({ is: "telling" });
    const { vote, tell, clock } = props;
    useEffect(() => {
        if (step.at !== "found") return;
        let cancel = (): void => undefined;
        let left = false;
        const entry = report(vote, step.id, step.finding);
        const again = async (): Promise<void> => {
            const reply = await tell(entry);
            if (left) return;
            const now = toldBy(reply);
            setTold(now);
            if (!isFinal(now)) cancel = clock.after(tellAgainSeconds, () => void again());
        };
        setTold({ is: "telling" });
        void again();
        return () => {
            left = true;
            cancel();
        };
        // A finding is told once, whatever else of the page changes.
    }, [step]);
    return told;
}

function Check(props: CheckProps & { readonly vote: Vote }): JSX.Element {
    const { vote, find } = props;
    const words = useCheckWords();
    const [step, setStep] = useState<Step>({ at: "id" });
    const told = useTold(props, step);
    const open = (id: BallotId, given: Bytes | null): void => {
        setStep({ at: "working", id });
        void find(vote, id, given).then((finding) => {
            setStep({ at: "found", id, finding });
        });
    };
    switch (step.at) {
        case "id":
            return (
                <CodePage
                    {...props}
                    kind="id"
                    onText={(text) => {
                        const read = readId(text, vote);
                        if (read.is === "read") setStep({ at: "opening", id: read.value });
                        return read.is === "read" ? null : read.is;
                    }}
                />
            );
        case "opening":
            return (
                <CodePage
                    {...props}
                    kind="opening"
                    id={step.id}
                    onText={(text) => {
                        const read = readOpening(text, vote);
                        if (read.is === "read") open(step.id, read.value);
                        return read.is === "read" ? null : read.is;
                    }}
                    onNone={() => {
                        open(step.id, null);
                    }}
                />
            );
        case "working":
            return (
                <CheckFrame {...props} page="working" title={words.check.title}>
                    <p role="status">{words.check.working}</p>
                </CheckFrame>
            );
        case "found":
            return (
                <FindingPage
                    {...props}
                    id={step.id}
                    finding={step.finding}
                    told={told}
                    onAnother={() => {
                        setStep({ at: "id" });
                    }}
                />
            );
    }
}
