// rooms/booth/marks_page.tsx — the ballot at a booth: every project a row, six to a column where one line is enough, nothing
// preselected, nothing cheaper than another.
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { at } from "../../basics/assert.ts";
import type { Project } from "../../ballot/manifest.ts";
import { mayOpenReview } from "../../flow/booth/acts.ts";
import type { Marking } from "../../flow/booth/state.ts";
import { tallyOf, type Choice, type Vote } from "../../flow/vote.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Counter } from "../../ui/counter.tsx";
import { Facts } from "../../ui/facts.tsx";
import { counterSentence, Figures } from "../../ui/marks_foot.tsx";
import { MarkBox, Options, useLook } from "../../ui/marks.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Name2 } from "../../ui/second_name.tsx";
import { Columns, onePage, type Layout } from "./columns.tsx";
import { Page, type Room } from "./frame.tsx";
import { useBoothWords } from "./words.ts";

export interface MarksRoom extends Room {
    readonly visit: Marking;
    readonly vote: Vote;
}

export function MarksPage(room: MarksRoom): JSX.Element {
    const [open, setOpen] = useState<Project | null>(null);
    return open === null ? (
        <Ballot {...room} onDetails={setOpen} />
    ) : (
        <DetailsPage
            {...room}
            project={open}
            onClose={() => {
                setOpen(null);
            }}
        />
    );
}

type OnDetails = (project: Project) => void;

/** Pages of the list, and that they were shown. */
function usePages({ visit, send }: MarksRoom): {
    readonly page: number;
    readonly layout: Layout;
    readonly onLayout: (layout: Layout) => void;
} {
    const [layout, onLayout] = useState<Layout | null>(null);
    const page = layout?.pageOf[visit.place] ?? 0;
    useEffect(() => {
        if (layout === null) return;
        const places = layout.pageOf.flatMap((on, place) => (on === page ? [place] : []));
        const isNew = places.some((place) => visit.shown[place] === false);
        if (isNew) send({ on: "shown", places });
    }, [layout, page, send, visit.shown]);
    return { page, layout: layout ?? onePage, onLayout };
}

function Ballot(room: MarksRoom & { readonly onDetails: OnDetails }): JSX.Element {
    const { state, send, visit, vote, covered, onDetails } = room;
    const words = useBoothWords();
    const { page, layout, onLayout } = usePages(room);
    const isLast = page + 1 >= layout.pages;
    const turn = (to: number): void => {
        send({ on: "turned_to", place: layout.pageOf.indexOf(to) });
    };
    const review = mayOpenReview(vote, visit) ? undefined : words.booth.marks.reviewNot;
    return (
        <Page
            {...room}
            name="marks"
            title={vote.manifest.title}
            tools={<MarksTools {...room} />}
            foot={<Foot {...room} page={page} pages={layout.pages} onTurn={turn} />}
            forward={
                isLast
                    ? {
                          label: words.ballot.review,
                          unavailable: review,
                          busy: state.doing !== null,
                          onPress: () => {
                              send({ on: "review_wanted" });
                          },
                      }
                    : {
                          label: words.booth.marks.next,
                          onPress: () => {
                              turn(page + 1);
                          },
                      }
            }
        >
            <Columns page={page} onLayout={onLayout}>
                <ul class="rows">
                    {vote.manifest.projects.map((project, place) => (
                        <Row
                            key={project.no}
                            project={project}
                            threeWay={vote.shape.grades === 3}
                            choice={at(visit.choices, place)}
                            covered={covered}
                            onDetails={onDetails}
                            onChoose={(choice) => {
                                send({ on: "chose", project: place, choice });
                            }}
                        />
                    ))}
                </ul>
            </Columns>
        </Page>
    );
}

function MarksTools({ send, covered, onCovered }: MarksRoom): JSX.Element {
    const words = useBoothWords();
    return (
        <>
            <LinkButton
                pressed={covered}
                onPress={() => {
                    onCovered(!covered);
                }}
            >
                {covered ? words.tools.uncover : words.tools.cover}
            </LinkButton>
            <LinkButton
                onPress={() => {
                    send({ on: "leave_wanted" });
                }}
            >
                {words.booth.marks.leave}
            </LinkButton>
        </>
    );
}

interface RowProps {
    readonly project: Project;
    readonly choice: Choice;
    readonly threeWay: boolean;
    readonly covered: boolean;
    readonly onDetails: OnDetails;
    readonly onChoose: (choice: Choice) => void;
}

function Row(props: RowProps): JSX.Element {
    const { project, choice, threeWay, covered, onDetails, onChoose } = props;
    const words = useBoothWords();
    const { hidden, hold, release, pressed } = useLook(covered);
    const name = (
        <span class="row-name">
            <span lang="zh-CN">{project.name}</span>
            <Name2 name2={project.name2} />
        </span>
    );
    const set = choice === "approve";
    return (
        <li
            class={threeWay ? "row row-three" : "row"}
            onPointerLeave={release}
            onPointerCancel={release}
        >
            <button
                type="button"
                class="row-lead"
                onClick={() => {
                    onDetails(project);
                }}
            >
                <span class="row-no figure">{project.no} </span>
                <span class="row-details">{words.common.details}</span>
            </button>
            {threeWay ? (
                <>
                    {name}
                    <Options
                        choice={choice}
                        covered={hidden}
                        label={`${project.no} ${project.name}`}
                        onHold={hold}
                        onChoose={(next, event) => {
                            pressed(event, () => {
                                onChoose(next);
                            });
                        }}
                    />
                </>
            ) : (
                <button
                    type="button"
                    class="row-toggle"
                    role="checkbox"
                    aria-checked={set}
                    onPointerDown={hold}
                    onClick={(event) => {
                        pressed(event, () => {
                            onChoose(set ? "unmarked" : "approve");
                        });
                    }}
                >
                    {name}
                    {set && !hidden ? (
                        <span class="row-said" aria-hidden="true">
                            {words.ballot.chosen}
                        </span>
                    ) : null}
                    <MarkBox set={set} covered={hidden} />
                </button>
            )}
        </li>
    );
}

interface FootProps extends MarksRoom {
    readonly page: number;
    readonly pages: number;
    readonly onTurn: (page: number) => void;
}

function Foot({ visit, vote, page, pages, onTurn }: FootProps): JSX.Element {
    const words = useBoothWords();
    const tally = tallyOf(visit.choices);
    const { marks } = words.booth;
    return (
        <>
            {visit.full !== null ? (
                <Notice
                    sentence={{
                        what: words.ballot.full(vote.shape.cap),
                        todo: marks.fullTodo(at(vote.manifest.projects, visit.full).no),
                    }}
                />
            ) : vote.shape.grades === 3 ? (
                <Figures tally={tally} />
            ) : (
                <Counter
                    chosen={tally.approve}
                    most={vote.shape.cap}
                    sentence={counterSentence(words, vote, tally)}
                />
            )}
            {pages === 1 ? null : (
                <div class="turning">
                    <span class="figure">{marks.page(page + 1, pages)}</span>
                    {page === 0 ? null : (
                        <Button
                            onPress={() => {
                                onTurn(page - 1);
                            }}
                        >
                            {marks.previous}
                        </Button>
                    )}
                </div>
            )}
        </>
    );
}

interface DetailsProps extends MarksRoom {
    readonly project: Project;
    readonly onClose: () => void;
}

function DetailsPage({ project, onClose, ...room }: DetailsProps): JSX.Element {
    const words = useBoothWords();
    const [page, setPage] = useState(0);
    const [{ pages }, onLayout] = useState(onePage);
    return (
        <Page
            {...room}
            name="facts"
            title={project.name}
            bare
            tools={<LinkButton onPress={onClose}>{words.common.back}</LinkButton>}
            {...(pages > 1
                ? {
                      forward: {
                          label: words.booth.marks.next,
                          onPress: () => {
                              setPage((page + 1) % pages);
                          },
                      },
                  }
                : {})}
        >
            <Columns page={Math.min(page, pages - 1)} onLayout={onLayout}>
                <h2 class="hidden-words">{words.booth.marks.facts}</h2>
                <Name2 name2={project.name2} />
                <Facts project={project} manifest={room.vote.manifest} />
            </Columns>
        </Page>
    );
}
