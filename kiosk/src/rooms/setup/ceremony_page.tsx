// rooms/setup/ceremony_page.tsx — the tellers make their key at their own consoles; here one sees how far they are.
import type { JSX } from "preact";
import { ceremonySteps } from "../../api/setup.ts";
import { Sign } from "../../ui/step_signs.tsx";
import type { PageProps } from "./page.ts";
import { useSetupWords } from "./words.ts";

export function CeremonyPage({ state }: PageProps): JSX.Element {
    const { ceremony: words } = useSetupWords().setup;
    const { enrolment, setup, ceremony, manifest } = state;
    const tellers = (enrolment?.persons ?? []).filter(({ role }) => role === "teller");
    const done = (setup?.entries.ceremony ?? null) !== null;
    const joint = manifest?.joint;
    return (
        <>
            <p>{words.explain}</p>
            {tellers.length === 0 ? <p class="strong">{words.none}</p> : null}
            {done ? (
                <p class="setup-held">
                    <Sign state="done" />
                    <b>{joint === undefined ? words.doneShort : words.done(joint.k, joint.n)}</b>
                </p>
            ) : null}
            {tellers.length === 0 || done ? null : (
                <>
                    <div class="setup-scroll">
                        <table class="setup-table">
                            <thead>
                                <tr>
                                    <th scope="col">{words.teller}</th>
                                    {ceremonySteps.map((step) => (
                                        <th key={step} scope="col">
                                            {words.steps[step]}
                                        </th>
                                    ))}
                                </tr>
                            </thead>
                            <tbody>
                                {tellers.map(({ name }, teller) => (
                                    <tr key={teller}>
                                        <th scope="row">{name}</th>
                                        {ceremonySteps.map((step) => {
                                            const came = ceremony[step][teller] ?? false;
                                            return (
                                                <td key={step}>
                                                    <span class="setup-held">
                                                        <Sign state={came ? "done" : "ahead"} />
                                                        {came ? words.came : words.awaited}
                                                    </span>
                                                </td>
                                            );
                                        })}
                                    </tr>
                                ))}
                            </tbody>
                        </table>
                    </div>
                    <p class="say">{words.going}</p>
                </>
            )}
        </>
    );
}
