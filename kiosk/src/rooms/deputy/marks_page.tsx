// rooms/deputy/marks_page.tsx — the ballot: every project a row, nothing preselected, nothing cheaper than another.
import type { JSX, RefObject } from "preact";
import { useContext, useLayoutEffect, useRef, useState } from "preact/hooks";
import { at } from "../../basics/assert.ts";
import type { Project, VoteManifest } from "../../ballot/manifest.ts";
import type { Marking } from "../../flow/kept.ts";
import { mayReview } from "../../flow/rules.ts";
import { tallyOf, type Choice, type Vote } from "../../flow/vote.ts";
import type { Catalogue } from "../../i18n/zh.ts";
import { LinkButton } from "../../ui/button.tsx";
import { Counter } from "../../ui/counter.tsx";
import { counterSentence, Figures } from "../../ui/marks_foot.tsx";
import { MarkBox, Options, useLook } from "../../ui/marks.tsx";
import { Facts } from "../../ui/facts.tsx";
import { Name2 } from "../../ui/second_name.tsx";
import { useWords } from "../../ui/words.ts";
import { Obstacle, Page, ToProject, type Room } from "./page.tsx";

export function ruleOf(words: Catalogue, { manifest, shape }: Vote): string {
    switch (manifest.method.style) {
        case "choose_up_to":
            return words.ballot.upTo(shape.projects, shape.cap);
        case "choose_exactly":
            return words.ballot.exactly(shape.projects, shape.cap);
        case "three_way":
            return words.ballot.threeWay(shape.projects);
        case "three_way_capped":
            return words.ballot.threeWayCapped(shape.cap);
    }
}

interface RowProps {
    readonly project: Project;
    readonly manifest: VoteManifest;
    readonly choice: Choice;
    readonly threeWay: boolean;
    /** Of the first column, where there are two. */
    readonly isLast: boolean;
    readonly covered: boolean;
    readonly onChoose: (choice: Choice) => void;
}

/** The mark of the project to which the review leads has the focus, after the heading of the page had it. */
function useLedTo(no: number): RefObject<HTMLLIElement | null> {
    const row = useRef<HTMLLIElement>(null);
    const toProject = useContext(ToProject);
    useLayoutEffect(() => {
        if (toProject.current !== no) return;
        toProject.current = null;
        row.current?.querySelector<HTMLElement>("[role=checkbox], .option")?.focus();
    }, [no, toProject]);
    return row;
}

function Row(props: RowProps): JSX.Element {
    const { project, manifest, choice, threeWay, isLast, covered, onChoose } = props;
    const words = useWords();
    const [open, setOpen] = useState(false);
    const { hidden, hold, release, pressed } = useLook(covered);
    const choose = (next: Choice, event: MouseEvent): void => {
        pressed(event, () => {
            onChoose(next);
        });
    };
    const row = useLedTo(project.no);
    return (
        <li
            class={isLast ? "project project-last" : "project"}
            ref={row}
            onPointerLeave={release}
            onPointerCancel={release}
        >
            {threeWay ? (
                <div class="project-head">
                    <Name project={project} />
                </div>
            ) : (
                <button
                    type="button"
                    class="project-head project-toggle"
                    role="checkbox"
                    aria-checked={choice === "approve"}
                    onPointerDown={hold}
                    onClick={(event) => {
                        choose(choice === "approve" ? "unmarked" : "approve", event);
                    }}
                >
                    <Name project={project} />
                    <MarkBox set={choice === "approve"} covered={hidden} />
                </button>
            )}
            <div class="project-details">
                <LinkButton
                    expanded={open}
                    label={`${open ? words.ballot.close : words.common.details} ${project.no}`}
                    onPress={() => {
                        setOpen(!open);
                    }}
                >
                    {open ? words.ballot.close : words.common.details}
                </LinkButton>
            </div>
            {threeWay ? (
                <Options
                    choice={choice}
                    covered={hidden}
                    label={`${project.no} ${project.name}`}
                    onHold={hold}
                    onChoose={choose}
                />
            ) : null}
            {open ? <Facts project={project} manifest={manifest} /> : null}
        </li>
    );
}

function Name({ project }: { project: Project }): JSX.Element {
    return (
        <>
            <span class="project-no figure">{project.no}</span>
            <span class="project-name">
                <span lang="zh-CN">{project.name}</span>
                <Name2 name2={project.name2} />
            </span>
        </>
    );
}

function Foot(room: Room & { readonly kept: Marking }): JSX.Element {
    const { state, kept } = room;
    const { vote } = kept;
    const words = useWords();
    const tally = tallyOf(state.choices);
    const threeWay = vote.shape.grades === 3;
    return (
        <>
            {state.trouble === null ? null : <Obstacle {...room} />}
            {threeWay ? (
                <Figures tally={tally} />
            ) : (
                <Counter
                    chosen={tally.approve}
                    most={vote.shape.cap}
                    sentence={counterSentence(words, vote, tally)}
                />
            )}
        </>
    );
}

export function MarksPage(room: Room & { readonly kept: Marking }): JSX.Element {
    const { state, send, kept } = room;
    const { vote } = kept;
    const words = useWords();
    const [covered, setCovered] = useState(false);
    const threeWay = vote.shape.grades === 3;
    const tools = (
        <LinkButton
            pressed={covered}
            onPress={() => {
                setCovered(!covered);
            }}
        >
            {covered ? words.tools.uncover : words.tools.cover}
        </LinkButton>
    );
    const { title, projects } = vote.manifest;
    return (
        <Page
            {...room}
            name="marks"
            title={title}
            rule={ruleOf(words, vote)}
            tools={tools}
            obstacle={false}
            foot={<Foot {...room} />}
            forward={{
                label: words.ballot.review,
                unavailable: mayReview(vote, state.choices) ? undefined : words.ballot.reviewNot,
                onPress: () => {
                    send({ on: "turned", page: "review" });
                },
            }}
        >
            <ul class="projects in-columns">
                {projects.map((project, place) => (
                    <Row
                        key={project.no}
                        project={project}
                        manifest={vote.manifest}
                        choice={at(state.choices, place)}
                        threeWay={threeWay}
                        isLast={place + 1 === Math.ceil(projects.length / 2)}
                        covered={covered}
                        onChoose={(choice) => {
                            send({ on: "chose", project: place, choice });
                        }}
                    />
                ))}
            </ul>
            <LinkButton
                onPress={() => {
                    send({ on: "turned", page: "hand_back" });
                }}
            >
                {words.ballot.handBack}
            </LinkButton>
        </Page>
    );
}
