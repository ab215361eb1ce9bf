// rooms/desk/notices.tsx — what is so about this desk and its acts, while it is so.
import type { JSX } from "preact";
import { errcNumbers } from "../../basics/errc.ts";
import { LinkButton } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import type { DeskSeen } from "./desk.ts";
import type { KeptAct } from "./kept_acts.ts";
import type { Deputy } from "./people.ts";
import { useDeskWords, type DeskCatalogue } from "./words.ts";

function whoOf({ desk }: DeskCatalogue, { deputy }: KeptAct, deputies: readonly Deputy[]): string {
    const known = deputies[deputy - 1];
    return desk.who(deputy, known?.name ?? "", known?.delegation ?? "");
}

export interface NoticesProps {
    readonly seen: DeskSeen;
    readonly deputies: readonly Deputy[];
    readonly onDismiss: () => void;
}

export function Notices({ seen, deputies, onDismiss }: NoticesProps): JSX.Element {
    const words = useDeskWords();
    const { desk } = words;
    const { outbox, lost, names } = seen;
    const { waiting, foreign, refused, collided, unheeded } = outbox;
    const unfit = names.length > 0 && names.length !== deputies.length;
    return (
        <>
            {lost || outbox.lost ? <Notice sentence={desk.offline(waiting.length)} /> : null}
            {unheeded ? <Notice sentence={desk.unlock.clock} /> : null}
            {foreign.map(({ by }, place) =>
                foreign.findIndex((act) => act.by === by) === place ? (
                    <Notice
                        key={by}
                        sentence={desk.foreign(by, foreign.filter((act) => act.by === by).length)}
                    />
                ) : null,
            )}
            {refused.map((act) =>
                act.refused === null ? null : (
                    <Notice
                        key={act.serial}
                        sentence={{
                            what: desk.refused(whoOf(words, act, deputies)),
                            todo: words.refusals[act.refused].what,
                        }}
                        refusal={errcNumbers[act.refused]}
                    />
                ),
            )}
            {refused.length === 0 ? null : (
                <LinkButton onPress={onDismiss}>{desk.understood}</LinkButton>
            )}
            {collided === 0 ? null : <p role="status">{desk.collided(collided)}</p>}
            {names.length === 0 ? <p class="say">{desk.noNames}</p> : null}
            {unfit ? (
                <p class="say say-wrong">{desk.namesUnfit(names.length, deputies.length)}</p>
            ) : null}
            <Late seen={seen} />
        </>
    );
}

function Late({ seen }: Pick<NoticesProps, "seen">): JSX.Element | null {
    const { late } = useDeskWords().desk;
    const phase = seen.view?.phase;
    if (phase === "issuing") return <p class="say">{late.issuing}</p>;
    const over = phase === "voting" || phase === "closed";
    return over ? <Notice sentence={late.over} /> : null;
}
