// rooms/setup/candidates_page.tsx — a further round: which of the projects that are left go on.
import type { JSX } from "preact";
import type { PageProps } from "./page.ts";
import { useSetupWords } from "./words.ts";

export function CandidatesPage({ state, acts }: PageProps): JSX.Element {
    const { candidates: words } = useSetupWords().setup;
    const { view, manifest, draft } = state;
    const next = view?.result?.nextRound?.candidates ?? null;
    const projects = manifest?.projects ?? [];
    const left = next === null ? projects : projects.filter(({ no }) => next.includes(no));
    const kept = draft.candidates ?? left.map(({ no }) => no);
    if (left.length === 0) return <p class="strong">{words.none}</p>;
    return (
        <>
            <p>{words.explain}</p>
            <section class="setup-block" aria-labelledby="left">
                <h2 id="left">{words.left}</h2>
                <ul class="setup-list">
                    {left.map(({ no, name }) => (
                        <li key={no}>
                            <input
                                type="checkbox"
                                aria-label={words.keep(name)}
                                checked={kept.includes(no)}
                                onChange={(event) => {
                                    const ticked = event.currentTarget.checked;
                                    const chosen = left
                                        .map((one) => one.no)
                                        .filter((one) =>
                                            one === no ? ticked : kept.includes(one),
                                        );
                                    const all = chosen.length === left.length;
                                    acts.change({ candidates: all ? null : chosen });
                                }}
                            />
                            <span class="figure">{no}</span>
                            <b lang="">{name}</b>
                        </li>
                    ))}
                </ul>
                {draft.candidates === null ? <p class="say">{words.all}</p> : null}
            </section>
        </>
    );
}
