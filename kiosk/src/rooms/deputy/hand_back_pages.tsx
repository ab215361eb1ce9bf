// rooms/deputy/hand_back_pages.tsx — a paper that is given back: asked once more, on its way, taken by the box.
import type { JSX } from "preact";
import type { HandedBack, HandingBack } from "../../flow/kept.ts";
import { waitsFor } from "../../flow/rules.ts";
import { handBackZh } from "../../i18n/zh_hand_back.ts";
import type { Catalogue, RoomWords } from "../../i18n/zh.ts";
import { encodeCrockford, groups } from "../../basics/encoding.ts";
import { hashBytes } from "../../ballot/wire.ts";
import { Button } from "../../ui/button.tsx";
import { Code } from "../../ui/code.tsx";
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
                        send({ on: "hand_back_wanted", giving: "hand_back" });
                    }}
                >
                    {words.handBack.act}
                </Button>
                <Button
                    kind="equal"
                    explain={words.handBack.exchangeFinal}
                    busy={state.doing !== null}
                    onPress={() => {
                        send({ on: "hand_back_wanted", giving: "exchange" });
                    }}
                >
                    {words.handBack.exchangeAct}
                </Button>
            </div>
            <Button
                onPress={() => {
                    send({ on: "turned", page: "marks" });
                }}
            >
                {words.common.back}
            </Button>
        </Page>
    );
}

export function HandingBackPage(room: Room & { readonly kept: HandingBack }): JSX.Element {
    const { state, send, kept } = room;
    const words = useHandBackWords();
    const busy = state.doing !== null;
    // As above: one notice says where the slip is and what happens.
    const unsent = state.end === null && state.trouble?.is === "unreachable";
    const sentence = {
        what: words.handBack.waiting[kept.giving],
        todo: words.casting[waitsFor(state.trouble)],
    };
    return (
        <Page
            {...room}
            name="handing_back"
            title={words.handBack.titles[kept.giving]}
            obstacle={!unsent}
        >
            {state.end === null ? <Notice sentence={sentence} /> : null}
            {state.end === null ? (
                <Button
                    busy={busy}
                    onPress={() => {
                        send({ on: "retry_wanted" });
                    }}
                >
                    {busy ? words.handBack.sending[kept.giving] : words.casting.again}
                </Button>
            ) : null}
            <Finish {...room} label={words.common.restart} />
        </Page>
    );
}

/** By the leaf that the box promised, which is in the record after the close: the same page shown twice has one number. */
function voucherOf(promise: Uint8Array): readonly string[] {
    const leafAt = 2 + hashBytes;
    return groups(encodeCrockford(promise.slice(leafAt, leafAt + 5), 8), 4);
}

export function HandedBackPage(room: Room & { readonly kept: HandedBack }): JSX.Element {
    const words = useHandBackWords();
    const { giving, promise } = room.kept;
    const { title, explain } = words.handBack.done[giving];
    return (
        <Page {...room} name="handed_back" title={title} {...forwardToNext(words, room)}>
            <NextRound {...room} />
            <p role="status">{explain}</p>
            {giving === "exchange" ? (
                <section class="stack">
                    <h2 class="review-heading">{words.handBack.voucher}</h2>
                    <Code groups={voucherOf(promise)} />
                </section>
            ) : null}
            <EarlierRounds {...room} />
            <Finish {...room} label={words.common.finish} />
        </Page>
    );
}
