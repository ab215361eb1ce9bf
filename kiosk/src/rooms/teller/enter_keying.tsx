// rooms/teller/enter_keying.tsx — one person keys the sheets that are asked for, a sheet at a time, nothing preselected.
//
// The marks stand in this component alone, in no storage: who opens the page anew keys them again. They go when the
// program has taken them, for then the turn is another one.
import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { at } from "../../basics/assert.ts";
import { concat, type Bytes } from "../../basics/bytes.ts";
import { BallotShape } from "../../ballot/shape.ts";
import { isUnmarked, tallyOf, toMarks, type Choice } from "../../flow/vote.ts";
import { Button, Toggle } from "../../ui/button.tsx";
import { Counter } from "../../ui/counter.tsx";
import { MarkBox, Options } from "../../ui/marks.tsx";
import { Figures } from "../../ui/marks_foot.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Name2 } from "../../ui/second_name.tsx";
import type { Part } from "./board.ts";
import type { EnterProps, PageProps } from "./page.ts";
import { Back } from "./paper_parts.tsx";
import { Columns, Heading, isAtWork, Next, RefusedOrder, Row, Rows, type State } from "./parts.tsx";
import { useTellerWords, type TellerCatalogue } from "./words.ts";

type Few = Part<"few_sheets">;

interface Sheet {
    readonly choices: readonly Choice[];
    readonly blank: boolean;
}

export interface KeyingProps extends EnterProps {
    readonly few: Few;
    /** This turn had begun before the page was opened. */
    readonly lost: boolean;
}

const unread = ({ projects }: Few): Sheet => ({
    choices: projects.map(() => "unmarked" as const),
    blank: false,
});

/** Why the sheet is not one of this round yet. */
function missingOf(words: TellerCatalogue, { lo }: Few, sheet: Sheet): string | undefined {
    const { enter } = words.teller;
    if (sheet.blank) return undefined;
    if (isUnmarked(sheet.choices)) return enter.nothing;
    return tallyOf(sheet.choices).approve < lo ? enter.tooFew(lo) : undefined;
}

/** As the program takes them; every sheet is one of this round. */
function marksOf(few: Few, sheets: readonly Sheet[]): Bytes {
    const shape = new BallotShape({
        projects: few.projects.length,
        grades: few.three_way ? 3 : 2,
        lo: few.lo,
        hi: few.cap,
    });
    const each = sheets.flatMap(({ choices, blank }) => {
        const marks = toMarks({ shape }, choices, blank);
        return marks.ok ? [marks.value.bytes] : [];
    });
    return concat(...each);
}

export function Keying(props: KeyingProps): JSX.Element {
    const { board, few, lost, onOrder, onMarks, onBack } = props;
    const words = useTellerWords();
    const { enter } = words.teller;
    const [started, setStarted] = useState(few.turn === 1);
    const [place, setPlace] = useState(0);
    const [sheets, setSheets] = useState(() => few.asked.map(() => unread(few)));
    const keyer = few.stage === "first" ? "first" : "second";
    const handsIn = (): void => {
        onMarks(few.turn, marksOf(few, sheets));
    };
    return (
        <Columns
            left={
                <>
                    <Back onBack={onBack} />
                    <Heading>{enter.keyer[keyer]}</Heading>
                    {lost ? <Notice sentence={enter.again} /> : null}
                    <Asked
                        few={few}
                        stateOf={(i) => stateOf(words, few, sheets, started, place, i)}
                    />
                    <Differences few={few} />
                    <p class="say">{enter.invalid}</p>
                    <GiveUp {...{ board, onOrder }} />
                </>
            }
            right={
                <Next>
                    {started ? (
                        <OneSheet
                            key={place}
                            {...{ board, few, place }}
                            sheet={at(sheets, place)}
                            onSheet={(sheet) => {
                                setSheets(sheets.with(place, sheet));
                            }}
                            onPlace={setPlace}
                            onEnd={handsIn}
                        />
                    ) : (
                        <>
                            <Notice sentence={enter.takeOver[keyer]} focused />
                            <div class="desk-acts">
                                <Button
                                    kind="forward"
                                    onPress={() => {
                                        setStarted(true);
                                    }}
                                >
                                    {enter.start[keyer]}
                                </Button>
                            </div>
                        </>
                    )}
                </Next>
            }
        />
    );
}

function stateOf(
    words: TellerCatalogue,
    few: Few,
    sheets: readonly Sheet[],
    started: boolean,
    place: number,
    of: number,
): State {
    if (!started) return "ahead";
    if (of === place) return "going";
    return missingOf(words, few, at(sheets, of)) === undefined ? "held" : "ahead";
}

function Asked(props: {
    readonly few: Few;
    readonly stateOf: (place: number) => State;
}): JSX.Element {
    const { enter } = useTellerWords().teller;
    return (
        <>
            <h3>{enter.asked}</h3>
            <Rows>
                {props.few.asked.map((sheet, place) => (
                    <Row key={sheet} state={props.stateOf(place)} label={enter.sheet(sheet)} />
                ))}
            </Rows>
        </>
    );
}

/** By sheet and project: what either of the two keyed is told to nobody. */
function Differences({ few }: { few: Few }): JSX.Element | null {
    const { enter } = useTellerWords().teller;
    if (few.differs.length === 0) return null;
    return (
        <>
            <h3>{enter.differs}</h3>
            <Rows>
                {few.differs.map(({ sheet, project }) => (
                    <Row
                        key={`${sheet}-${project ?? ""}`}
                        state="failed"
                        label={enter.sheet(sheet)}
                        fact={project === null ? enter.differBlank : enter.differ(project)}
                    />
                ))}
            </Rows>
        </>
    );
}

interface SheetProps {
    readonly board: EnterProps["board"];
    readonly few: Few;
    readonly sheet: Sheet;
    readonly place: number;
    readonly onSheet: (sheet: Sheet) => void;
    readonly onPlace: (place: number) => void;
    readonly onEnd: () => void;
}

function OneSheet(props: SheetProps): JSX.Element {
    const { board, few, sheet, place, onSheet, onPlace, onEnd } = props;
    const words = useTellerWords();
    const { enter } = words.teller;
    const [over, setOver] = useState(false);
    const missing = missingOf(words, few, sheet);
    const isLast = place + 1 === few.asked.length;
    const choose = (project: number, choice: Choice): void => {
        const choices = sheet.choices.with(project, choice);
        const tooMany = tallyOf(choices).approve > few.cap;
        setOver(tooMany);
        if (!tooMany) onSheet({ choices, blank: false });
    };
    const busy = isAtWork(board, "marks");
    return (
        <>
            <SheetTitle>
                {enter.sheetOf(at(few.asked, place), place + 1, few.asked.length)}
            </SheetTitle>
            <ul class="desk-rows">
                {few.projects.map((project, i) => (
                    <ProjectRow
                        key={project.no}
                        project={project}
                        threeWay={few.three_way}
                        choice={at(sheet.choices, i)}
                        onChoose={(choice) => {
                            choose(i, choice);
                        }}
                    />
                ))}
            </ul>
            <Blank
                pressed={sheet.blank}
                onPress={() => {
                    setOver(false);
                    onSheet({ ...unread(few), blank: !sheet.blank });
                }}
            />
            {over ? <Notice sentence={enter.over(few.cap)} focused /> : null}
            <Chosen few={few} sheet={sheet} />
            <RefusedOrder board={board} of="marks" />
            {missing === undefined ? null : <p class="say">{missing}</p>}
            <div class="desk-acts">
                {place === 0 ? null : (
                    <Button
                        onPress={() => {
                            onPlace(place - 1);
                        }}
                    >
                        {enter.previous}
                    </Button>
                )}
                <Button
                    kind="forward"
                    busy={busy}
                    unavailable={missing}
                    onPress={() => {
                        if (isLast) onEnd();
                        else onPlace(place + 1);
                    }}
                >
                    {busy ? enter.handingIn : isLast ? enter.handIn(few.asked.length) : enter.next}
                </Button>
            </div>
        </>
    );
}

/** The next sheet begins where its title is, not where the button of the last one was. */
function SheetTitle({ children }: { readonly children: string }): JSX.Element {
    const title = useRef<HTMLHeadingElement>(null);
    useLayoutEffect(() => {
        title.current?.focus();
    }, []);
    return (
        <h2 class="enter-title" tabIndex={-1} ref={title}>
            {children}
        </h2>
    );
}

function Blank(props: { readonly pressed: boolean; readonly onPress: () => void }): JSX.Element {
    const { enter } = useTellerWords().teller;
    return (
        <div class="enter-blank">
            <Toggle {...props}>{enter.blank}</Toggle>
        </div>
    );
}

function Chosen({ few, sheet }: { few: Few; sheet: Sheet }): JSX.Element {
    const { ballot } = useTellerWords();
    const tally = tallyOf(sheet.choices);
    if (few.three_way) return <Figures tally={tally} />;
    const left = few.cap - tally.approve;
    const more = few.lo === few.cap ? ballot.moreExactly(left) : ballot.more(left);
    return (
        <Counter
            chosen={tally.approve}
            most={few.cap}
            sentence={left === 0 ? ballot.full(few.cap) : more}
        />
    );
}

function ProjectRow(props: {
    readonly project: Few["projects"][number];
    readonly threeWay: boolean;
    readonly choice: Choice;
    readonly onChoose: (choice: Choice) => void;
}): JSX.Element {
    const { project, threeWay, choice, onChoose } = props;
    const name = (
        <>
            <span class="enter-no figure">{project.no}</span>
            <span class="desk-label">
                <span lang="zh-CN">{project.name}</span>
                <Name2 name2={project.name2} />
            </span>
        </>
    );
    if (threeWay) {
        return (
            <li class="desk-row enter-three">
                {name}
                <Options
                    choice={choice}
                    covered={false}
                    label={`${project.no} ${project.name}`}
                    onHold={() => undefined}
                    onChoose={onChoose}
                />
            </li>
        );
    }
    const set = choice === "approve";
    return (
        <li>
            <button
                type="button"
                class="desk-row enter-toggle"
                role="checkbox"
                aria-checked={set}
                onClick={() => {
                    onChoose(set ? "unmarked" : "approve");
                }}
            >
                {name}
                <MarkBox set={set} covered={false} />
            </button>
        </li>
    );
}

/** What is keyed and not sealed is forgotten. */
export function GiveUp({ board, onOrder }: PageProps): JSX.Element {
    const { enter } = useTellerWords().teller;
    return (
        <div class="desk-acts">
            <Button
                kind="secondary"
                busy={isAtWork(board, "enter")}
                onPress={() => {
                    onOrder({ order: "enter", number: 0 });
                }}
            >
                {enter.giveUp}
            </Button>
        </div>
    );
}
