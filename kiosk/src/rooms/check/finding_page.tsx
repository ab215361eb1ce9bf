// rooms/check/finding_page.tsx — the verdict in plain words, what was sealed, and whether the box knows of the check.
// Marks stand under the verdict only where they were sealed; otherwise last, as what the other device says.
import type { JSX } from "preact";
import { at } from "../../basics/assert.ts";
import { errcNumbers, type Errc } from "../../basics/errc.ts";
import type { BallotId } from "../../ballot/ids.ts";
import { trackingCode } from "../../ballot/ids.ts";
import type { Mark, Marks } from "../../ballot/marks.ts";
import type { Vote } from "../../flow/vote.ts";
import { Button } from "../../ui/button.tsx";
import { Code } from "../../ui/code.tsx";
import { Notice } from "../../ui/notice.tsx";
import { ProjectList } from "../../ui/project_list.tsx";
import { CheckedManifest, CheckFrame, type FrameOfCheck } from "./check_frame.tsx";
import type { Finding } from "./course.ts";
import { useCheckWords } from "./words.ts";

/** What the box knows of the check. */
export type Told =
    | { readonly is: "telling" | "told" | "unreachable" }
    | { readonly is: "refused"; readonly code: Errc };

export interface FindingPageProps extends FrameOfCheck {
    readonly vote: Vote;
    readonly id: BallotId;
    readonly finding: Finding;
    readonly told: Told;
    readonly onAnother: () => void;
}

export function FindingPage(props: FindingPageProps): JSX.Element {
    const { vote, id, finding, told, onAnother } = props;
    const words = useCheckWords();
    const said = words.check[finding.verdict];
    const agrees = finding.verdict === "agrees";
    const marks = finding.marks === null ? null : <Sealed vote={vote} marks={finding.marks} />;
    const cast = told.is === "refused" && told.code === "already_cast";
    const title = cast ? words.check.castAlready.title : said.title;
    const { what, todo, todoAgrees } = words.check.notCounted;
    return (
        <CheckFrame {...props} page="found" title={title}>
            {cast ? <CastAlready /> : null}
            <Notice sentence={said} />
            <div>
                <p class="field-words">{words.sealed.code}</p>
                <Code groups={trackingCode(id).split("-")} />
            </div>
            {agrees ? marks : null}
            {cast ? null : (
                <>
                    <Notice sentence={{ what, todo: agrees ? todoAgrees : todo }} />
                    <Telling told={told} />
                </>
            )}
            <CheckedManifest {...props} />
            <Button onPress={onAnother}>{words.check.another}</Button>
            {agrees || marks === null ? null : (
                <>
                    <p class="strong">{words.check.differs.said}</p>
                    {marks}
                </>
            )}
        </CheckFrame>
    );
}

/** Above whatever the ballot holds: it counts. */
function CastAlready(): JSX.Element {
    const words = useCheckWords();
    return <Notice sentence={words.check.castAlready} refusal={errcNumbers.already_cast} focused />;
}

function Sealed({ vote, marks }: { vote: Vote; marks: Marks }): JSX.Element {
    const words = useCheckWords();
    const { projects } = vote.manifest;
    const of = (mark: Mark): typeof projects =>
        projects.filter((_, place) => at(marks.perProject, place) === mark);
    const [approved, opposed, rest] = [of("approve"), of("oppose"), of("none")];
    if (marks.blank) return <p class="strong">{words.check.blank}</p>;
    if (vote.shape.grades === 2) {
        return (
            <>
                <ProjectList heading={words.review.chosen(approved.length)} projects={approved} />
                <ProjectList heading={words.review.notChosen(rest.length)} projects={rest} />
            </>
        );
    }
    return (
        <>
            <ProjectList heading={words.review.approved(approved.length)} projects={approved} />
            <ProjectList heading={words.review.opposed(opposed.length)} projects={opposed} />
            <ProjectList heading={words.check.abstained(rest.length)} projects={rest} />
        </>
    );
}

function Telling({ told }: { told: Told }): JSX.Element {
    const words = useCheckWords();
    switch (told.is) {
        case "telling":
            return <p role="status">{words.check.telling}</p>;
        case "told":
            return <p role="status">{words.check.told}</p>;
        case "unreachable":
            return <p role="status">{words.check.untold}</p>;
        case "refused":
            return <Notice sentence={words.refusals[told.code]} refusal={errcNumbers[told.code]} />;
    }
}
