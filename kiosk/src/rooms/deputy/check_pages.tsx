// rooms/deputy/check_pages.tsx — a sealed ballot given to a second device instead of the box: first its id, then
// what opens it (PROTOCOL §8.7).
import type { JSX } from "preact";
import { printCheckId, printCheckOpening } from "../../ballot/check_code.ts";
import { trackingCode } from "../../ballot/ids.ts";
import type { Checking } from "../../flow/kept.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { CheckCode, useCheckingWords } from "../../ui/check_code.tsx";
import { Code } from "../../ui/code.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Claim, Finish, Page, type Room } from "./page.tsx";

type CheckRoom = Room & { readonly kept: Checking };

export function CheckingPage(room: CheckRoom): JSX.Element {
    return room.state.page === "opening" ? <OpeningPage {...room} /> : <IdPage {...room} />;
}

/** Nothing stays over the foot of this page: it would cover the code. */
function IdPage(room: CheckRoom): JSX.Element {
    const { state, send, kept } = room;
    const words = useCheckingWords();
    return (
        <Page {...room} name="check_id" title={words.checking.idTitle}>
            <Notice sentence={words.checking.notCounted} />
            <p>{words.checking.where(`${location.host}/check`)}</p>
            <CheckCode
                text={printCheckId(kept.vote.manifest.hash, kept.id)}
                label={words.checking.idQr}
            />
            <div>
                <p class="field-words">{words.checking.code}</p>
                <Code groups={trackingCode(kept.id).split("-")} />
            </div>
            <p>{words.checking.order}</p>
            <div class="stack acts">
                {state.end !== null ? null : (
                    <Button
                        kind="forward"
                        busy={state.doing !== null}
                        onPress={() => {
                            send({ on: "turned", page: "opening" });
                        }}
                    >
                        {words.checking.idDone}
                    </Button>
                )}
                <MarkAgain {...room} />
            </div>
        </Page>
    );
}

function OpeningPage(room: CheckRoom): JSX.Element {
    const { send, kept } = room;
    const words = useCheckingWords();
    return (
        <Page {...room} name="check_opening" title={words.checking.openingTitle}>
            <Notice sentence={words.checking.notCounted} />
            <p>{words.checking.openingExplain}</p>
            <CheckCode
                text={printCheckOpening(kept.vote.manifest.hash, kept.opening)}
                label={words.checking.openingQr}
            />
            <MarkAgain {...room} />
            <LinkButton
                onPress={() => {
                    send({ on: "turned", page: "marks" });
                }}
            >
                {words.checking.back}
            </LinkButton>
        </Page>
    );
}

/** Or, when the round has moved on, whatever is left to do. */
function MarkAgain(room: CheckRoom): JSX.Element | null {
    const { state, send } = room;
    const words = useCheckingWords();
    if (state.end !== null) {
        return (
            <>
                <Claim {...room} />
                <Finish {...room} label={words.common.restart} />
            </>
        );
    }
    return (
        <Button
            busy={state.doing !== null}
            onPress={() => {
                send({ on: "marks_wanted" });
            }}
        >
            {words.checking.again}
        </Button>
    );
}
