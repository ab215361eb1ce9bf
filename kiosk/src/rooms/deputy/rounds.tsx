// rooms/deputy/rounds.tsx — more than one round: on to the next one, and what the device keeps of those before.
import type { JSX } from "preact";
import { trackingCode } from "../../ballot/ids.ts";
import type { Cast, Finished } from "../../flow/kept.ts";
import { mayGoOn } from "../../flow/rules.ts";
import type { Forward } from "../../ui/frame.tsx";
import { Code } from "../../ui/code.tsx";
import { Notice } from "../../ui/notice.tsx";
import { useWords } from "../../ui/words.ts";
import type { Catalogue } from "../../i18n/zh.ts";
import type { Room } from "./page.tsx";

export function NextRound({ state }: Room): JSX.Element | null {
    const words = useWords();
    return mayGoOn(state) ? <Notice sentence={words.rounds.next} /> : null;
}

/** The forward act of a finished round, if another one follows. */
export function forwardToNext(words: Catalogue, { state, send }: Room): { forward?: Forward } {
    if (!mayGoOn(state)) return {};
    const onPress = (): void => {
        send({ on: "next_round_wanted" });
    };
    return { forward: { label: words.rounds.go, busy: state.doing !== null, onPress } };
}

export function castTitle(words: Catalogue, { voided }: Cast): string {
    return voided ? words.phases.voided : words.cast.title;
}

export function receiptSentence(words: Catalogue, { receipt, voided }: Cast): string {
    if (voided) return words.cast.voided;
    return receipt === null ? words.cast.waits : words.cast.receiptPlain;
}

export function EarlierRounds({ state }: Room): JSX.Element {
    return (
        <>
            {state.earlier.map((one, place) => (
                <Earlier key={place} one={one} />
            ))}
        </>
    );
}

function Earlier({ one }: { one: Finished }): JSX.Element {
    const words = useWords();
    const done = one.at === "cast" ? castTitle(words, one) : words.rounds.handedBack;
    return (
        <section class="stack">
            <h2 class="review-heading">
                {`${words.rounds.earlier(one.vote.manifest.round)} · ${done}`}
            </h2>
            {one.at === "cast" ? (
                <>
                    <p class="say">{words.sealed.code}</p>
                    <Code groups={trackingCode(one.id).split("-")} small />
                    <p class="say">{receiptSentence(words, one)}</p>
                </>
            ) : null}
        </section>
    );
}
