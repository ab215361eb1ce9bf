// ui/facts.tsx — the place of what is known of a project, until it has come.
import type { JSX } from "preact";
import { detailsPart } from "./details.ts";
import { useLater } from "./later.ts";
import type { FactsProps } from "./project_facts.tsx";
import { useWords } from "./words.ts";

export function Facts(props: FactsProps): JSX.Element {
    const words = useWords();
    const part = useLater(detailsPart);
    if (part === null) return <p role="status">{words.common.loading}</p>;
    return <part.ProjectFacts {...props} />;
}
