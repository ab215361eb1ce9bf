// rooms/booth/frame.tsx — every page of a booth: masthead and tools in one line, what it is about, and a foot. Nothing
// scrolls at 1280×800; what does not fit has pages.
import { createContext, type ComponentChildren, type JSX } from "preact";
import { useContext } from "preact/hooks";
import type { Event, State } from "../../flow/booth/state.ts";
import { Button } from "../../ui/button.tsx";
import type { Forward } from "../../ui/frame.tsx";
import { Masthead, Tools } from "../../ui/masthead.tsx";
import type { Settings } from "../../ui/settings.ts";
import { useBoothWords } from "./words.ts";

/** What every page is given. */
export interface Room {
    readonly state: State;
    readonly send: (event: Event) => void;
    readonly settings: Settings;
    readonly onSettings: (settings: Settings) => void;
    readonly covered: boolean;
    readonly onCovered: (covered: boolean) => void;
}

/** The address of the public page, under the name that phones reach; null where there is none. */
export const PublicSite = createContext<string | null>(null);

export interface PageProps extends Room {
    readonly name: string;
    readonly title: string;
    /** More tools, before the language; null: instead of all of them. */
    readonly tools?: ComponentChildren;
    readonly bare?: boolean;
    readonly children?: ComponentChildren;
    readonly foot?: ComponentChildren;
    readonly forward?: Forward;
}

export function Page(props: PageProps): JSX.Element {
    const { state, settings, onSettings, name, title, tools, bare = false, children } = props;
    const words = useBoothWords();
    const { vote } = state;
    const own = vote?.manifest.title === title;
    return (
        <div class={`booth booth-${name}`}>
            <div class="booth-head">
                <Masthead
                    institution={vote?.congress.name ?? words.name}
                    institution2={vote?.congress.name2}
                    matter={own ? undefined : vote?.manifest.title}
                    matter2={vote?.manifest.title2}
                    title={title}
                    rehearsal={(vote?.manifest ?? state.news)?.sample ?? false}
                    page={name}
                />
                {bare ? (
                    <div class="tools">
                        <div class="tools-buttons">{tools}</div>
                    </div>
                ) : (
                    <Tools settings={settings} onSettings={onSettings} more={tools} />
                )}
            </div>
            <main class="booth-main">{children}</main>
            <Foot {...props} />
        </div>
    );
}

/** While it asks whether somebody is there, the question stands where one looks before pressing on. */
function Foot({ state, foot, forward }: PageProps): JSX.Element | null {
    const asking = state.patience.is === "asking" ? state.patience.loud : null;
    if (foot === undefined && forward === undefined && asking === null) return null;
    return (
        <footer class={asking === 2 ? "booth-foot booth-foot-loud" : "booth-foot"}>
            <div class="booth-foot-words">
                {asking === null ? foot : <Asking state={state} loud={asking} />}
            </div>
            {forward === undefined ? null : (
                <Button kind="forward" {...forward}>
                    {forward.label}
                </Button>
            )}
        </footer>
    );
}

function Asking({ state, loud }: { state: State; loud: 1 | 2 }): JSX.Element {
    const words = useBoothWords();
    const { louder, countdown } = state.times;
    const seconds = countdown + (3 - loud) * louder;
    return (
        <div class="asking" role="alert">
            <p class="strong">{words.booth.still.what}</p>
            <p>{words.booth.still.todo(seconds)}</p>
        </div>
    );
}

export function useSite(): string | null {
    return useContext(PublicSite);
}
