// rooms/teller/parts.tsx — what the pages of the desk are made of: rows that were checked, people, blocks, what is next.
import type { ComponentChildren, JSX } from "preact";
import { Notice } from "../../ui/notice.tsx";
import { Going, Tick } from "../../ui/signs.tsx";
import type { Board, OrderName, Refused } from "./board.ts";
import { refusalSentence, useTellerWords } from "./words.ts";

export type State = "held" | "failed" | "ahead" | "going";

function Cross(): JSX.Element {
    return (
        <svg class="tick tick-failed" viewBox="0 0 56 56" aria-hidden="true">
            <rect x="1.5" y="1.5" width="53" height="53" rx="2" />
            <path d="M16 16l24 24M40 16l-24 24" />
        </svg>
    );
}

function Sign({ state }: { state: State }): JSX.Element {
    switch (state) {
        case "held":
            return <Tick done />;
        case "ahead":
            return <Tick done={false} />;
        case "going":
            return <Going />;
        case "failed":
            return <Cross />;
    }
}

/** One thing that this machine looked at. Its state is also said in words. */
export function Row(props: {
    readonly state: State;
    readonly label: string;
    readonly note?: string | undefined;
    readonly fact?: ComponentChildren;
}): JSX.Element {
    const words = useTellerWords();
    const { state, label, note, fact } = props;
    return (
        <li class="desk-row">
            <Sign state={state} />
            <span class="hidden-words">{words.teller.states[state]}</span>
            <span class="desk-label">{label}</span>
            {note === undefined ? null : <span class="desk-note">{note}</span>}
            <span class="desk-fact figure">{fact}</span>
        </li>
    );
}

export function Rows({ children }: { children: ComponentChildren }): JSX.Element {
    return <ul class="desk-rows">{children}</ul>;
}

/** Left what this machine checked, right the people and the next act. */
export function Columns(props: {
    readonly left: ComponentChildren;
    readonly right: ComponentChildren;
}): JSX.Element {
    return (
        <div class="desk">
            <div class="desk-column">{props.left}</div>
            <div class="desk-column">{props.right}</div>
        </div>
    );
}

export function Heading(props: {
    readonly children: ComponentChildren;
    readonly beside?: ComponentChildren;
}): JSX.Element {
    return (
        <div class="desk-heading">
            <h2>{props.children}</h2>
            {props.beside}
        </div>
    );
}

/** As many blocks as there are shares, filled as they come; the words beside them say the same. */
export function Blocks({ filled, all }: { filled: number; all: number }): JSX.Element {
    const places = Array.from({ length: all }, (_, place) => place);
    return (
        <span class="blocks" aria-hidden="true">
            {places.map((place) => (
                <span key={place} class={place < filled ? "block block-full" : "block"} />
            ))}
        </span>
    );
}

/** The bar of a long work; figures beside it. */
export function Bar({
    done,
    all,
    label,
}: {
    done: number;
    all: number;
    label: string;
}): JSX.Element {
    return (
        <div
            class="bar-of-work"
            role="progressbar"
            aria-label={label}
            aria-valuemin={0}
            aria-valuemax={all}
            aria-valuenow={done}
        >
            <svg aria-hidden="true">
                <rect width={`${(100 * done) / Math.max(1, all)}%`} height="100%" />
            </svg>
        </div>
    );
}

/** `label` where a page has two of them. */
export function Next(props: {
    readonly children: ComponentChildren;
    readonly label?: string;
}): JSX.Element {
    const words = useTellerWords();
    return (
        <section class="next" aria-label={props.label ?? words.teller.next}>
            {props.children}
        </section>
    );
}

/** Why something was not done: what it means, and what the program itself said. */
export function RefusedNotice(props: {
    readonly refusal: Refused;
    readonly focused?: boolean;
}): JSX.Element {
    const words = useTellerWords();
    const { refusal, focused = false } = props;
    return (
        <>
            <Notice
                sentence={refusalSentence(words, refusal.name)}
                refusal={refusal.code}
                focused={focused}
            />
            <Detail text={refusal.detail} />
        </>
    );
}

export function Detail({ text }: { text: string }): JSX.Element | null {
    const words = useTellerWords();
    if (text === "") return null;
    return (
        <p class="desk-detail">
            {words.teller.detail} <span lang="en">{text}</span>
        </p>
    );
}

/** What came of this order, if it was refused. */
export function RefusedOrder(props: {
    readonly board: Board;
    readonly of: OrderName;
}): JSX.Element | null {
    const { refused } = props.board;
    return refused?.order === props.of ? <RefusedNotice refusal={refused} focused /> : null;
}

/** Whether this order, or any, is being carried out. */
export function isAtWork({ working }: Board, order: OrderName): boolean {
    return working === order;
}

/** The tellers by number, each with what `say` says of him. */
export function Tellers(props: {
    readonly board: Board;
    readonly say: (teller: number) => { readonly state: State; readonly words: string };
}): JSX.Element {
    const words = useTellerWords();
    const { board, say } = props;
    const own = board.keys?.teller ?? null;
    const tellers = (board.enrolment?.persons ?? []).filter(({ teller }) => teller !== null);
    return (
        <Rows>
            {tellers.map(({ teller, name }) => {
                const number = teller ?? 0;
                const said = say(number);
                const note = number === own ? words.teller.own : undefined;
                return (
                    <Row
                        key={number}
                        state={said.state}
                        label={name}
                        note={note}
                        fact={said.words}
                    />
                );
            })}
        </Rows>
    );
}
