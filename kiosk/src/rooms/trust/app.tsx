// rooms/trust/app.tsx — for whoever brings a device: what the hall's certificate is, its fingerprint, how it is
// installed and how it is taken away again.
import type { JSX } from "preact";
import { authorityPath } from "../../api/client.ts";
import { Code } from "../../ui/code.tsx";
import { Frame, type FrameProps } from "../../ui/frame.tsx";
import { Notice } from "../../ui/notice.tsx";
import { catalogues, Words } from "../../ui/words.ts";
import { useTrustWords } from "./words.ts";

/** Groups of the fingerprint. */
export type Fingerprint = readonly string[] | "reading" | "failed";

export interface TrustProps extends Pick<FrameProps, "settings" | "onSettings"> {
    readonly fingerprint: Fingerprint;
    /** A rehearsal. */
    readonly sample: boolean;
}

export function TrustApp(props: TrustProps): JSX.Element {
    return (
        <Words.Provider value={catalogues[props.settings.language]}>
            <Trust {...props} />
        </Words.Provider>
    );
}

function Trust({ fingerprint, sample, ...settings }: TrustProps): JSX.Element {
    const words = useTrustWords();
    const { why, install, systems, download, remove, removeExplain } = words.trust;
    return (
        <Frame
            {...settings}
            institution={words.name}
            title={words.trust.title}
            rehearsal={sample}
            page="trust"
        >
            <section class="stack">
                <h2 class="trust-heading">{why.heading}</h2>
                {why.sentences.map((sentence) => (
                    <p key={sentence}>{sentence}</p>
                ))}
            </section>
            <section class="stack">
                <h2 class="trust-heading">{words.trust.fingerprint.heading}</h2>
                <Compared fingerprint={fingerprint} />
                <a class="button button-forward trust-download" href={authorityPath}>
                    {download}
                </a>
            </section>
            <section class="stack">
                <h2 class="trust-heading">{install.heading}</h2>
                <p class="say">{install.explain}</p>
                <ul class="trust-systems">
                    {Object.entries(systems).map(([system, said]) => (
                        <li key={system}>
                            <System {...said} removing={remove} />
                        </li>
                    ))}
                </ul>
            </section>
            <section class="stack">
                <h2 class="trust-heading">{remove}</h2>
                <p>{removeExplain}</p>
            </section>
        </Frame>
    );
}

function Compared({ fingerprint }: { fingerprint: Fingerprint }): JSX.Element {
    const said = useTrustWords().trust.fingerprint;
    if (fingerprint === "reading") return <p role="status">{said.reading}</p>;
    if (fingerprint === "failed") return <Notice sentence={said.failed} />;
    return (
        <>
            <div class="fingerprint">
                <p class="say">{said.explain}</p>
                <Code groups={fingerprint} small />
            </div>
            <Notice sentence={said.compare} />
        </>
    );
}

interface SystemProps {
    readonly name: string;
    readonly steps: readonly string[];
    readonly remove: string;
    readonly removing: string;
}

function System({ name, steps, remove, removing }: SystemProps): JSX.Element {
    return (
        <details class="trust-system">
            <summary>{name}</summary>
            <ol class="trust-steps">
                {steps.map((step, place) => (
                    <li key={step}>
                        <span class="project-no figure" aria-hidden="true">
                            {place + 1}
                        </span>
                        <span>{step}</span>
                    </li>
                ))}
            </ol>
            <p class="trust-remove">
                <b>{removing}</b> {remove}
            </p>
        </details>
    );
}
