// rooms/setup/known.ts — what a composed round is held against: all that this page has read and its person has chosen.
import { utf8 } from "../../basics/bytes.ts";
import { decodeBase64 } from "../../basics/encoding.ts";
import { slipsOf } from "./attached.ts";
import type { Known } from "./checks.ts";
import { methodText } from "./draft.ts";
import type { WizardState } from "./state.ts";
import { isFurther } from "./round.ts";

/** Null: something is not there yet. */
export function knownOf(state: WizardState): Known | null {
    const { congress, enrolment, rollEntry, manifest, view } = state;
    const { draft, projects, method } = state;
    if (congress === null || view === null) return null;
    const further = isFurther(state);
    const slips = decodeBase64(slipsOf(state)?.base64 ?? "");
    const common = {
        congressId: congress.id,
        sample: congress.sample,
        enrolmentHash: enrolment?.hash ?? null,
        rollHash: rollEntry?.hash ?? null,
        due: rollEntry?.identityKeys.length ?? 0,
    };
    const besides = {
        ...(draft.source === "" ? {} : { source: utf8(draft.source) }),
        ...(slips.ok && slips.value.length > 0 ? { slips: slips.value } : {}),
    };
    if (further) {
        const { title = "", title2 = "" } = manifest ?? {};
        return { ...common, title, title2, attached: besides, first: null, before: manifest };
    }
    const resolved = method?.method ?? null;
    if (resolved === null || projects === null || draft.projects === null) return null;
    const { title, title2 } = draft;
    const attached = {
        ...besides,
        projects: utf8(draft.projects.text),
        method: utf8(methodText(draft)),
    };
    const first = { projects: projects.projects, method: resolved };
    return { ...common, title, title2, attached, first, before: null };
}
