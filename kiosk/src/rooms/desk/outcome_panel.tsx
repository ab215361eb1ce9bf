// rooms/desk/outcome_panel.tsx — the last card: whose it is, large, and what came of it.
import type { JSX } from "preact";
import { errcNumbers } from "../../basics/errc.ts";
import { Notice, type NoticeProps } from "../../ui/notice.tsx";
import type { Deputy } from "./people.ts";
import { DeputyPanel, type DeputyPanelProps } from "./deputy_panel.tsx";
import type { CardWork, NotDrawn, Outcome } from "./scans.ts";
import { useDeskWords, type DeskCatalogue } from "./words.ts";

export interface OutcomePanelProps extends Omit<DeputyPanelProps, "deputy" | "how" | "again"> {
    /** Null: nothing was scanned yet. */
    readonly outcome: Outcome | null;
    readonly deputies: readonly Deputy[];
}

export function OutcomePanel(props: OutcomePanelProps): JSX.Element {
    const { outcome, deputies } = props;
    const words = useDeskWords();
    const { desk } = words;
    if (outcome === null) return <p class="desk-waits">{desk.card.waits}</p>;
    switch (outcome.is) {
        case "no_card":
            return <Notice sentence={desk.card.no_card} refusal={errcNumbers.malformed} />;
        case "nobody":
        case "other_roll":
            return <Notice sentence={desk.card[outcome.is]} refusal={errcNumbers.not_on_roll} />;
        case "cannot_keep":
            return <Notice sentence={desk.cannotKeep} refusal={errcNumbers.internal} />;
        case "replaced": {
            const { no, name, delegation } = at(deputies, outcome.no);
            const sentence = desk.card.replaced(desk.who(no, name, delegation));
            return <Notice sentence={sentence} refusal={errcNumbers.not_on_roll} />;
        }
        case "not_done": {
            const { no, name, delegation } = at(deputies, outcome.no);
            const who = desk.who(no, name, delegation);
            return <Notice {...notDone(words, who, outcome.work, outcome.why)} />;
        }
        case "slips":
        case "paper":
        case "hand_in":
        case "signed_in":
        case "returned":
        case "already":
        case "opened": {
            const deputy = at(deputies, outcome.no);
            const again = "again" in outcome && outcome.again;
            const shown = { ...props, deputy, how: outcome.is, again };
            return <DeputyPanel key={deputy.no} {...shown} />;
        }
    }
}

function notDone(words: DeskCatalogue, who: string, work: CardWork, why: NotDrawn): NoticeProps {
    const say = words.desk.works[work];
    const what = say.not(who);
    if (why === "unreachable" || why === "before") return { sentence: { what, todo: say[why] } };
    const known: Readonly<Partial<Record<string, string>>> = say.refused;
    const todo = known[why] ?? words.refusals[why].what;
    return { sentence: { what, todo }, refusal: errcNumbers[why] };
}

function at(deputies: readonly Deputy[], no: number): Deputy {
    const found = deputies[no - 1];
    if (found === undefined) throw new Error(`no deputy ${no}`);
    return found;
}
