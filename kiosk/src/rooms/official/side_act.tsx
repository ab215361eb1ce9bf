// rooms/official/side_act.tsx — the frame of an act that the day does not bring by itself.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { sidesZh } from "../../i18n/zh_official_sides.ts";
import type { RoomWords } from "../../i18n/zh.ts";
import { Button } from "../../ui/button.tsx";
import type { SideAct } from "./day.ts";
import { actName, useOfficialWords, type OfficialCatalogue } from "./words.ts";

export function useSideWords(): OfficialCatalogue & Pick<RoomWords, "sides"> {
    const words = useOfficialWords();
    return { ...words, sides: words.sides ?? sidesZh };
}

interface ActProps {
    readonly act: SideAct;
    readonly does: readonly string[];
    readonly final: string;
    /** Why it cannot be signed now. */
    readonly why: string | undefined;
    readonly onSign: () => Promise<unknown>;
    readonly cancel: () => void;
    readonly children: JSX.Element;
}

/** What every side act shows around its own fields: what it does, who signs, why it cannot be signed now. */
export function SideActForm(props: ActProps): JSX.Element {
    const { act, does, final, why, onSign, cancel, children } = props;
    const { official } = useOfficialWords();
    const [busy, setBusy] = useState(false);
    const name = actName(official, act);
    return (
        <section class="act" aria-labelledby="act">
            <h2 id="act" class="act-name">
                {name}
            </h2>
            <ul class="act-does">
                {does.map((line) => (
                    <li key={line}>{line}</li>
                ))}
            </ul>
            <p>{official.signedBy.two}</p>
            {children}
            <p class="act-final">{final}</p>
            {why === undefined ? null : <p class="say">{why}</p>}
            <div class="act-buttons">
                <Button
                    kind="forward"
                    busy={busy}
                    unavailable={why}
                    onPress={() => {
                        setBusy(true);
                        void onSign().finally(() => {
                            setBusy(false);
                        });
                    }}
                >
                    {busy ? official.signing : official.signAndSend(name)}
                </Button>
                <Button onPress={cancel}>{official.cancel}</Button>
            </div>
        </section>
    );
}
