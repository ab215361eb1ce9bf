// rooms/deputy/card_page.tsx — the card: typed group by group, pasted, scanned, or taken from the link that opened the page.
import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { readCard } from "../../ballot/card.ts";
import { isOver, isSilent } from "../../flow/rules.ts";
import { readRecovery } from "../../flow/recovery.ts";
import { LinkButton } from "../../ui/button.tsx";
import { CodeFields, groupFits } from "../../ui/code.tsx";
import { Fingerprint } from "../../ui/fingerprint.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Scanner } from "../../ui/scanner.tsx";
import { useWords } from "../../ui/words.ts";
import type { Catalogue } from "../../i18n/zh.ts";
import { Page, type Room } from "./page.tsx";
import { EarlierRounds } from "./rounds.tsx";

const cardGroups = 9;
const cardGroupLength = 4;

function groupsOf(text: string): readonly string[] {
    const characters = text.replace(/[^0-9A-Za-z]/g, "").toUpperCase();
    return Array.from({ length: cardGroups }, (_, i) =>
        characters.slice(cardGroupLength * i, cardGroupLength * (i + 1)),
    );
}

/** The card in a scanned code: as it is printed, or behind the # of a link. */
export function cardOfCode(text: string): string | null {
    const card = text.slice(text.indexOf("#") + 1);
    return readCard(card).ok ? card : null;
}

/** What is to say about the groups as they stand. */
export function cardState(
    words: Catalogue,
    groups: readonly string[],
): { readonly say: string; readonly wrong: boolean; readonly whole: boolean } {
    const bad = groups.findIndex((group) => !groupFits(group));
    if (bad >= 0) return { say: words.card.groupWrong(bad + 1), wrong: true, whole: false };
    const full = groups.filter((group) => group.length === cardGroupLength).length;
    if (full < cardGroups) return { say: words.card.complete(full), wrong: false, whole: false };
    const whole = readCard(groups.join("")).ok;
    return { say: whole ? words.card.complete(full) : words.card.checksum, wrong: !whole, whole };
}

export function CardPage(room: Room & { readonly linked: string }): JSX.Element {
    const { state, send, linked } = room;
    const words = useWords();
    const [groups, setGroups] = useState(() => groupsOf(linked));
    const [read, setRead] = useState<"linked" | "scanned" | null>(linked === "" ? null : "linked");
    const [recovery, setRecovery] = useState<string | null>(null);
    const phase = state.news?.phase;
    if (state.vote === null || (phase !== undefined && isSilent(phase))) {
        return <NoVote {...room} />;
    }
    const { round } = state.vote.manifest;
    const { say, wrong, whole } = cardState(words, groups);
    const tokenSeed = recovery === null ? null : readRecovery(recovery.replace(/\s/g, " "));
    const ready = whole && (tokenSeed === null || tokenSeed.ok);
    const busy = state.doing !== null;
    const take = (): void => {
        const secret = readCard(groups.join(""));
        if (!secret.ok || (tokenSeed !== null && !tokenSeed.ok)) return;
        send({ on: "card_given", secret: secret.value, tokenSeed: tokenSeed?.value ?? null });
    };
    const scanned = (text: string): string | null => {
        const card = cardOfCode(text);
        if (card === null) return words.card.scanWrong;
        setGroups(groupsOf(card));
        setRead("scanned");
        return null;
    };
    return (
        <Page
            {...room}
            name="card"
            title={words.card.title}
            forward={{
                label: busy ? words.card.taking : words.card.take,
                onPress: take,
                busy,
                unavailable: ready ? undefined : say,
            }}
        >
            {round > 1 ? <p class="strong">{words.rounds.card(round)}</p> : null}
            <p>{read === null ? words.card.explain : words.card[read]}</p>
            <Scanner label={words.card.scan} onText={scanned} />
            <CodeFields
                groups={groups}
                length={cardGroupLength}
                label={words.card.group}
                onChange={setGroups}
                describedBy="card-state"
            />
            <p id="card-state" role="status" class={wrong ? "say say-wrong" : "say"}>
                {say}
            </p>
            <RecoveryField typed={recovery} fits={tokenSeed?.ok !== false} onType={setRecovery} />
            <Fingerprint hash={state.vote.manifest.hash} />
            <EarlierRounds {...room} />
        </Page>
    );
}

interface RecoveryProps {
    /** Null: not asked for. */
    readonly typed: string | null;
    readonly fits: boolean;
    readonly onType: (typed: string) => void;
}

function RecoveryField({ typed, fits, onType }: RecoveryProps): JSX.Element {
    const words = useWords();
    const field = useRef<HTMLTextAreaElement>(null);
    const asked = typed !== null;
    useLayoutEffect(() => {
        // The link that was pressed is gone.
        if (asked) field.current?.focus();
    }, [asked]);
    if (typed === null) {
        return (
            <LinkButton
                onPress={() => {
                    onType("");
                }}
            >
                {words.card.recovery}
            </LinkButton>
        );
    }
    return (
        <label>
            <span class="field-words">{words.card.recoveryLabel}</span>
            <textarea
                class="field field-long"
                rows={3}
                autocomplete="off"
                spellcheck={false}
                ref={field}
                value={typed}
                onInput={(event) => {
                    onType(event.currentTarget.value);
                }}
            />
            {typed !== "" && !fits ? (
                <span class="say say-wrong">{words.card.recoveryWrong}</span>
            ) : null}
        </label>
    );
}

function NoVote(room: Room): JSX.Element {
    const { state } = room;
    const words = useWords();
    const opening = state.doing === "opening" && state.trouble === null;
    const over = state.news !== null && isOver(state.news.phase);
    const sentence = over
        ? { what: words.card.closed, todo: words.card.closedTodo }
        : { what: words.card.none, todo: words.card.noneTodo };
    return (
        <Page
            {...room}
            name={opening ? "" : "none"}
            title={opening ? words.common.loading : words.card.take}
        >
            {opening || state.trouble !== null ? null : <Notice sentence={sentence} />}
            <EarlierRounds {...room} />
        </Page>
    );
}
