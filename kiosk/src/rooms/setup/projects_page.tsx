// rooms/setup/projects_page.tsx — the projects as their table was understood: names and order of the ballot.
import type { JSX } from "preact";
import type { ProjectRow } from "../../api/setup.ts";
import { Name2 } from "../../ui/second_name.tsx";
import type { PageProps } from "./page.ts";
import { Faults, FileField, Refused } from "./parts.tsx";
import { useSetupWords } from "./words.ts";

export function ProjectsPage({ state, acts }: PageProps): JSX.Element {
    const { setup } = useSetupWords();
    const { projects: words, faults } = setup;
    const { projects, draft, working } = state;
    return (
        <>
            <p>{words.explain}</p>
            <FileField onFile={(name, content) => void acts.readProjects(name, content)} />
            {working === "projects" ? <p role="status">{setup.reading}</p> : null}
            <Refused state={state} of={["projects"]} />
            {projects === null ? null : (
                <>
                    <Faults
                        title={faults.title(projects.errors.length)}
                        faults={projects.errors}
                        wrong
                    />
                    {projects.ok ? (
                        <section class="setup-block" aria-labelledby="projects">
                            <h2 id="projects">{words.read(projects.projects.length)}</h2>
                            <p class="say">
                                {draft.projects === null ? "" : words.keptFrom(draft.projects.name)}
                                {" · "}
                                {words.check}
                            </p>
                            <Table rows={projects.projects} />
                        </section>
                    ) : null}
                    <Faults
                        title={faults.warnings(projects.warnings.length)}
                        faults={projects.warnings}
                        wrong={false}
                    />
                </>
            )}
        </>
    );
}

function Table({ rows }: { readonly rows: readonly ProjectRow[] }): JSX.Element {
    const { projects: words } = useSetupWords().setup;
    return (
        <div class="setup-scroll" tabIndex={0} role="group" aria-labelledby="projects">
            <table class="setup-table">
                <thead>
                    <tr>
                        <th scope="col">{words.no}</th>
                        <th scope="col">{words.name}</th>
                        <th scope="col">{words.unit}</th>
                        <th scope="col">{words.investment}</th>
                        <th scope="col">{words.deadline}</th>
                    </tr>
                </thead>
                <tbody>
                    {rows.map((one) => (
                        <tr key={one.no}>
                            <td class="figure">{one.no}</td>
                            <td lang="">
                                <b>{one.name}</b>
                                <Name2 name2={one.name2} />
                            </td>
                            <td lang="">{one.unit}</td>
                            <td lang="" class="figure setup-short">
                                {one.investment}
                            </td>
                            <td lang="" class="setup-short">
                                {one.deadline}
                            </td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
}
