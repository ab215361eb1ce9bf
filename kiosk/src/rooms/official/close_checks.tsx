// rooms/official/close_checks.tsx — beside the close: the last call counting down, what each booth holds, and the second
// confirmation, which names every booth that gives reason for it.
import type { ComponentChildren, JSX } from "preact";
import { useContext, useState } from "preact/hooks";
import { encodeHex } from "../../basics/encoding.ts";
import type { LoggedRound } from "../../ballot/log_view.ts";
import { Sign } from "../../ui/step_signs.tsx";
import type { DeskState } from "./desk.ts";
import { DevicesOfPage } from "./devices_page.ts";
import { boothsOf, doubtsOf, isHeard, secondsLeft } from "./last_call.ts";
import { useOfficialWords } from "./words.ts";

/** Empty: there is none. */
function useDoubts(round: LoggedRound): string {
    const words = useOfficialWords().official.closing;
    const { devices } = useContext(DevicesOfPage);
    const { early, unheard, holding, unknown } = doubtsOf(devices, encodeHex(round.manifest.hash));
    const named = (names: readonly string[]): string => names.join(words.and);
    return [
        unknown ? words.unknown : "",
        early.length === 0 ? "" : words.early(named(early)),
        unheard.length === 0 ? "" : words.unheard(named(unheard)),
        holding.length === 0
            ? ""
            : words.holding(named(holding.map(({ name, held }) => words.boothHolds(name, held)))),
    ].join("");
}

export interface Confirmed {
    /** That papers are out. */
    readonly outstanding: boolean;
    /** That booths were not heard or hold ballots, or there is no such doubt. */
    readonly sure: boolean;
    readonly doubts: string;
    readonly confirm: (outstanding: boolean) => void;
    readonly doubt: (confirmed: boolean) => void;
    readonly forget: () => void;
}

export function useConfirmed(round: LoggedRound): Confirmed {
    const [outstanding, confirm] = useState(false);
    const doubts = useDoubts(round);
    // Said of these doubts and no others: where they read differently it is asked again.
    const [doubted, setDoubted] = useState("");
    return {
        outstanding,
        sure: doubts === "" || doubts === doubted,
        doubts,
        confirm,
        doubt: (confirmed) => {
            setDoubted(confirmed ? doubts : "");
        },
        forget: () => {
            confirm(false);
            setDoubted("");
        },
    };
}

interface ConfirmProps {
    readonly round: LoggedRound;
    readonly state: DeskState;
    readonly confirmed: Confirmed;
}

export function CloseConfirm({ round, state, confirmed }: ConfirmProps): JSX.Element {
    const { official } = useOfficialWords();
    const { outstanding, sure, doubts, confirm, doubt } = confirmed;
    const { outstanding: left, sheets } = state.view?.counts ?? { outstanding: 0, sheets: 0 };
    return (
        <>
            <Check checked={outstanding} onCheck={confirm}>
                <b>
                    {official.outstanding(left - sheets)} {official.sheetsOut(sheets)}
                </b>{" "}
                {official.confirmClose}
            </Check>
            <Booths round={round} />
            {doubts === "" ? null : (
                <Check checked={sure} onCheck={doubt}>
                    <b>{doubts}</b> {official.closing.confirm}
                </Check>
            )}
        </>
    );
}

interface CheckProps {
    readonly checked: boolean;
    readonly onCheck: (checked: boolean) => void;
    readonly children: ComponentChildren;
}

function Check({ checked, onCheck, children }: CheckProps): JSX.Element {
    return (
        <label class="act-confirm">
            <input
                type="checkbox"
                checked={checked}
                onChange={(event) => {
                    onCheck(event.currentTarget.checked);
                }}
            />
            <span>{children}</span>
        </label>
    );
}

function Booths({ round }: { round: LoggedRound }): JSX.Element | null {
    const words = useOfficialWords().official.closing;
    const { devices } = useContext(DevicesOfPage);
    const manifest = encodeHex(round.manifest.hash);
    const left = secondsLeft(devices);
    const booths = boothsOf(devices);
    if (booths.length === 0) return null;
    return (
        <section class="devices" aria-labelledby="booths">
            <h3 id="booths">{words.booths}</h3>
            <p class="figure">{left > 0 ? words.left(left) : words.over}</p>
            <ul>
                {booths.map((booth) => {
                    const heard = isHeard(booth, manifest);
                    return (
                        <li class="device-name" key={booth.line.name}>
                            <Sign state={heard ? "done" : "ahead"} />
                            <b>{booth.line.name}</b>
                            <span class="signature-at figure">
                                {heard ? words.heard(booth.said?.held ?? 0) : words.silent}
                            </span>
                        </li>
                    );
                })}
            </ul>
        </section>
    );
}
