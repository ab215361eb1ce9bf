// rooms/teller/app.tsx — the desk: one page for each stage, and over it whatever is wrong.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Masthead, PageBefore, Tools } from "../../ui/masthead.tsx";
import { Notice } from "../../ui/notice.tsx";
import type { Settings } from "../../ui/settings.ts";
import { catalogues, Words } from "../../ui/words.ts";
import { stageOf, type Board, type Order, type Stage } from "./board.ts";
import { BoxPage } from "./box_page.tsx";
import { CeremonyPage } from "./ceremony_page.tsx";
import { AlarmPage, ConfirmPage, UnlockPage, WaitingPage } from "./first_pages.tsx";
import type { PageProps } from "./page.ts";
import { Detail } from "./parts.tsx";
import { AfterPage, ResultPage } from "./result_page.tsx";
import { WatchPage } from "./watch_page.tsx";
import { useTellerWords } from "./words.ts";

export interface TellerAppProps {
    /** The last one heard; null: none yet. */
    readonly board: Board | null;
    /** Why none can be heard now. */
    readonly lost: "gone" | "foreign" | null;
    readonly settings: Settings;
    readonly onSettings: (settings: Settings) => void;
    readonly onOrder: (order: Order) => void;
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
    const { board, lost, settings, onSettings, onOrder } = props;
    const stage = board === null ? null : stageOf(board);
    const title =
        stage === null ? words.teller.opening : words.teller.title(words.teller.pages[stage]);
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
                page={stage ?? ""}
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
                {board === null || stage === null ? null : <Page {...{ board, onOrder, stage }} />}
            </main>
        </>
    );
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

function Page(props: PageProps & { readonly stage: Stage }): JSX.Element {
    const { stage, ...rest } = props;
    switch (stage) {
        case "alarm":
            return <AlarmPage board={rest.board} />;
        case "locked":
            return <UnlockPage {...rest} />;
        case "waiting":
            return <WaitingPage board={rest.board} />;
        case "confirm":
            return <ConfirmPage {...rest} />;
        case "ceremony":
            return <CeremonyPage {...rest} />;
        case "watch":
            return <WatchPage {...rest} />;
        case "box":
            return <BoxPage {...rest} />;
        case "result":
            return <ResultPage {...rest} />;
        case "after":
            return <AfterPage {...rest} />;
    }
}
