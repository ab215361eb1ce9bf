// rooms/desk/desk_page.tsx — the open desk: card and person on the left, figures on the right, the list below.
import type { JSX } from "preact";
import { useMemo, useRef, useState } from "preact/hooks";
import type { DeputyNumber } from "../../ballot/ids.ts";
import type { RoundPhase } from "../../flow/state.ts";
import { Toggle } from "../../ui/button.tsx";
import { figuresOf, standingsOf, type DeskAct, type Standings } from "./attendance.ts";
import { CardField } from "./card_field.tsx";
import type { DeskSeen, Drawn } from "./desk.ts";
import type { Excuse } from "./excuses.ts";
import { AttendanceFigures } from "./figures.tsx";
import { DeputyList } from "./list.tsx";
import { Notices } from "./notices.tsx";
import { OutcomePanel } from "./outcome_panel.tsx";
import { delegationsOf, deputiesOf, type Deputy } from "./people.ts";
import type { CardRequest, RollBook } from "./roll_book.ts";
import { Scans, type Outcome, type Work } from "./scans.ts";
import { printSheet } from "./sheet.ts";
import { dayOf, minuteOf } from "./time.ts";
import { useDeskWords } from "./words.ts";

export interface DeskActs {
    /** False: this device cannot keep it. */
    readonly state: (act: DeskAct, no: DeputyNumber) => Promise<boolean>;
    readonly ask: (what: CardRequest, text: string, no: DeputyNumber) => Promise<Drawn>;
    readonly excuse: (no: DeputyNumber, excuse: Excuse | null) => Promise<boolean>;
    readonly dismiss: () => void;
    /** Gives the person a file. */
    readonly save: (name: string, content: string) => void;
    readonly now: () => number;
}

export interface DeskPageProps {
    readonly seen: DeskSeen;
    readonly book: RollBook;
    readonly tellers: readonly string[];
    readonly acts: DeskActs;
}

/** What a scan that ends later is to find as it is then. */
function useScans(
    { seen, acts }: DeskPageProps,
    work: Work,
    show: (outcome: Outcome) => void,
): Pick<Scans, "typed" | "sighted"> {
    const latest = useRef({ seen, work });
    latest.current = { seen, work };
    const [scans] = useState(
        () =>
            new Scans(
                {
                    book: () => latest.current.seen.book,
                    standings: () => {
                        const { attendance, outbox } = latest.current.seen;
                        return standingsOf(attendance, outbox.own);
                    },
                    work: () => latest.current.work,
                    state: acts.state,
                    ask: acts.ask,
                    now: acts.now,
                },
                show,
            ),
    );
    return scans;
}

export function DeskPage(props: DeskPageProps): JSX.Element {
    const { seen, book, tellers, acts } = props;
    const { due } = book;
    const { view, vote } = seen;
    const { standings, deputies } = usePeople(seen, due);
    const [outcome, show] = useState<Outcome | null>(null);
    const field = useRef<HTMLInputElement>(null);
    const { slips, works, work, setWork } = useWork(seen);
    const scans = useScans(props, work, show);
    /** The next card is scanned without a touch. */
    const backToCards = (): void => {
        field.current?.focus();
    };
    const close = (): void => {
        show(null);
        backToCards();
    };
    const act = async (what: DeskAct, { no }: Deputy): Promise<void> => {
        const kept = await acts.state(what, no);
        show(kept ? { is: "opened", no } : { is: "cannot_keep" });
        backToCards();
    };
    const excuse = async (reason: Excuse | null, { no }: Deputy): Promise<void> => {
        const kept = await acts.excuse(no, reason);
        if (!kept) show({ is: "cannot_keep" });
        backToCards();
    };
    return (
        <div class="desk">
            <div class="desk-notices">
                <Notices seen={seen} deputies={deputies} onDismiss={acts.dismiss} />
            </div>
            <div class="desk-work">
                <WorkSwitch
                    {...{ work, works }}
                    onWork={(chosen) => {
                        setWork(chosen);
                        close();
                    }}
                />
                <CardField
                    {...{ field, work }}
                    onCard={(text) => void scans.typed(text)}
                    onSeen={(text) => void scans.sighted(text)}
                />
                <OutcomePanel
                    {...{ outcome, deputies, tellers }}
                    phase={view?.phase ?? null}
                    onAct={(what, deputy) => void act(what, deputy)}
                    onExcuse={(reason, deputy) => void excuse(reason, deputy)}
                    onClose={close}
                />
            </div>
            <AttendanceFigures
                figures={figuresOf(due, standings)}
                delegations={delegationsOf(deputies)}
                {...{ view, vote, slips }}
            />
            <DeputyList
                deputies={deputies}
                onOpen={(no) => {
                    show({ is: "opened", no });
                    document.documentElement.scrollTop = 0;
                }}
                onSheet={useSheet(acts, deputies)}
            />
        </div>
    );
}

/** The list of attendance as a file, named by the day. */
function useSheet(acts: DeskPageProps["acts"], deputies: readonly Deputy[]): () => void {
    const { desk } = useDeskWords();
    return () => {
        const name = desk.list.sheetFile(dayOf(minuteOf(acts.now())));
        acts.save(name, printSheet(desk, deputies));
    };
}

function usePeople(
    { names, attendance, outbox, excuses }: DeskSeen,
    due: number,
): { readonly standings: Standings; readonly deputies: readonly Deputy[] } {
    const standings = useMemo(() => standingsOf(attendance, outbox.own), [attendance, outbox]);
    const deputies = useMemo(
        () => deputiesOf(due, names, standings, excuses, outbox.lost),
        [due, names, standings, excuses, outbox.lost],
    );
    return { standings, deputies };
}

const handInPhases: readonly RoundPhase[] = ["issuing", "voting", "paused", "closed", "cosigned"];

/** What cards are scanned for, besides signing in: papers are given while they are issued, slips in a round that has some;
    cards are handed in from then until the box is opened. */
function useWork({ view, slips: listed }: DeskSeen): {
    readonly slips: number;
    readonly works: readonly Work[];
    readonly work: Work;
    readonly setWork: (work: Work) => void;
} {
    const [wanted, setWork] = useState<Work>("sign_in");
    const slips = view?.phase === "issuing" ? (listed ?? 0) : 0;
    const phase = view?.phase ?? "setup";
    const works: readonly Work[] = [
        "sign_in",
        ...(slips > 0 ? (["slips"] as const) : []),
        ...(phase === "issuing" ? (["paper"] as const) : []),
        ...(handInPhases.includes(phase) ? (["hand_in"] as const) : []),
    ];
    return { slips, works, work: works.includes(wanted) ? wanted : "sign_in", setWork };
}

function WorkSwitch(props: {
    readonly work: Work;
    readonly works: readonly Work[];
    readonly onWork: (work: Work) => void;
}): JSX.Element | null {
    const { work } = useDeskWords().desk;
    if (props.works.length === 1) return null;
    return (
        <div class="desk-works" role="group" aria-label={work.label}>
            {props.works.map((one) => (
                <Toggle
                    key={one}
                    pressed={props.work === one}
                    onPress={() => {
                        props.onWork(one);
                    }}
                >
                    {work[one]}
                </Toggle>
            ))}
        </div>
    );
}
