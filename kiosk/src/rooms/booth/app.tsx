// rooms/booth/app.tsx — which page a state is. What a person set on the screen goes with the visit.
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Later, useLater } from "../../ui/later.ts";
import { PageBefore } from "../../ui/masthead.tsx";
import { defaults } from "../../ui/settings.ts";
import { ScanOfPage, useTypedScan } from "../../ui/typed_scan.ts";
import { catalogues, Words } from "../../ui/words.ts";
import { Page, type Room } from "./frame.tsx";
import { IdlePage } from "./idle_page.tsx";
import { useBoothWords } from "./words.ts";

export type AppProps = Omit<Room, "covered" | "onCovered">;

/** The start page is there first; by the time of the first slip these are too. */
export const visitPart = new Later(() => import("./visit_pages.ts"));

export function App(props: AppProps): JSX.Element {
    const { state, send, settings, onSettings } = props;
    const before = useRef<string | null>(null);
    const [covered, onCovered] = useState(false);
    const scan = useTypedScan();
    useLayoutEffect(() => {
        if (state.visits === 0) return;
        onSettings(defaults);
        onCovered(false);
        // Of the visit alone: who reads these settings again would only set them again.
    }, [state.visits]);
    useEffect(() => {
        const touched = (): void => {
            send({ on: "touched" });
        };
        document.addEventListener("pointerdown", touched, { capture: true });
        document.addEventListener("keydown", touched, { capture: true });
        return () => {
            document.removeEventListener("pointerdown", touched, { capture: true });
            document.removeEventListener("keydown", touched, { capture: true });
        };
    }, [send]);
    return (
        <Words.Provider value={catalogues[settings.language]}>
            <PageBefore.Provider value={before}>
                <ScanOfPage.Provider value={scan}>
                    <Stage {...props} covered={covered} onCovered={onCovered} />
                </ScanOfPage.Provider>
            </PageBefore.Provider>
        </Words.Provider>
    );
}

function Stage(room: Room): JSX.Element {
    const { visit } = room.state;
    return visit.at === "idle" ? <IdlePage {...room} visit={visit} /> : <VisitPage {...room} />;
}

function VisitPage(room: Room): JSX.Element {
    const words = useBoothWords();
    const pages = useLater(visitPart);
    const { visit, vote, patience } = room.state;
    if (pages === null) {
        return (
            <Page {...room} name="" title={words.common.loading}>
                {null}
            </Page>
        );
    }
    if (patience.is === "counting") return <pages.StillPage {...room} left={patience.left} />;
    if (visit.at === "done") return <pages.DonePage {...room} visit={visit} />;
    // A visit is of a vote: without one it was ended.
    if (vote === null || visit.at === "idle") {
        return <IdlePage {...room} visit={{ at: "idle", told: null }} />;
    }
    switch (visit.at) {
        case "marking":
            return <pages.MarksPage {...room} visit={visit} vote={vote} />;
        case "review":
            return <pages.ReviewPage {...room} visit={visit} vote={vote} />;
        case "checking":
            return <pages.CheckingPage {...room} visit={visit} vote={vote} />;
    }
}
