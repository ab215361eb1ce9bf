// rooms/teller/app.tsx — the desk: one page for each stage, and over it whatever is wrong.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Later, useLater } from "../../ui/later.ts";
import { Masthead, PageBefore, Tools } from "../../ui/masthead.tsx";
import { Notice } from "../../ui/notice.tsx";
import type { Settings } from "../../ui/settings.ts";
import { catalogues, Words } from "../../ui/words.ts";
import { stageOf, type Board, type Order, type Sheet, type Stage } from "./board.ts";
import { BoxPage } from "./box_page.tsx";
import { CeremonyPage } from "./ceremony_page.tsx";
import { CardsPage, SlipsPage } from "./cards_page.tsx";
import { AlarmPage, ConfirmPage } from "./first_pages.tsx";
import { KeysPage, WaitingPage } from "./keys_page.tsx";
import { PaperPage, RehearsalPage } from "./shares_page.tsx";
import type { EnterProps, PaperProps } from "./page.ts";
import { Detail } from "./parts.tsx";
import { ReplacePage } from "./replace_page.tsx";
import { AfterPage, ResultPage } from "./result_page.tsx";
import { WatchPage, type Side } from "./watch_page.tsx";
import { useTellerWords } from "./words.ts";

export interface TellerAppProps {
    /** The last one heard; null: none yet. */
    readonly board: Board | null;
    /** Why none can be heard now. */
    readonly lost: "gone" | "foreign" | null;
    readonly settings: Settings;
    readonly onSettings: (settings: Settings) => void;
    readonly onOrder: (order: Order) => void;
    readonly onNames: (table: Blob) => void;
    readonly onMarks: EnterProps["onMarks"];
    readonly readSheet: () => Promise<Sheet | null>;
}

export function TellerApp(props: TellerAppProps): JSX.Element {
    const [before] = useState<{ current: string | null }>({ current: null });
    return (
        <Words.Provider value={catalogues[props.settings.language]}>
            <PageBefore.Provider value={before}>
                <Room {...props} />
            </PageBefore.Provider>
        </Words.Provider>
    );
}

function Room(props: TellerAppProps): JSX.Element {
    const words = useTellerWords();
    const { board, lost, settings, onSettings, onOrder, onNames, onMarks, readSheet } = props;
    const stage = board === null ? null : stageOf(board);
    const [side, setSide] = useState<Side | null>(null);
    // A side page is left when the vote goes on.
    const page = board !== null && side !== null && isOpen(side, board) ? side : stage;
    const title =
        page === null ? words.teller.opening : words.teller.title(words.teller.pages[page]);
    const onBack = (): void => {
        setSide(null);
    };
    const { keys, log, round } = board ?? { keys: null, log: null, round: null };
    return (
        <>
            <Masthead
                institution={log?.congress ?? words.name}
                institution2={log === null || log.congress2 === "" ? undefined : log.congress2}
                matter={round?.title}
                matter2={round === null || round.title2 === "" ? undefined : round.title2}
                title={title}
                rehearsal={log?.sample ?? false}
                page={page ?? ""}
            />
            <Tools settings={settings} onSettings={onSettings}>
                {keys === null ? null : (
                    <>
                        {words.teller.own} <b>{keys.name}</b> {words.teller.roles[keys.role]}
                    </>
                )}
            </Tools>
            <main class="desk-page">
                {lost === null ? null : <Notice sentence={words.teller[lost]} focused />}
                {board === null || lost !== null ? null : <Troubles board={board} />}
                {board === null || page === null ? null : (
                    <Page
                        {...{ board, onOrder, onNames, onMarks, readSheet, onBack, page }}
                        onSide={setSide}
                    />
                )}
            </main>
        </>
    );
}

/** Before the close what is made ready, behind it the sheets of paper. */
function isOpen(side: Side, board: Board): boolean {
    const stage = stageOf(board);
    if (side !== "sheets") return stage === "watch";
    return (stage === "watch" || stage === "box") && board.sheets !== null;
}

/** Unreached is a nuisance; a log that does not hold is not. */
function Troubles({ board }: { board: Board }): JSX.Element | null {
    const words = useTellerWords();
    const { trouble, alarm } = board;
    if (trouble === null || alarm !== null) return null;
    const passing = trouble.name === "internal" || trouble.name === "busy";
    return (
        <>
            <Notice
                sentence={passing ? words.teller.trouble : words.teller.wrongLog}
                refusal={passing ? undefined : trouble.code}
            />
            <Detail text={trouble.detail} />
        </>
    );
}

export const sheetPages = new Later(() => import("./sheet_pages.tsx"));

function AtSheets({
    page,
    ...rest
}: PaperProps & EnterProps & { readonly page: "sheets" | "enter" }): JSX.Element {
    const words = useTellerWords();
    const pages = useLater(sheetPages);
    if (pages === null) return <p role="status">{words.common.loading}</p>;
    return page === "sheets" ? <pages.SheetsPage {...rest} /> : <pages.EnterPage {...rest} />;
}

interface AnyPageProps extends PaperProps, EnterProps {
    readonly page: Stage | Side;
    readonly onSide: (side: Side) => void;
}

function Page(props: AnyPageProps): JSX.Element {
    const { page, onSide, ...rest } = props;
    switch (page) {
        case "alarm":
            return <AlarmPage board={rest.board} />;
        case "locked":
            return <KeysPage {...rest} />;
        case "waiting":
            return <WaitingPage {...rest} />;
        case "confirm":
            return <ConfirmPage {...rest} />;
        case "ceremony":
            return <CeremonyPage {...rest} />;
        case "watch":
            return <WatchPage {...rest} onSide={onSide} />;
        case "cards":
            return <CardsPage {...rest} />;
        case "slips":
            return <SlipsPage {...rest} />;
        case "rehearsal":
            return <RehearsalPage {...rest} />;
        case "paper":
            return <PaperPage {...rest} />;
        case "replace":
            return <ReplacePage {...rest} />;
        case "sheets":
        case "enter":
            return <AtSheets {...rest} page={page} />;
        case "box":
            return <BoxPage {...rest} onSide={onSide} />;
        case "result":
            return <ResultPage {...rest} />;
        case "after":
            return <AfterPage {...rest} />;
    }
}
