// rooms/official/waiting.tsx — acts that one person has signed: who signed, who is waited for, and the second signature.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { errcNumbers } from "../../basics/errc.ts";
import type { Act } from "../../ballot/acts.ts";
import { encodeHex } from "../../basics/encoding.ts";
import type { StatementBody } from "../../ballot/entries/statement.ts";
import { Button } from "../../ui/button.tsx";
import type { DeskActs } from "./app.tsx";
import type { DeskState } from "./desk.ts";
import type { LogView } from "../../ballot/log_view.ts";
import { useLater } from "../../ui/later.ts";
import { sidePart } from "./side_part.tsx";
import { tellersOf, type Teller } from "./absent.ts";
import { awaited, type Proposal } from "./proposals.ts";
import { Sign } from "../../ui/step_signs.tsx";
import { timeOfMinute } from "./times.ts";
import { actName, useOfficialWords, type OfficialCatalogue } from "./words.ts";

interface WaitingProps {
    readonly state: DeskState;
    readonly acts: DeskActs;
}

/** What the second person puts the name under, besides the act and the round. */
export function bodyWords(
    { official }: OfficialCatalogue,
    body: StatementBody,
    tellers: readonly Teller[],
): string {
    switch (body.kind) {
        case "reason":
            return body.reason;
        case "next_round":
            return official.kinds[body.next];
        case "result":
            return encodeHex(body.result).slice(0, 24).toUpperCase();
        case "deputies":
            return String(body.deputies.length);
        case "card":
            return [official.deputy(body.deputy), body.reason].join(" ").trim();
        case "absent_tellers":
            return body.tellers
                .map((number) => tellers[number - 1]?.name ?? String(number))
                .join(official.and);
        case "slips":
            return official.slips(body.slips.length);
        case "paper":
            return official.sheets(body.batches, body.uncancelled);
        case "used_slips":
            return official.slips(body.usedSlips);
        case "empty":
        case "log_position":
            return "";
    }
}

export function Waiting({ state, acts }: WaitingProps): JSX.Element | null {
    const { official } = useOfficialWords();
    if (state.proposals.length === 0) return null;
    return (
        <section class="waiting" aria-labelledby="waiting">
            <h2 id="waiting">{official.waiting}</h2>
            {state.proposals.map((proposal) => {
                const { act, serial, signers } = proposal.statement;
                const key = `${act} ${serial} ${signers[0]?.person ?? 0}`;
                return <WaitingAct key={key} {...{ proposal, state, acts }} />;
            })}
        </section>
    );
}

/** What the second person compares with the count. */
function Sums({ proposal, log }: { proposal: Proposal; log: LogView | null }): JSX.Element | null {
    const part = useLater(sidePart);
    const { body } = proposal.statement;
    const round = log?.round ?? null;
    if (body.kind !== "paper" || part === null || round === null) return null;
    return <part.SumsInLog round={round} uncancelled={body.uncancelled} />;
}

function WaitingAct(props: WaitingProps & { readonly proposal: Proposal }): JSX.Element {
    const { proposal, state, acts } = props;
    const words = useOfficialWords();
    const { official } = words;
    const [busy, setBusy] = useState(false);
    const { statement, first, fits } = proposal;
    const { log, keys } = state;
    const others = log === null ? [] : awaited(proposal, log);
    const name = actName(official, statement.act);
    const body = bodyWords(words, statement.body, tellersOf(log));
    const { [statement.act]: does }: Readonly<Partial<Record<Act, string>>> = official.sideDoes;
    const mine = keys.second !== null && others.some((one) => one.name === keys.second?.name);
    const forged = !fits.ok && fits.error.code === "signature_rejected";
    return (
        <div class="waiting-act">
            <p class="waiting-name">
                <b>{name}</b> {body}
            </p>
            {does === undefined ? null : <p>{does}</p>}
            <Sums {...{ proposal, log }} />
            <p class="signature">
                <Sign state={forged ? "wrong" : "done"} />
                <b>{first === null ? "" : official.roles[first.role]}</b>
                <span>{first?.name}</span>
                <span class="signature-at figure">
                    {forged
                        ? official.badSignature
                        : official.signedAt(timeOfMinute(statement.minute))}
                </span>
            </p>
            <p class="signature">
                <Sign state="ahead" />
                <span>{others.map((one) => one.name).join(official.or)}</span>
                <span class="signature-at">{official.awaits}</span>
            </p>
            {fits.ok ? null : (
                <p class="say-wrong">
                    {official.unfit} {words.common.code(errcNumbers[fits.error.code])}
                </p>
            )}
            {mine && fits.ok ? (
                <Button
                    kind="forward"
                    busy={busy}
                    onPress={() => {
                        setBusy(true);
                        void acts.countersign(proposal).finally(() => {
                            setBusy(false);
                        });
                    }}
                >
                    {busy ? official.signing : official.countersign(name)}
                </Button>
            ) : (
                <p class="say">{official.needSecond}</p>
            )}
        </div>
    );
}
