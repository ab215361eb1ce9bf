// rooms/desk/deputy_panel.tsx — one deputy: where the person is, and what the desk can do.
import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { RoundPhase } from "../../flow/state.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import type { DeskAct } from "./attendance.ts";
import type { Excuse } from "./excuses.ts";
import { ExcusePart, LostPart } from "./deputy_parts.tsx";
import type { Deputy } from "./people.ts";
import { cardWorks, type CardWork } from "./scans.ts";
import { StateMark, StateWords } from "./state_words.tsx";
import { timeOfDay } from "./time.ts";
import { useDeskWords, type DeskCatalogue } from "./words.ts";

type How = "signed_in" | "returned" | "already" | "opened" | CardWork;

export interface DeputyPanelProps {
    readonly deputy: Deputy;
    /** What came of the card; opened: there was none. */
    readonly how: How;
    /** Of what the card asked for: it was recorded before, and this desk did not hear of it. */
    readonly again: boolean;
    readonly phase: RoundPhase | null;
    readonly tellers: readonly string[];
    readonly onAct: (act: DeskAct, deputy: Deputy) => void;
    readonly onExcuse: (excuse: Excuse | null, deputy: Deputy) => void;
    readonly onClose: () => void;
}

function isCardWork(how: How): how is CardWork {
    return cardWorks.some((work) => work === how);
}

type Part = "none" | "confirm" | "excuse" | "lost";

export function DeputyPanel(props: DeputyPanelProps): JSX.Element {
    const { deputy, how, onAct, onExcuse } = props;
    const { desk } = useDeskWords();
    const [part, setPart] = useState<Part>("none");
    const { no, name, delegation, seat, note } = deputy;
    const back = (): void => {
        setPart("none");
    };
    const heading = useRef<HTMLHeadingElement>(null);
    useLayoutEffect(() => {
        // Chosen in the list, which is far below.
        if (how === "opened") heading.current?.focus();
    }, []);
    const place = [delegation, seat].filter((known) => known !== "").join(" · ");
    return (
        <section class="desk-person">
            <div role="status">
                {name === "" ? null : <p class="desk-person-no">{desk.no(no)}</p>}
                <h2 class="desk-person-name" tabIndex={-1} ref={heading}>
                    {name === "" ? desk.no(no) : name}
                </h2>
                {place === "" ? null : <p class="desk-person-place">{place}</p>}
                {note === "" ? null : <p class="say">{note}</p>}
                <Said {...props} />
            </div>
            {part === "confirm" ? (
                <Confirm
                    deputy={deputy}
                    onBack={back}
                    onSure={() => {
                        back();
                        onAct("sign_in", deputy);
                    }}
                />
            ) : null}
            {part === "excuse" ? (
                <ExcusePart
                    deputy={deputy}
                    onBack={back}
                    onSave={(excuse) => {
                        back();
                        onExcuse(excuse, deputy);
                    }}
                />
            ) : null}
            {part === "lost" ? <LostPart {...props} onBack={back} /> : null}
            {part === "none" ? <Acts {...props} onPart={setPart} /> : null}
        </section>
    );
}

function saidOf({ desk }: DeskCatalogue, { deputy, how, again }: DeputyPanelProps): string | null {
    if (isCardWork(how)) return desk.works[how][again ? "again" : "done"];
    const { presence, signedIn } = deputy.standing;
    if (presence !== "present" || signedIn === null) return null;
    const time = timeOfDay(signedIn);
    if (deputy.waits !== null) {
        return how === "already"
            ? `${desk.status.already(time)} · ${desk.status[deputy.waits]}`
            : null;
    }
    switch (how) {
        case "already":
            return desk.status.already(time);
        case "returned":
            return desk.status.returned;
        case "signed_in":
        case "opened":
            return desk.status.signedIn(time);
    }
}

function Said(props: DeputyPanelProps): JSX.Element {
    const words = useDeskWords();
    const said = saidOf(words, props);
    return (
        <p class="desk-person-state">
            {said === null ? (
                <StateWords deputy={props.deputy} />
            ) : (
                <span class="desk-state">
                    <StateMark {...props.deputy.standing} />
                    <span>{said}</span>
                </span>
            )}
        </p>
    );
}

function Acts(props: DeputyPanelProps & { readonly onPart: (part: Part) => void }): JSX.Element {
    const { deputy, onAct, onPart, onClose } = props;
    const { acts } = useDeskWords().desk;
    const { presence } = deputy.standing;
    const link = (part: Part, label: string): JSX.Element => (
        <LinkButton
            onPress={() => {
                onPart(part);
            }}
        >
            {label}
        </LinkButton>
    );
    return (
        <div class="desk-acts">
            {presence === "present" ? (
                <Button
                    onPress={() => {
                        onAct("leave", deputy);
                    }}
                >
                    {acts.leave}
                </Button>
            ) : (
                <Button
                    onPress={() => {
                        onPart("confirm");
                    }}
                >
                    {presence === "left" ? acts.signInAgain : acts.signIn}
                </Button>
            )}
            {presence === "present" ? null : link("excuse", acts.excuse)}
            {link("lost", acts.lost)}
            <LinkButton onPress={onClose}>{acts.close}</LinkButton>
        </div>
    );
}

function Confirm(props: {
    readonly deputy: Deputy;
    readonly onSure: () => void;
    readonly onBack: () => void;
}): JSX.Element {
    const words = useDeskWords();
    const { no, name, delegation } = props.deputy;
    const { confirm } = words.desk;
    const who = words.desk.who(no, name, delegation);
    return (
        <div class="stack">
            <Notice sentence={{ what: confirm.what(who), todo: confirm.todo }} focused />
            <div class="desk-acts">
                <Button kind="forward" onPress={props.onSure}>
                    {confirm.go(name === "" ? who : name)}
                </Button>
                <LinkButton onPress={props.onBack}>{words.common.back}</LinkButton>
            </div>
        </div>
    );
}
