// ui/project_list.tsx — the projects of which something was said, under what was said.
import type { JSX } from "preact";
import type { Project } from "../ballot/manifest.ts";
import { Name2 } from "./second_name.tsx";
import { useWords } from "./words.ts";

function Name({ project }: { project: Project }): JSX.Element {
    return (
        <>
            <span class="project-no figure">{project.no}</span>
            <span class="review-name">
                <span lang="zh-CN">{project.name}</span>
                <Name2 name2={project.name2} />
            </span>
        </>
    );
}

export function ProjectList(props: {
    readonly heading: string;
    readonly projects: readonly Project[];
    /** Under the heading. */
    readonly say?: string | null;
    /** Where a project can be gone to. */
    readonly onProject?: (no: number) => void;
}): JSX.Element {
    const { heading, projects, say = null, onProject } = props;
    const words = useWords();
    return (
        <section class="review">
            <h2 class="review-heading">{heading}</h2>
            {say === null ? null : <p class="review-say say">{say}</p>}
            <ul class="in-columns">
                {projects.map((project) => (
                    <li key={project.no}>
                        {onProject === undefined ? (
                            <div class="review-row">
                                <Name project={project} />
                            </div>
                        ) : (
                            <button
                                type="button"
                                class="review-row review-link"
                                onClick={() => {
                                    onProject(project.no);
                                }}
                            >
                                <Name project={project} />
                                <span class="review-change">{words.review.changeOne}</span>
                            </button>
                        )}
                    </li>
                ))}
                {projects.length === 0 ? <li class="review-row say">{words.review.none}</li> : null}
            </ul>
        </section>
    );
}
