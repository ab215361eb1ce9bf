// rooms/teller/first_pages.tsx — before there is anything to watch: the enrolment, the alarm.
import type { JSX } from "preact";
import { groups } from "../../basics/encoding.ts";
import { Button } from "../../ui/button.tsx";
import { Code } from "../../ui/code.tsx";
import { Notice } from "../../ui/notice.tsx";
import type { Board } from "./board.ts";
import type { PageProps } from "./page.ts";
import { Columns, Detail, Heading, Next, RefusedOrder, Row, Rows } from "./parts.tsx";
import { useTellerWords } from "./words.ts";

export function AlarmPage({ board }: { board: Board }): JSX.Element {
    const words = useTellerWords();
    return (
        <div class="desk-alone desk-alarm">
            <Notice sentence={words.teller.alarm} refusal={board.alarm?.code} focused />
            <Detail text={board.alarm?.detail ?? ""} />
        </div>
    );
}

export function EnrolmentChecks({ board }: { board: Board }): JSX.Element {
    const words = useTellerWords();
    const fingerprint = board.enrolment?.fingerprint ?? "";
    const plain = fingerprint.replaceAll("-", "");
    return (
        <>
            <Heading>{words.teller.fingerprint}</Heading>
            <Code groups={groups(plain, 4)} />
            <p class="say">{words.teller.readAloud}</p>
            <Rows>
                <Row
                    state="held"
                    label={words.teller.listSigned}
                    fact={board.enrolment?.persons.length}
                />
                <Row state="held" label={words.teller.listHolds} fact={board.keys?.name} />
            </Rows>
        </>
    );
}

export function People({ board }: { board: Board }): JSX.Element {
    const words = useTellerWords();
    return (
        <ol class="desk-rows">
            {(board.enrolment?.persons ?? []).map(({ name, role }, place) => (
                <li key={place} class="desk-row">
                    <span class="figure">{place + 1}</span>
                    <span class="desk-label">{name}</span>
                    <span class="desk-fact">{words.teller.roles[role]}</span>
                </li>
            ))}
        </ol>
    );
}

/** For whoever holds no share: what the list is, before anything of it is believed. */
export function ConfirmPage({ board, onOrder }: PageProps): JSX.Element {
    const words = useTellerWords();
    return (
        <Columns
            left={<EnrolmentChecks board={board} />}
            right={
                <>
                    <Heading>{words.teller.people}</Heading>
                    <People board={board} />
                    <Next>
                        <RefusedOrder board={board} of="confirm" />
                        <div class="desk-acts">
                            <Button
                                kind="forward"
                                onPress={() => {
                                    onOrder({ order: "confirm" });
                                }}
                            >
                                {words.teller.confirm.go}
                            </Button>
                        </div>
                    </Next>
                </>
            }
        />
    );
}
