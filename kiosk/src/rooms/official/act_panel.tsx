// rooms/official/act_panel.tsx — the act that is next: what it does, who must sign, what cannot be undone; and what
// waits for the second person.
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { errcNumbers } from "../../basics/errc.ts";
import { utf8 } from "../../basics/bytes.ts";
import { actRules, signersOf } from "../../ballot/entries/statement.ts";
import type { LoggedRound, LogView } from "../../ballot/log_view.ts";
import { reasonBytesMax } from "../../ballot/wire.ts";
import { Button } from "../../ui/button.tsx";
import { CloseConfirm, useConfirmed, type Confirmed } from "./close_checks.tsx";
import { useLater } from "../../ui/later.ts";
import { Notice } from "../../ui/notice.tsx";
import type { DeskActs } from "./app.tsx";
import { missingFor, offerOf, phaseOf, sideActsOf, type DayAct, type SideAct } from "./day.ts";
import type { DeskState, Said } from "./desk.ts";
import { Side, sidePart } from "./side_part.tsx";
import { useOpenedSlips, type OpenedSlips } from "./slips.ts";
import { Waiting } from "./waiting.tsx";
import { actName, useOfficialWords, type OfficialCatalogue } from "./words.ts";

interface PanelProps {
    readonly state: DeskState;
    readonly acts: DeskActs;
}

export function ActPanel({ state, acts }: PanelProps): JSX.Element | null {
    const { official } = useOfficialWords();
    const { log, view } = state;
    // Up here, so that they are still known when the page was locked or the vote paused.
    const slips = useOpenedSlips(log);
    // Of side acts that are done; the log is not there while the page is locked.
    const sidesDone = useRef(0);
    if (log !== null) sidesDone.current = log.acts.filter(isSideAct).length;
    if (view === null) return null;
    const phase = phaseOf(view, log);
    // The second person may have signed elsewhere: then nobody is waited for any more.
    const over = state.said?.is === "sent" && state.proposals.length === 0;
    return (
        <>
            <SaidNotice said={over ? null : state.said} />
            <Waiting {...{ state, acts }} />
            {phase === "voting" ? (
                <p class="notice" role="status">
                    {official.lastCall(view.counts.outstanding - view.counts.sheets)}{" "}
                    {official.sheetsOut(view.counts.sheets)}
                </p>
            ) : null}
            {/* What was chosen, typed or confirmed belongs to one phase of one ballot, until a side act is done. */}
            <Offered
                key={`${phase} ${view.manifest ?? ""} ${sidesDone.current}`}
                {...{ state, acts, slips }}
            />
        </>
    );
}

function isSideAct({ statement: { body } }: LogView["acts"][number]): boolean {
    return body.kind === "slips" || body.kind === "absent_tellers";
}

/** The act that the day brings next, or another that was chosen in its place. */
function Offered({ state, acts, slips }: PanelProps & { slips: OpenedSlips }): JSX.Element {
    const { official } = useOfficialWords();
    const [chosen, choose] = useState<DayAct | SideAct | null>(null);
    const round = state.log?.round ?? null;
    const { forward, others } = offerOf(round);
    const act = others.find((other) => other === chosen) ?? forward;
    const sides = sideActsOf(round, slips.left !== null);
    const side = sides.find((other) => other === chosen);
    // Signed here already: what is left is the second person's, who finds it above.
    const waits = state.proposals.some(({ statement, fits }) => statement.act === act && fits.ok);
    const choices = [...others, ...sides];
    const cancel = (): void => {
        choose(null);
    };
    return (
        <>
            {side !== undefined ? (
                <Side act={side} {...{ state, acts, slips, cancel }} />
            ) : waits ? null : round === null || act === null ? (
                <Nothing {...{ state, acts }} />
            ) : (
                <ActForm
                    key={act}
                    {...{ act, round, state, acts }}
                    cancel={act === forward ? null : cancel}
                />
            )}
            {side === undefined && (act === forward || waits) && choices.length > 0 ? (
                <div class="other-acts" role="group" aria-label={official.other}>
                    {choices.map((other) => (
                        <Button
                            key={other}
                            kind="tool"
                            onPress={() => {
                                choose(other);
                            }}
                        >
                            {actName(official, other)}
                        </Button>
                    ))}
                </div>
            ) : null}
        </>
    );
}

/** Where a ballot is changed: after unsealing it, and where a further round follows. */
function ToSetup(): JSX.Element {
    const { official } = useOfficialWords();
    return (
        <p>
            <a href="/setup">{official.toSetup}</a>
        </p>
    );
}

/** The day is over, or another round is to be drafted; what the record tells can be taken away. */
function Published(props: PanelProps): JSX.Element {
    const { official } = useOfficialWords();
    const part = useLater(sidePart);
    const further = (props.state.log?.round?.stated ?? null) !== null;
    return (
        <>
            <p>{official.nothing[further ? "further" : "published"]}</p>
            {further ? <ToSetup /> : null}
            {part === null ? null : <part.Bundles {...props} />}
        </>
    );
}

function Nothing({ state, acts }: PanelProps): JSX.Element | null {
    const { official } = useOfficialWords();
    const { log, view } = state;
    if (log === null || view === null) return null;
    const phase = phaseOf(view, log);
    if (phase === "published") return <Published {...{ state, acts }} />;
    if (phase !== "setup") return <p>{official.nothing.count}</p>;
    return (
        <>
            <p>{official.nothing.draft}</p>
            <ToSetup />
        </>
    );
}

function SaidNotice({ said }: { said: Said | null }): JSX.Element | null {
    const words = useOfficialWords();
    const { official } = words;
    switch (said?.is) {
        case undefined:
            return null;
        case "sent":
            return <Notice sentence={official.sent} focused />;
        case "logged":
            return <Notice sentence={official.logged} focused />;
        case "idle":
            return <Notice sentence={official.idleLocked} focused />;
        case "unreachable":
            return <Notice sentence={official.unreachable} focused />;
        case "refused":
            return (
                <Notice
                    sentence={words.refusals[said.code]}
                    refusal={errcNumbers[said.code]}
                    focused
                />
            );
        case "fault":
            return (
                <Notice
                    sentence={official.faults[said.fault]}
                    refusal={errcNumbers[said.code]}
                    focused
                />
            );
    }
}

interface FormProps extends PanelProps {
    readonly act: DayAct;
    readonly round: LoggedRound;
    readonly cancel: (() => void) | null;
}

/** Why it cannot be signed now, in words; undefined: it can. */
function unavailable(
    { official }: OfficialCatalogue,
    { act, round, state }: FormProps,
    reason: string,
    confirmed: Confirmed,
): string | undefined {
    const { keys, view } = state;
    const missing = view === null ? null : missingFor(act, round, view);
    if (missing !== null) return official.unavailable[missing.is](missing.there, missing.needed);
    if (keys.official === null) return official.unavailable.unlock;
    if (actRules[act].body === "reason") {
        const bytes = utf8(reason).length;
        const empty = bytes === 0 && act !== "pause";
        if (empty || bytes > reasonBytesMax) return official.reasonNot;
    }
    if (act !== "close") return undefined;
    if (!confirmed.outstanding) return official.confirmNot;
    return confirmed.sure ? undefined : official.closing.confirmNot;
}

function ActForm(props: FormProps): JSX.Element {
    const { act, round, state, acts, cancel } = props;
    const words = useOfficialWords();
    const { official } = words;
    const [reason, setReason] = useState("");
    const confirmed = useConfirmed(round);
    const [busy, setBusy] = useState(false);
    const { name, does, final } = official.acts[act];
    const why = unavailable(words, props, reason, confirmed);
    const sign = (): void => {
        setBusy(true);
        void acts.sign(act, reason).finally(() => {
            setBusy(false);
            confirmed.forget();
        });
    };
    return (
        <section class="act" aria-labelledby="act">
            <h2 id="act" class="act-name">
                {name}
                {act === "further_round" && round.next !== null ? (
                    <span class="act-kind">{official.kinds[round.next]}</span>
                ) : null}
            </h2>
            <ul class="act-does">
                {does.map((line) => (
                    <li key={line}>{line}</li>
                ))}
            </ul>
            <p>{official.signedBy[signersOf(act).length === 2 ? "two" : "one"]}</p>
            {actRules[act].body === "reason" ? (
                <label class="slot-field">
                    <span>{act === "pause" ? official.reasonMay : official.reason}</span>
                    <input
                        class="slot-passphrase"
                        type="text"
                        value={reason}
                        onInput={(event) => {
                            setReason(event.currentTarget.value);
                        }}
                    />
                </label>
            ) : null}
            {act === "close" ? <CloseConfirm {...{ round, state, confirmed }} /> : null}
            <p class="act-final">{final}</p>
            {act === "seal" ? <ToSetup /> : null}
            {why === undefined ? null : <p class="say">{why}</p>}
            <div class="act-buttons">
                <Button kind="forward" busy={busy} unavailable={why} onPress={sign}>
                    {busy ? official.signing : official.signAndSend(name)}
                </Button>
                {cancel === null ? null : <Button onPress={cancel}>{official.cancel}</Button>}
            </div>
        </section>
    );
}
