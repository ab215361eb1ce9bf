// rooms/teller/ceremony_page.tsx — the tellers make their joint key: one list read aloud, then three steps by themselves.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button, Toggle } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { steps, type Board, type Part } from "./board.ts";
import { EnrolmentChecks } from "./first_pages.tsx";
import type { PageProps } from "./page.ts";
import { Columns, Heading, Next, RefusedOrder, Row, Rows, Tellers, type State } from "./parts.tsx";
import { Restore } from "./shares_page.tsx";
import { useTellerWords } from "./words.ts";

function tellersOf(board: Board): number {
    return (board.enrolment?.persons ?? []).filter(({ teller }) => teller !== null).length;
}

/** More than half, at least two: what is proposed, never what is set. */
function usual(tellers: number): number {
    return Math.max(2, Math.floor(tellers / 2) + 1);
}

export function CeremonyPage({ board, onOrder }: PageProps): JSX.Element {
    const words = useTellerWords();
    const stage = board.ceremony?.stage ?? "ahead";
    return (
        <Columns
            left={
                <>
                    <EnrolmentChecks board={board} />
                    {stage === "running" ? <Steps ceremony={board.ceremony} /> : null}
                </>
            }
            right={
                <>
                    <Heading>{words.teller.people}</Heading>
                    <Tellers
                        board={board}
                        say={(teller) => {
                            const missing = board.ceremony?.missing.includes(teller) ?? true;
                            const { done, missing: awaited } = words.teller.ceremony;
                            return missing
                                ? { state: "ahead", words: awaited }
                                : { state: "held", words: done };
                        }}
                    />
                    <Act {...{ board, onOrder, stage }} />
                </>
            }
        />
    );
}

function Steps({ ceremony }: { ceremony: Board["ceremony"] }): JSX.Element {
    const words = useTellerWords();
    const now = steps.findIndex((step) => step === ceremony?.step);
    const stateOf = (place: number): State =>
        place < now ? "held" : place === now ? "going" : "ahead";
    return (
        <Rows>
            {steps.map((step, place) => (
                <Row
                    key={step}
                    state={stateOf(place)}
                    label={words.teller.ceremony.steps[step]}
                    fact={words.teller.states[stateOf(place)]}
                />
            ))}
        </Rows>
    );
}

function Act(props: PageProps & { readonly stage: Part<"ceremony">["stage"] }): JSX.Element {
    const words = useTellerWords();
    const { board, onOrder, stage } = props;
    const { ceremony } = words.teller;
    const all = tellersOf(board);
    const [threshold, setThreshold] = useState(usual(all));
    const choices = Array.from({ length: Math.max(0, all - 1) }, (_, place) => place + 2);
    const begin = (number: number): void => {
        onOrder({ order: "ceremony", number });
    };
    if (stage === "other_share") return <Notice sentence={ceremony.otherShare} />;
    if (stage === "without_share") {
        return (
            <>
                <Notice sentence={ceremony.withoutShare} />
                <Next>
                    <Restore {...{ board, onOrder }} of="share" />
                </Next>
            </>
        );
    }
    return (
        <Next>
            <RefusedOrder board={board} of="ceremony" />
            {stage === "ahead" ? (
                <>
                    <p id="threshold">{ceremony.threshold}</p>
                    <div class="desk-choices" role="group" aria-labelledby="threshold">
                        {choices.map((number) => (
                            <Toggle
                                key={number}
                                pressed={number === threshold}
                                onPress={() => {
                                    setThreshold(number);
                                }}
                            >
                                {ceremony.ofTellers(number, all)}
                            </Toggle>
                        ))}
                    </div>
                </>
            ) : (
                <p class="strong" role="status">
                    {stage === "running" ? ceremony.busy : ceremony.resume}
                </p>
            )}
            <p class="say">{ceremony.restart}</p>
            {stage === "running" ? null : (
                <div class="desk-acts">
                    <Button
                        kind="forward"
                        busy={board.working !== null}
                        onPress={() => {
                            begin(stage === "ahead" ? threshold : 0);
                        }}
                    >
                        {stage === "ahead" ? ceremony.go : ceremony.resume}
                    </Button>
                </div>
            )}
        </Next>
    );
}
