// rooms/booth/done_page.tsx — after the cast: whether it was counted or is kept here, and the tracking code to take along.
import type { JSX } from "preact";
import type { Errc } from "../../basics/errc.ts";
import { errcNumbers } from "../../basics/errc.ts";
import { trackingCode } from "../../ballot/ids.ts";
import type { Done } from "../../flow/booth/state.ts";
import type { Sentence } from "../../i18n/zh.ts";
import { Code } from "../../ui/code.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Qr } from "../../ui/qr.tsx";
import { Page, useSite, type Room } from "./frame.tsx";
import { refusedWords, type Words } from "./refused.ts";
import { useBoothWords } from "./words.ts";

/** The slip of these is not used up. */
const unspent: readonly Errc[] = ["already_opened", "duplicate_ciphertext", "proof_rejected"];

function sentence(words: Words, outcome: Done["outcome"]): Sentence {
    const { done } = words.booth;
    if (outcome === "counted") return { what: done.countedWhat, todo: words.cast.explain };
    if (outcome === "waiting") return { what: done.waitingWhat, todo: done.waitingTodo };
    const again = unspent.includes(outcome) ? done.again : words.refusals[outcome].todo;
    return { what: refusedWords(words, outcome), todo: again };
}

export function DonePage(room: Room & { readonly visit: Done }): JSX.Element {
    const { state, send, visit } = room;
    const words = useBoothWords();
    const site = useSite();
    const code = trackingCode(visit.id);
    const { outcome } = visit;
    const said = sentence(words, outcome);
    const refused = outcome !== "counted" && outcome !== "waiting";
    const { done } = words.booth;
    return (
        <Page
            {...room}
            name={`done_${refused ? "refused" : outcome}`}
            title={refused ? done.refusedWhat : said.what}
            foot={<p>{done.wiped(state.times.receipt)}</p>}
            forward={{
                label: done.finish,
                onPress: () => {
                    send({ on: "leave_wanted" });
                },
            }}
        >
            <div class="done-words">
                <Notice sentence={said} refusal={refused ? errcNumbers[outcome] : undefined} />
                <h2 class="code-heading">{words.sealed.code}</h2>
                <Code groups={code.split("-")} />
                {refused ? null : <p>{done.receipt}</p>}
                <p class="say">{words.sealed.secret}</p>
            </div>
            {refused ? null : (
                <div class="done-code">
                    <Qr text={site === null ? code : `https://${site}/#${code}`} label={done.qr} />
                </div>
            )}
        </Page>
    );
}
