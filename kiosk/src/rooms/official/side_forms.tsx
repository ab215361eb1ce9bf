// rooms/official/side_forms.tsx — acts that the day does not bring by itself: slips that nobody drew are voided, tellers who
// cannot give their share are named absent.
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { Notice } from "../../ui/notice.tsx";
import { Scanner } from "../../ui/scanner.tsx";
import { Sign } from "../../ui/step_signs.tsx";
import { absentIn, tellersOf } from "./absent.ts";
import { EndClaimsForm, PaperForm } from "./paper_forms.tsx";
import { SideActForm, useSideWords } from "./side_act.tsx";
import type { SideAct } from "./day.ts";
import type { SideProps } from "./side_part.tsx";
import type { LeftOver, OpenedSlips } from "./slips.ts";

export { Bundles } from "./bundles.tsx";
export { SumsInLog } from "./paper_forms.tsx";

export function SideForm({ act, ...props }: SideProps & { readonly act: SideAct }): JSX.Element {
    switch (act) {
        case "absent":
            return <AbsentForm {...props} />;
        case "void_slips":
            return <SlipsForm {...props} />;
        case "paper":
            return <PaperForm {...props} />;
        case "end_claims":
            return <EndClaimsForm {...props} />;
    }
}

// ── tellers who are not there ──

function AbsentForm({ state, acts, cancel }: SideProps): JSX.Element {
    const { official, sides } = useSideWords();
    const { absent: say } = sides;
    const { log, keys } = state;
    const [ticked, tick] = useState<ReadonlySet<number>>(new Set());
    const before = log === null ? new Set<number>() : absentIn(log);
    const tellers = tellersOf(log);
    const needed = log?.round?.manifest.joint.k ?? 0;
    const gone = tellers.filter(({ number }) => before.has(number) || ticked.has(number)).length;
    const numbers = tellers
        .map(({ number }) => number)
        .filter((number) => ticked.has(number) && !before.has(number));
    const sign = async (): Promise<void> => {
        // All of them are named at once: what is left is to wait.
        if (await acts.signWith("absent", { kind: "absent_tellers", tellers: numbers })) cancel();
    };
    const why =
        keys.official === null
            ? official.unavailable.unlock
            : numbers.length === 0
              ? say.nobody
              : undefined;
    return (
        <SideActForm
            act="absent"
            does={say.does}
            final={say.final}
            why={why}
            cancel={cancel}
            onSign={sign}
        >
            <>
                <fieldset class="slot">
                    <legend>{say.who}</legend>
                    {tellers.map(({ number, name }) =>
                        before.has(number) ? (
                            <p key={number} class="signature">
                                <Sign state="done" />
                                <span>{name}</span>
                                <span class="signature-at">{say.already}</span>
                            </p>
                        ) : (
                            <label key={number} class="act-confirm">
                                <input
                                    type="checkbox"
                                    checked={ticked.has(number)}
                                    onChange={({ currentTarget }) => {
                                        const next = new Set(ticked);
                                        if (currentTarget.checked) next.add(number);
                                        else next.delete(number);
                                        tick(next);
                                    }}
                                />
                                <span>{name}</span>
                            </label>
                        ),
                    )}
                </fieldset>
                {tellers.length - gone < needed ? (
                    <Notice sentence={say.tooFew(tellers.length - gone, needed)} />
                ) : (
                    <p role="status">{say.left(tellers.length - gone, needed)}</p>
                )}
            </>
        </SideActForm>
    );
}

// ── slips that nobody drew ──

function SlipsForm({ state, acts, slips, cancel }: SideProps): JSX.Element {
    const { official, sides } = useSideWords();
    const { unavailable } = official;
    const { slips: say } = sides;
    const { left, hashes } = slips;
    const why =
        state.keys.official === null
            ? unavailable.unlock
            : hashes.length === 0
              ? say.none
              : undefined;
    return (
        <SideActForm
            act="void_slips"
            does={say.does}
            final={say.final}
            why={why}
            cancel={cancel}
            onSign={() => acts.signWith("void_slips", { kind: "slips", slips: hashes })}
        >
            <>
                {left === null ? null : <Counts left={left} opened={hashes.length} />}
                <Scan slips={slips} />
            </>
        </SideActForm>
    );
}

function Counts({ left, opened }: { left: LeftOver; opened: number }): JSX.Element {
    const { slips: say } = useSideWords().sides;
    const rows: readonly (readonly [string, number])[] = [
        [say.list, left.list.count],
        [say.drawn, left.drawn],
        [say.voided, left.voided.size],
        [say.left, left.count],
        [say.opened, opened],
    ];
    return (
        <dl class="slips-counts">
            {rows.map(([label, value]) => (
                <div key={label}>
                    <dt>{label}</dt>
                    <dd class="figure">{value}</dd>
                </div>
            ))}
        </dl>
    );
}

/** A slip that is held before the camera is one slip. */
const sameSlipMs = 3_000;

function Scan({ slips }: { slips: OpenedSlips }): JSX.Element {
    const { slips: say } = useSideWords().sides;
    const [typed, setTyped] = useState("");
    const seen = useRef({ text: "", at: 0 });
    const { last, left, hashes, onSlip } = slips;
    const take = (): void => {
        if (typed.trim() !== "") onSlip(typed);
        setTyped("");
    };
    const sighted = (text: string): null => {
        const now = performance.now();
        const again = seen.current.text === text && now - seen.current.at < sameSlipMs;
        seen.current = { text, at: now };
        if (!again) onSlip(text);
        return null;
    };
    const rest = (left?.count ?? 0) - hashes.length;
    return (
        <>
            <form
                class="slips-scan"
                onSubmit={(event) => {
                    event.preventDefault();
                    take();
                }}
            >
                <label class="slot-field">
                    <span>{say.field}</span>
                    <input
                        class="slot-passphrase"
                        type="text"
                        autocomplete="off"
                        autocapitalize="characters"
                        spellcheck={false}
                        value={typed}
                        onInput={({ currentTarget }) => {
                            setTyped(currentTarget.value);
                        }}
                    />
                </label>
                <button type="submit" class="button">
                    {say.take}
                </button>
            </form>
            <Scanner label={say.camera} onText={sighted} stays />
            <div role="status">
                {last === null || last === "taken" ? null : (
                    <p class="say-wrong">{say.findings[last]}</p>
                )}
                {last === "taken" ? <p>{say.taken(hashes.length)}</p> : null}
                {hashes.length === 0 ? null : <p>{rest > 0 ? say.rest(rest) : say.all}</p>}
            </div>
        </>
    );
}
