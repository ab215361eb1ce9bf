// ui/project_facts.tsx — what is known of a project, on a tap: from the manifest, and from the table attached to it.
import type { JSX } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import type { Project, VoteManifest } from "../ballot/manifest.ts";
import { detailNames, type DetailsAnswer } from "../flow/details.ts";
import { fetchDetails } from "../flow/project_details.ts";
import type { Catalogue, RoomWords } from "../i18n/zh.ts";
import { detailsZh } from "../i18n/zh_details.ts";
import { LinkButton } from "./button.tsx";
import { DetailsOfPage } from "./details.ts";
import { useWords } from "./words.ts";

export { fetchDetails };

function useDetailsWords(): Catalogue & Pick<RoomWords, "details"> {
    const words = useWords();
    return { ...words, details: words.details ?? detailsZh };
}

export interface FactsProps {
    readonly project: Project;
    readonly manifest: VoteManifest;
}

export function ProjectFacts({ project, manifest }: FactsProps): JSX.Element {
    const words = useDetailsWords();
    const read = useContext(DetailsOfPage);
    const [answer, take] = useState<DetailsAnswer | null>(null);
    const [asked, again] = useState(0);
    useEffect(() => {
        let here = true;
        void read(manifest).then((known) => {
            if (here) take(known);
        });
        return () => {
            here = false;
        };
    }, [asked, manifest, read]);
    const details = answer === null || typeof answer === "string" ? null : answer;
    const known = details?.get(project.no);
    const facts = detailNames.flatMap((name) => {
        const said = known?.[name] ?? "";
        return said === "" ? [] : [[words.details[name], said] as const];
    });
    return (
        <div class="project-facts" aria-live="polite">
            <dl>
                <Fact term={words.details.number} said={String(project.no)} />
                {project.ref === "" ? null : (
                    <Fact term={words.details.reference} said={project.ref} />
                )}
                {facts.map(([term, said]) => (
                    <Fact key={term} term={term} said={said} />
                ))}
            </dl>
            <p>{facts.length > 0 ? null : words.details[why(answer)]}</p>
            {answer === "unreachable" || answer === "refused" ? (
                <LinkButton
                    onPress={() => {
                        take(null);
                        again(asked + 1);
                    }}
                >
                    {words.common.retry}
                </LinkButton>
            ) : null}
        </div>
    );
}

/** Why nothing more stands here. */
function why(
    answer: DetailsAnswer | null,
): "fetching" | "none" | "unreachable" | "refused" | "differs" {
    if (answer === null) return "fetching";
    return typeof answer === "string" ? answer : "none";
}

function Fact({ term, said }: { term: string; said: string }): JSX.Element {
    return (
        <div class="fact">
            <dt>{term}</dt>
            <dd lang="">{said}</dd>
        </div>
    );
}
