// rooms/deputy/paper_pages.tsx — from the card to the paper: recovery code, receiving, waiting for the opening.
import type { JSX } from "preact";
import { printRecovery } from "../../flow/recovery.ts";
import type { Marking, Requested } from "../../flow/kept.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Code } from "../../ui/code.tsx";
import { Fingerprint } from "../../ui/fingerprint.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Qr } from "../../ui/qr.tsx";
import { useWords } from "../../ui/words.ts";
import { Finish, Page, type Room } from "./page.tsx";
import { EarlierRounds } from "./rounds.tsx";

export function RecoveryPage(room: Room & { readonly kept: Requested }): JSX.Element {
    const words = useWords();
    const code = printRecovery(room.kept.tokenSeed);
    return (
        <Page
            {...room}
            name="recovery"
            title={words.recovery.title}
            forward={{
                label: words.recovery.go,
                busy: room.state.doing !== null,
                onPress: () => {
                    room.send({ on: "recovery_done" });
                },
            }}
        >
            <p>{words.recovery.explain}</p>
            <p class="strong">{words.recovery.warn}</p>
            <div class="recovery">
                <Qr text={code} label={words.recovery.qr} />
                <Code groups={code.split("-")} small />
            </div>
        </Page>
    );
}

export function RequestingPage(room: Room): JSX.Element {
    const words = useWords();
    const { state, send } = room;
    const quiet = state.trouble === null && state.end === null;
    return (
        <Page
            {...room}
            name="requesting"
            title={state.end === null ? words.requesting.title : words.card.take}
        >
            {quiet ? <p role="status">{words.requesting.explain}</p> : null}
            {state.end === null ? (
                <Button
                    busy={state.doing !== null}
                    onPress={() => {
                        send({ on: "retry_wanted" });
                    }}
                >
                    {state.doing === null ? words.common.retry : words.card.taking}
                </Button>
            ) : null}
            <Finish {...room} label={words.common.restart} />
        </Page>
    );
}

export function WaitingPage(room: Room & { readonly kept: Marking }): JSX.Element {
    const { state, send, kept } = room;
    const words = useWords();
    const paused = state.news?.phase === "paused";
    return (
        <Page {...room} name={state.news === null ? "" : "waiting"} title={words.waiting.title}>
            <Notice
                sentence={{
                    what:
                        state.news === null ? words.common.loading : words.phases[state.news.phase],
                    todo: paused ? words.waiting.paused : words.waiting.explain,
                }}
            />
            <Fingerprint hash={kept.vote.manifest.hash} />
            <EarlierRounds {...room} />
            <LinkButton
                onPress={() => {
                    send({ on: "turned", page: "hand_back" });
                }}
            >
                {words.ballot.handBack}
            </LinkButton>
        </Page>
    );
}
