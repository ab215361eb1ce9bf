// rooms/rooms/app.tsx — the pages of this server, each with a line for whom it is.
import type { JSX } from "preact";
import type { RoomsWords } from "../../i18n/zh_rooms.ts";
import type { Seen } from "../../flow/seen.ts";
import { Frame, type FrameProps } from "../../ui/frame.tsx";
import { Notice } from "../../ui/notice.tsx";
import { catalogues, Words } from "../../ui/words.ts";
import { useRoomsWords } from "./words.ts";

/** In the order in which they are listed. */
export const rooms: readonly { readonly path: string; readonly name: keyof RoomsWords["rooms"] }[] =
    [
        { path: "/", name: "public" },
        { path: "/vote", name: "vote" },
        { path: "/booth", name: "booth" },
        { path: "/check", name: "check" },
        { path: "/hall", name: "hall" },
        { path: "/check-in", name: "desk" },
        { path: "/official", name: "official" },
        { path: "/setup", name: "setup" },
        { path: "/trust", name: "trust" },
    ];

export type RoomsProps = Seen & Pick<FrameProps, "settings" | "onSettings">;

export function RoomsApp(props: RoomsProps): JSX.Element {
    return (
        <Words.Provider value={catalogues[props.settings.language]}>
            <Rooms {...props} />
        </Words.Provider>
    );
}

function Rooms({ view, vote, settings, onSettings }: RoomsProps): JSX.Element {
    const words = useRoomsWords();
    const said = words.rooms;
    const sample = view?.sample ?? false;
    return (
        <Frame
            {...{ settings, onSettings }}
            institution={vote?.congress.name ?? words.name}
            institution2={vote?.congress.name2}
            matter={vote?.manifest.title}
            matter2={vote?.manifest.title2}
            title={said.title}
            rehearsal={sample}
            page="rooms"
        >
            {sample ? <Notice sentence={said.sample} /> : null}
            <p class="say">{said.explain}</p>
            <ul class="rooms">
                {rooms.map(({ path, name }) => (
                    <li key={path}>
                        <a class="room" href={path} aria-describedby={`whom-${name}`}>
                            {said.rooms[name].name}
                        </a>
                        <p id={`whom-${name}`} class="say">
                            {said.rooms[name].whom}
                        </p>
                    </li>
                ))}
            </ul>
        </Frame>
    );
}
