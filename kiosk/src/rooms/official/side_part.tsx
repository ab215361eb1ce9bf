// rooms/official/side_part.tsx — the forms of what the day does not bring by itself: fetched when the page is at rest, with
// their words.
import type { JSX } from "preact";
import { Later, useLater } from "../../ui/later.ts";
import type { DeskActs } from "./app.tsx";
import type { SideAct } from "./day.ts";
import type { DeskState } from "./desk.ts";
import type { OpenedSlips } from "./slips.ts";
import { useOfficialWords } from "./words.ts";

export const sidePart = new Later(() => import("./side_forms.tsx"));

export interface SideProps {
    readonly state: DeskState;
    readonly acts: DeskActs;
    readonly slips: OpenedSlips;
    readonly cancel: () => void;
}

export function Side({ act, ...props }: SideProps & { readonly act: SideAct }): JSX.Element {
    const words = useOfficialWords();
    const part = useLater(sidePart);
    // Signed here already: what is left is the second person's, who finds it above.
    if (props.state.proposals.some(({ statement, fits }) => statement.act === act && fits.ok)) {
        return <p class="say">{words.official.sideWaits}</p>;
    }
    if (part === null) return <p role="status">{words.common.loading}</p>;
    return <part.SideForm act={act} {...props} />;
}
