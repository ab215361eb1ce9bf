// rooms/booth/app.tsx — which page a state is. What a person set on the screen goes with the visit.
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Later, useLater } from "../../ui/later.ts";
import { PageBefore } from "../../ui/masthead.tsx";
import { defaults } from "../../ui/settings.ts";
import { catalogues, Words } from "../../ui/words.ts";
import { DonePage } from "./done_page.tsx";
import { Page, type Room } from "./frame.tsx";
import { IdlePage } from "./idle_page.tsx";
import { MarksPage } from "./marks_page.tsx";
import { ReviewPage } from "./review_page.tsx";
import { StillPage } from "./still_page.tsx";
import { useBoothWords } from "./words.ts";
import type { CheckRoom } from "./check_pages.tsx";

export type AppProps = Omit<Room, "covered" | "onCovered">;

/** Few ballots are checked; whoever checks one finds the page fetched. */
export const checkPart = new Later(() => import("./check_pages.tsx"));

export function App(props: AppProps): JSX.Element {
    const { state, send, settings, onSettings } = props;
    const before = useRef<string | null>(null);
    const [covered, onCovered] = useState(false);
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
                <Stage {...props} covered={covered} onCovered={onCovered} />
            </PageBefore.Provider>
        </Words.Provider>
    );
}

function Stage(room: Room): JSX.Element {
    const { visit, vote, patience } = room.state;
    if (patience.is === "counting") return <StillPage {...room} left={patience.left} />;
    switch (visit.at) {
        case "idle":
            return <IdlePage {...room} visit={visit} />;
        case "done":
            return <DonePage {...room} visit={visit} />;
        case "marking":
        case "review":
        case "checking":
            break;
    }
    // A visit is of a vote: without one it was ended.
    if (vote === null) return <IdlePage {...room} visit={{ at: "idle", told: null }} />;
    switch (visit.at) {
        case "marking":
            return <MarksPage {...room} visit={visit} vote={vote} />;
        case "review":
            return <ReviewPage {...room} visit={visit} vote={vote} />;
        case "checking":
            return <Checking {...room} visit={visit} vote={vote} />;
    }
}

function Checking(room: CheckRoom): JSX.Element {
    const words = useBoothWords();
    const part = useLater(checkPart);
    if (part === null) {
        return (
            <Page {...room} name="" title={words.common.loading}>
                {null}
            </Page>
        );
    }
    return <part.CheckingPage {...room} />;
}
