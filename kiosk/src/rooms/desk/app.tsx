// rooms/desk/app.tsx — check-in: locked until an official's key is open, then the desk.
import type { JSX } from "preact";
import { useContext, useRef } from "preact/hooks";
import { LinkButton } from "../../ui/button.tsx";
import { Frame } from "../../ui/frame.tsx";
import { PageBefore } from "../../ui/masthead.tsx";
import { Notice } from "../../ui/notice.tsx";
import type { Settings } from "../../ui/settings.ts";
import { DeviceOfPage } from "../../ui/this_device.ts";
import { ScanOfPage, useTypedScan } from "../../ui/typed_scan.ts";
import { catalogues, Words } from "../../ui/words.ts";
import type { DeskSeen } from "./desk.ts";
import { DeskPage, type DeskActs } from "./desk_page.tsx";
import { UnlockPage, type UnlockProps } from "./unlock_page.tsx";
import { useDeskWords } from "./words.ts";

/** Whose key is open. */
export interface AtDesk {
    readonly name: string;
    /** Names of those who can replace a card. */
    readonly tellers: readonly string[];
}

export interface DeskAppProps extends Pick<UnlockProps, "unlock"> {
    readonly seen: DeskSeen;
    /** Null: locked. */
    readonly official: AtDesk | null;
    readonly lock: () => void;
    readonly acts: DeskActs;
    readonly settings: Settings;
    readonly onSettings: (settings: Settings) => void;
}

export function DeskApp(props: DeskAppProps): JSX.Element {
    const before = useRef<string | null>(null);
    const scan = useTypedScan();
    return (
        <Words.Provider value={catalogues[props.settings.language]}>
            <PageBefore.Provider value={before}>
                <ScanOfPage.Provider value={scan}>
                    <Room {...props} />
                </ScanOfPage.Provider>
            </PageBefore.Provider>
        </Words.Provider>
    );
}

function Room(props: DeskAppProps): JSX.Element {
    const { seen, official, unlock, lock, acts, settings, onSettings } = props;
    const words = useDeskWords();
    const device = useContext(DeviceOfPage);
    const { view, vote, book } = seen;
    const phase = view === null ? "" : words.phases[view.phase];
    return (
        <Frame
            {...{ settings, onSettings }}
            institution={vote?.congress.name ?? words.name}
            institution2={vote?.congress.name2}
            matter={vote?.manifest.title}
            matter2={vote?.manifest.title2}
            rehearsal={view?.sample ?? false}
            title={official === null ? words.desk.unlock.title : words.desk.title}
            page={official === null ? "locked" : "desk"}
            line={official === null ? phase : `${phase} · ${words.desk.by(official.name)}`}
            tools={
                official === null ? undefined : (
                    <LinkButton onPress={lock}>{words.desk.lock}</LinkButton>
                )
            }
        >
            {official === null ? (
                <>
                    <UnlockPage unlock={unlock} kept={seen.outbox.waiting.length} />
                    {device === null ? null : <device.Panel {...device} offered />}
                </>
            ) : book === null ? (
                <Notice sentence={words.desk.noRoll} />
            ) : (
                <DeskPage {...{ seen, book, acts }} tellers={official.tellers} />
            )}
        </Frame>
    );
}
