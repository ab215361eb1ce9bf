// rooms/desk/desk_page.tsx — the open desk: card and person on the left, figures on the right, the list below.
import type { JSX } from "preact";
import { useMemo, useRef, useState } from "preact/hooks";
import type { DeputyNumber } from "../../ballot/ids.ts";
import { figuresOf, standingsOf, type DeskAct } from "./attendance.ts";
import { CardField } from "./card_field.tsx";
import type { DeskSeen } from "./desk.ts";
import type { Excuse } from "./excuses.ts";
import { AttendanceFigures } from "./figures.tsx";
import { DeputyList } from "./list.tsx";
import { Notices } from "./notices.tsx";
import { OutcomePanel } from "./outcome_panel.tsx";
import { deputiesOf, type Deputy } from "./people.ts";
import type { RollBook } from "./roll_book.ts";
import { Scans, type Outcome } from "./scans.ts";
import { printSheet } from "./sheet.ts";
import { dayOf, minuteOf } from "./time.ts";
import { useDeskWords } from "./words.ts";

export interface DeskActs {
    /** False: this device cannot keep it. */
    readonly state: (act: DeskAct, no: DeputyNumber) => Promise<boolean>;
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
    show: (outcome: Outcome) => void,
): Pick<Scans, "typed" | "sighted"> {
    const latest = useRef(seen);
    latest.current = seen;
    const [scans] = useState(
        () =>
            new Scans(
                {
                    book: () => latest.current.book,
                    standings: () =>
                        standingsOf(latest.current.attendance, latest.current.outbox.own),
                    state: acts.state,
                    now: acts.now,
                },
                show,
            ),
    );
    return scans;
}

export function DeskPage(props: DeskPageProps): JSX.Element {
    const { seen, book, tellers, acts } = props;
    const words = useDeskWords();
    const { due } = book;
    const { names, attendance, outbox, excuses, view, vote } = seen;
    const standings = useMemo(() => standingsOf(attendance, outbox.own), [attendance, outbox]);
    const deputies = useMemo(
        () => deputiesOf(due, names, standings, excuses, outbox.lost),
        [due, names, standings, excuses, outbox.lost],
    );
    const [outcome, show] = useState<Outcome | null>(null);
    const field = useRef<HTMLInputElement>(null);
    const scans = useScans(props, show);
    /** The next card is scanned without a touch. */
    const backToCards = (): void => {
        field.current?.focus();
    };
    const act = async (what: DeskAct, { no }: Deputy): Promise<void> => {
        const kept = await acts.state(what, no);
        show(kept ? { is: "opened", no } : { is: "cannot_keep" });
        backToCards();
    };
    return (
        <div class="desk">
            <div class="desk-notices">
                <Notices seen={seen} deputies={deputies} onDismiss={acts.dismiss} />
            </div>
            <div class="desk-work">
                <CardField
                    field={field}
                    onCard={(text) => void scans.typed(text)}
                    onSeen={(text) => void scans.sighted(text)}
                />
                <OutcomePanel
                    {...{ outcome, deputies, tellers }}
                    phase={view?.phase ?? null}
                    onAct={(what, deputy) => void act(what, deputy)}
                    onExcuse={(excuse, { no }) => {
                        void acts.excuse(no, excuse).then((kept) => {
                            if (!kept) show({ is: "cannot_keep" });
                            backToCards();
                        });
                    }}
                    onClose={() => {
                        show(null);
                        backToCards();
                    }}
                />
            </div>
            <AttendanceFigures figures={figuresOf(due, standings)} {...{ view, vote }} />
            <DeputyList
                deputies={deputies}
                onOpen={(no) => {
                    show({ is: "opened", no });
                    document.documentElement.scrollTop = 0;
                }}
                onSheet={() => {
                    const name = words.desk.list.sheetFile(dayOf(minuteOf(acts.now())));
                    acts.save(name, printSheet(words.desk, deputies));
                }}
            />
        </div>
    );
}
