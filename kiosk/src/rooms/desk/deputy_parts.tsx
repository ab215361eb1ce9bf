// rooms/desk/deputy_parts.tsx — what is seldom needed of a deputy: leave or absence, and a lost card.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { RoundPhase } from "../../flow/state.ts";
import { Button, LinkButton, Toggle } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import type { DeputyPanelProps } from "./deputy_panel.tsx";
import { excuseKinds, type Excuse, type ExcuseKind } from "./excuses.ts";
import type { Deputy } from "./people.ts";
import { useDeskWords } from "./words.ts";

const reasonLengthMax = 100;

export function ExcusePart(props: {
    readonly deputy: Deputy;
    readonly onSave: (excuse: Excuse | null) => void;
    readonly onBack: () => void;
}): JSX.Element {
    const { deputy, onSave, onBack } = props;
    const words = useDeskWords();
    const { excuse, who } = words.desk;
    const [kind, setKind] = useState<ExcuseKind>(deputy.excuse?.kind ?? "leave");
    const [reason, setReason] = useState(deputy.excuse?.reason ?? "");
    const heading = useRef<HTMLHeadingElement>(null);
    useEffect(() => {
        heading.current?.focus();
    }, []);
    return (
        <div class="stack">
            <h2 tabIndex={-1} ref={heading}>
                {excuse.title(who(deputy.no, deputy.name, deputy.delegation))}
            </h2>
            <p class="say">{excuse.explain}</p>
            <div class="desk-kinds" role="group" aria-label={words.desk.acts.excuse}>
                {excuseKinds.map((each) => (
                    <Toggle
                        key={each}
                        pressed={kind === each}
                        onPress={() => {
                            setKind(each);
                        }}
                    >
                        {excuse[each]}
                    </Toggle>
                ))}
            </div>
            <label>
                <span class="field-words">{excuse.reason}</span>
                <input
                    class="field desk-search"
                    type="text"
                    maxLength={reasonLengthMax}
                    autocomplete="off"
                    value={reason}
                    onInput={(event) => {
                        setReason(event.currentTarget.value);
                    }}
                />
            </label>
            <div class="desk-acts">
                <Button
                    onPress={() => {
                        onSave({ kind, reason: reason.trim() });
                    }}
                >
                    {excuse.save}
                </Button>
                {deputy.excuse === null ? null : (
                    <LinkButton
                        onPress={() => {
                            onSave(null);
                        }}
                    >
                        {excuse.clear}
                    </LinkButton>
                )}
                <LinkButton onPress={onBack}>{words.common.back}</LinkButton>
            </div>
        </div>
    );
}

/** Where the round stands for somebody whose card is gone (PROTOCOL §9, act 3). */
function lostIn(phase: RoundPhase | null): "before" | "issuing" | "after" {
    if (phase === "issuing" || phase === "paused") return "issuing";
    return phase === null || ["setup", "drafted", "sealed"].includes(phase) ? "before" : "after";
}

export function LostPart(
    props: Pick<DeputyPanelProps, "deputy" | "phase" | "tellers"> & { readonly onBack: () => void },
): JSX.Element {
    const { deputy, phase, tellers, onBack } = props;
    const words = useDeskWords();
    const { lost, who } = words.desk;
    const stands = lostIn(phase);
    return (
        <div class="stack">
            <h2>{lost.title(who(deputy.no, deputy.name, deputy.delegation))}</h2>
            <Notice sentence={lost[stands]} focused />
            {stands === "after" ? null : (
                <>
                    <ol class="desk-steps">
                        {lost.steps(deputy.no).map((step) => (
                            <li key={step}>{step}</li>
                        ))}
                    </ol>
                    <p class="say">{lost.tellers}</p>
                    <p>{tellers.join(" · ")}</p>
                </>
            )}
            <LinkButton onPress={onBack}>{words.common.back}</LinkButton>
        </div>
    );
}
