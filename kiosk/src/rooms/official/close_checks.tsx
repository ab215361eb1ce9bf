// rooms/official/close_checks.tsx — beside the close: the last call counting down, what each booth holds, and the second
// confirmation, which names every booth that gives reason for it.
import type { JSX } from "preact";
import { useContext } from "preact/hooks";
import { encodeHex } from "../../basics/encoding.ts";
import type { LoggedRound } from "../../ballot/log_view.ts";
import { Sign } from "../../ui/step_signs.tsx";
import { DevicesOfPage } from "./devices_page.ts";
import { boothsOf, doubtsOf, isHeard, secondsLeft } from "./last_call.ts";
import { useOfficialWords } from "./words.ts";

/** Empty: there is no doubt. While it reads the same, it was confirmed as it is. */
export function useDoubts(round: LoggedRound): string {
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

interface ChecksProps {
    readonly round: LoggedRound;
    readonly doubts: string;
    readonly confirmed: boolean;
    readonly onConfirm: (confirmed: boolean) => void;
}

export function CloseChecks({ round, doubts, confirmed, onConfirm }: ChecksProps): JSX.Element {
    const words = useOfficialWords().official.closing;
    const { devices } = useContext(DevicesOfPage);
    const manifest = encodeHex(round.manifest.hash);
    const left = secondsLeft(devices);
    const booths = boothsOf(devices);
    return (
        <>
            {booths.length === 0 ? null : (
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
            )}
            {doubts === "" ? null : (
                <label class="act-confirm">
                    <input
                        type="checkbox"
                        checked={confirmed}
                        onChange={(event) => {
                            onConfirm(event.currentTarget.checked);
                        }}
                    />
                    <span>
                        <b>{doubts}</b> {words.confirm}
                    </span>
                </label>
            )}
        </>
    );
}
