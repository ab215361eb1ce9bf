// rooms/deputy/hand_back_pages.tsx — a paper that is given back: asked once more, on its way, taken by the box.
import type { JSX } from "preact";
import type { HandedBack, HandingBack } from "../../flow/kept.ts";
import { waitsFor } from "../../flow/rules.ts";
import { handBackZh } from "../../i18n/zh_hand_back.ts";
import type { Catalogue, RoomWords } from "../../i18n/zh.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { useWords } from "../../ui/words.ts";
import { Finish, Page, type Room } from "./page.tsx";
import { EarlierRounds, forwardToNext, NextRound } from "./rounds.tsx";

/** They come with these pages. */
function useHandBackWords(): Catalogue & Pick<RoomWords, "handBack"> {
    const words = useWords();
    return { ...words, handBack: words.handBack ?? handBackZh };
}

export function HandBackPage(room: Room): JSX.Element {
    const { state, send } = room;
    const words = useHandBackWords();
    return (
        <Page {...room} name="hand_back" title={words.handBack.title}>
            <p>{words.handBack.explain}</p>
            <div class="equal-pair">
                <Button
                    kind="equal"
                    explain={words.handBack.final}
                    busy={state.doing !== null}
                    onPress={() => {
                        send({ on: "hand_back_wanted" });
                    }}
                >
                    {state.doing === null ? words.handBack.act : words.handBack.sending}
                </Button>
                <Button
                    kind="equal"
                    onPress={() => {
                        send({ on: "turned", page: "marks" });
                    }}
                >
                    {words.common.back}
                </Button>
            </div>
        </Page>
    );
}

export function HandingBackPage(room: Room & { readonly kept: HandingBack }): JSX.Element {
    const { state, send } = room;
    const words = useHandBackWords();
    const busy = state.doing !== null;
    // As above: one notice says where the slip is and what happens.
    const unsent = state.end === null && state.trouble?.is === "unreachable";
    const sentence = { what: words.handBack.waiting, todo: words.casting[waitsFor(state.trouble)] };
    return (
        <Page {...room} name="handing_back" title={words.handBack.title} obstacle={!unsent}>
            {state.end === null ? <Notice sentence={sentence} /> : null}
            {state.end === null ? (
                <Button
                    busy={busy}
                    onPress={() => {
                        send({ on: "retry_wanted" });
                    }}
                >
                    {busy ? words.handBack.sending : words.casting.again}
                </Button>
            ) : null}
            <Finish {...room} label={words.common.restart} />
        </Page>
    );
}

export function HandedBackPage(room: Room & { readonly kept: HandedBack }): JSX.Element {
    const words = useHandBackWords();
    return (
        <Page
            {...room}
            name="handed_back"
            title={words.rounds.handedBack}
            {...forwardToNext(words, room)}
        >
            <NextRound {...room} />
            <p role="status">{words.handBack.doneExplain}</p>
            <EarlierRounds {...room} />
            <Finish {...room} label={words.common.finish} />
        </Page>
    );
}
