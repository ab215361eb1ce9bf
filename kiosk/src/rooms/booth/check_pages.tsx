// rooms/booth/check_pages.tsx — a sealed ballot given to a second device instead of the box: a teller's spot check, or a
// deputy's own (PROTOCOL §8.7). The slip stays unused.
import type { JSX } from "preact";
import { printCheckId, printCheckOpening } from "../../ballot/check_code.ts";
import { trackingCode } from "../../ballot/ids.ts";
import type { Checking } from "../../flow/booth/state.ts";
import type { Vote } from "../../flow/vote.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { CheckCode, useCheckingWords } from "../../ui/check_code.tsx";
import { Code } from "../../ui/code.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page, useSite, type Room } from "./frame.tsx";
import { useBoothWords } from "./words.ts";

export interface CheckRoom extends Room {
    readonly visit: Checking;
    readonly vote: Vote;
}

export function CheckingPage(room: CheckRoom): JSX.Element {
    const { send, visit, vote } = room;
    const words = useCheckingWords();
    const { booth } = useBoothWords();
    const site = useSite();
    const M = vote.manifest.hash;
    const isId = visit.page === "id";
    const { checking } = words;
    return (
        <Page
            {...room}
            name={isId ? "check_id" : "check_opening"}
            title={isId ? checking.idTitle : checking.openingTitle}
            {...(isId
                ? {
                      forward: {
                          label: checking.idDone,
                          onPress: () => {
                              send({ on: "check_turned", page: "opening" });
                          },
                      },
                  }
                : {})}
            foot={<CheckFoot send={send} />}
        >
            <div class="check-code" key={visit.page}>
                {isId ? (
                    <CheckCode text={printCheckId(M, visit.id)} label={checking.idQr} />
                ) : (
                    <CheckCode
                        text={printCheckOpening(M, visit.opening)}
                        label={checking.openingQr}
                    />
                )}
            </div>
            <div class="check-words">
                <Notice sentence={checking.notCounted} />
                {isId ? (
                    <>
                        <p>{checking.where(`${site ?? location.host}/check`)}</p>
                        <p>{checking.order}</p>
                        <p class="field-words">{checking.code}</p>
                        <Code groups={trackingCode(visit.id).split("-")} small />
                    </>
                ) : (
                    <>
                        <p>{checking.openingExplain}</p>
                        <LinkButton
                            onPress={() => {
                                send({ on: "check_turned", page: "id" });
                            }}
                        >
                            {checking.back}
                        </LinkButton>
                    </>
                )}
                <p class="say">{booth.checking.stays}</p>
            </div>
        </Page>
    );
}

function CheckFoot({ send }: Pick<Room, "send">): JSX.Element {
    const { booth } = useBoothWords();
    return (
        <div class="check-foot">
            <Button
                onPress={() => {
                    send({ on: "again_wanted" });
                }}
            >
                {booth.checking.again}
            </Button>
            <Button
                onPress={() => {
                    send({ on: "leave_wanted" });
                }}
            >
                {booth.marks.leave}
            </Button>
        </div>
    );
}
