// rooms/check/finding_page.tsx — the verdict in plain words, what was sealed, and whether the box knows of the check.
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
    return (
        <CheckFrame {...props} page="found" title={said.title}>
            <Notice sentence={said} />
            <div>
                <p class="field-words">{words.sealed.code}</p>
                <Code groups={trackingCode(id).split("-")} />
            </div>
            {finding.marks === null ? null : <Sealed vote={vote} marks={finding.marks} />}
            <Notice sentence={words.check.notCounted} />
            <Telling told={told} />
            <CheckedManifest {...props} />
            <Button onPress={onAnother}>{words.check.another}</Button>
        </CheckFrame>
    );
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
        case "refused": {
            const { code } = told;
            const cast = code === "already_cast";
            const sentence = cast ? words.check.castAlready : words.refusals[code];
            return <Notice sentence={sentence} refusal={errcNumbers[code]} />;
        }
    }
}
