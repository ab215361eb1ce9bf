// rooms/deputy/app.tsx — which page a state is. The pages hold no state of the vote.
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { castingOpen } from "../../flow/rules.ts";
import type { Kept } from "../../flow/kept.ts";
import { Later, useLater } from "../../ui/later.ts";
import { PageBefore } from "../../ui/masthead.tsx";
import { catalogues, useWords, Words } from "../../ui/words.ts";
import { CastingPage, CastPage, SealedPage } from "./ballot_pages.tsx";
import { CardPage } from "./card_page.tsx";
import { MarksPage } from "./marks_page.tsx";
import { Claim, Finish, Page, ToProject, type Room } from "./page.tsx";
import { RecoveryPage, RequestingPage, WaitingPage } from "./paper_pages.tsx";
import { ReviewPage } from "./review_page.tsx";

export interface AppProps extends Room {
    /** The card of the link that opened the page; empty without. */
    readonly linked: string;
}

/** Few deputies check a ballot or hand one back; whoever does finds the page fetched. */
export const rarePages = new Later(() => import("./rare_pages.tsx"));

export function App(props: AppProps): JSX.Element {
    const before = useRef<string | null>(null);
    const toProject = useRef<number | null>(null);
    return (
        <Words.Provider value={catalogues[props.settings.language]}>
            <PageBefore.Provider value={before}>
                <ToProject.Provider value={toProject}>
                    <Stage {...props} />
                </ToProject.Provider>
            </PageBefore.Provider>
        </Words.Provider>
    );
}

function Stage({ linked, ...room }: AppProps): JSX.Element {
    const { kept, page, end, news } = room.state;
    if (kept === null) return <CardPage {...room} linked={linked} />;
    const { vote } = kept;
    switch (kept.at) {
        case "requested":
            return kept.offered || end !== null ? (
                <RequestingPage {...room} />
            ) : (
                <RecoveryPage {...room} kept={kept} />
            );
        case "marking":
            if (end !== null) return <Ended {...room} />;
            if (page === "hand_back") return <RarePage {...room} kept={kept} />;
            if (news === null || !castingOpen(vote, news.phase)) {
                return <WaitingPage {...room} kept={kept} />;
            }
            return page === "review" ? (
                <ReviewPage {...room} kept={kept} />
            ) : (
                <MarksPage {...room} kept={kept} />
            );
        case "sealed":
            if (page === "hand_back" && end === null) return <RarePage {...room} kept={kept} />;
            return <SealedPage {...room} kept={kept} />;
        case "checking":
        case "handing_back":
        case "handed_back":
            return <RarePage {...room} kept={kept} />;
        case "casting":
            return <CastingPage {...room} kept={kept} />;
        case "cast":
            return <CastPage {...room} kept={kept} />;
    }
}

function RarePage({ kept, ...room }: Room & { readonly kept: Kept }): JSX.Element {
    const words = useWords();
    const pages = useLater(rarePages);
    if (pages === null) {
        return (
            <Page {...room} name="" title={words.common.loading}>
                {null}
            </Page>
        );
    }
    switch (kept.at) {
        case "checking":
            return <pages.CheckingPage {...room} kept={kept} />;
        case "handing_back":
            return <pages.HandingBackPage {...room} kept={kept} />;
        case "handed_back":
            return <pages.HandedBackPage {...room} kept={kept} />;
        case "requested":
        case "marking":
        case "sealed":
        case "casting":
        case "cast":
            return <pages.HandBackPage {...room} />;
    }
}

/** A paper that was not used while it could be. */
function Ended(room: Room): JSX.Element {
    const words = catalogues[room.settings.language];
    const title = room.state.kept?.vote.manifest.title ?? words.name;
    return (
        <Page {...room} name="ended" title={title}>
            <Claim {...room} />
            <Finish {...room} label={words.common.restart} />
        </Page>
    );
}
