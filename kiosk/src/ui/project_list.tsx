// ui/project_list.tsx — the projects of which something was said, under what was said.
import type { JSX } from "preact";
import type { Project } from "../ballot/manifest.ts";
import { useWords } from "./words.ts";

export function ProjectList(props: {
    readonly heading: string;
    readonly projects: readonly Project[];
}): JSX.Element {
    const { heading, projects } = props;
    const words = useWords();
    return (
        <section class="review">
            <h2 class="review-heading">{heading}</h2>
            <ul class="in-columns">
                {projects.map(({ no, name }) => (
                    <li key={no} class="review-row">
                        <span class="project-no figure">{no}</span>
                        <span lang="zh-CN">{name}</span>
                    </li>
                ))}
                {projects.length === 0 ? <li class="review-row say">{words.review.none}</li> : null}
            </ul>
        </section>
    );
}
