// rooms/booth/idle_page.tsx — nobody stands here: a slip is scanned by camera, by a scanner that types, or typed. What the
// booth still has to send is said to whoever looks.
import type { JSX } from "preact";
import { useContext } from "preact/hooks";
import { trackingCode } from "../../ballot/ids.ts";
import { isRefused, waitingIn } from "../../flow/booth/book.ts";
import { isOpen, waitsOfAnother } from "../../flow/booth/moves.ts";
import type { Idle, State } from "../../flow/booth/state.ts";
import { isOver } from "../../flow/rules.ts";
import { errcNumbers } from "../../basics/errc.ts";
import { Button } from "../../ui/button.tsx";
import { Fingerprint } from "../../ui/fingerprint.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Scanner } from "../../ui/scanner.tsx";
import { DeviceOfPage, type ThisDevice } from "../../ui/this_device.ts";
import { useScanField } from "../../ui/typed_scan.ts";
import { Page, type Room } from "./frame.tsx";
import { refusedWords } from "./refused.ts";
import { useBoothWords } from "./words.ts";

export function IdlePage(room: Room & { readonly visit: Idle }): JSX.Element {
    const { state, visit } = room;
    const words = useBoothWords();
    const device = useContext(DeviceOfPage);
    const taken = isOpen(state) && !waitsOfAnother(state);
    const barred = needsEnrolment(state, device);
    const open = taken && !barred;
    const { idle, told } = words.booth;
    const panel = device === null ? null : <device.Panel {...device} offered={!barred} />;
    return (
        <Page {...room} name="idle" title={open ? idle.title : idle.shut}>
            <div class="idle-left">
                {visit.told === null ? null : <Notice sentence={told[visit.told]} focused />}
                {state.unreadable ? <Unreadable {...room} /> : null}
                {open ? (
                    <Scan key={state.visits} {...room} />
                ) : (
                    <p>{idle.phases[taken ? "unenrolled" : why(state)]}</p>
                )}
                {barred ? panel : null}
            </div>
            <div class="idle-right">
                {open && isLastCall(state) ? <p class="strong">{idle.lastCall}</p> : null}
                {state.doing === "opening" || state.unreadable ? null : <Queue state={state} />}
                {barred ? null : panel}
                {state.vote === null ? null : <Fingerprint hash={state.vote.manifest.hash} />}
            </div>
        </Page>
    );
}

/** Of a real congress a booth takes slips once two people enrolled it; in a rehearsal it always does. */
function needsEnrolment({ vote }: State, device: ThisDevice | null): boolean {
    const own = device?.device;
    if (vote === null) return own?.is === "nameless" && !own.sample;
    if (vote.manifest.sample) return false;
    return own === undefined || !("admitted" in own) || !own.admitted;
}

/** Papers were issued while ballots were cast; now they are only cast. */
function isLastCall({ vote, news }: State): boolean {
    return vote?.manifest.phases === "joint" && news?.phase === "voting";
}

type Why = "before" | "paused" | "voided" | "over" | "noSlips" | "another" | "opening";

function why(state: State): Why {
    const { vote, slips, news } = state;
    if (news === null) return "opening";
    if (news.phase === "voided") return "voided";
    if (isOver(news.phase)) return "over";
    if (news.phase === "paused") return "paused";
    if (vote !== null && slips === null) return "noSlips";
    return waitsOfAnother(state) ? "another" : "before";
}

function Unreadable({ send }: Room): JSX.Element {
    const words = useBoothWords();
    return (
        <>
            <Notice sentence={words.trouble.unreadable} focused />
            <Button
                onPress={() => {
                    send({ on: "retry_wanted" });
                }}
            >
                {words.common.retry}
            </Button>
        </>
    );
}

function Scan({ state, send }: Room): JSX.Element {
    const words = useBoothWords();
    const { field, typed, setTyped } = useScanField();
    const { idle } = words.booth;
    const take = (text: string): void => {
        setTyped("");
        if (text.trim() !== "") send({ on: "scanned", text });
    };
    const reading = state.doing === "reading";
    return (
        <>
            <p class="idle-explain">{idle.explain}</p>
            <Scanner
                label={idle.scan}
                onText={(text) => {
                    take(text);
                    return null;
                }}
            />
            <label class="idle-typed">
                <span class="field-words">{idle.field}</span>
                <input
                    class="field field-long"
                    ref={field}
                    autocomplete="off"
                    autocapitalize="characters"
                    spellcheck={false}
                    value={typed}
                    onInput={(event) => {
                        setTyped(event.currentTarget.value);
                    }}
                    onKeyDown={(event) => {
                        if (event.key === "Enter") take(event.currentTarget.value);
                    }}
                />
            </label>
            <Button
                busy={reading}
                onPress={() => {
                    take(typed);
                }}
            >
                {reading ? idle.reading : idle.read}
            </Button>
            <p class="say">{idle.once}</p>
        </>
    );
}

const refusedShown = 3;

function Queue({ state }: { state: State }): JSX.Element {
    const words = useBoothWords();
    const { queue } = words.booth;
    const waits = waitingIn(state.book).length;
    const refused = (state.book?.settled ?? []).filter(isRefused);
    const odd = state.odd;
    return (
        <section class="stack" aria-label={queue.none}>
            {waits === 0 ? (
                <p class="say">{queue.none}</p>
            ) : (
                <Notice
                    sentence={{
                        what: queue.waits(waits),
                        todo: odd === null ? queue.waitsTodo : words.refusals[odd].what,
                    }}
                    refusal={odd === null ? undefined : errcNumbers[odd]}
                />
            )}
            {refused.length === 0 ? null : (
                <>
                    <Notice
                        sentence={{ what: queue.refused(refused.length), todo: queue.refusedTodo }}
                    />
                    <ul class="idle-refused">
                        {refused.slice(-refusedShown).map(({ id, code }) => (
                            <li key={trackingCode(id)}>
                                <span class="idle-code">{trackingCode(id)}</span>
                                <span>{refusedWords(words, code)}</span>
                            </li>
                        ))}
                    </ul>
                </>
            )}
        </section>
    );
}
