// ui/paper_votes.tsx — of an announced result what came out of the box, what was counted by hand, and the sum.
import type { JSX } from "preact";
import { paperOf, splitOf, voidSheets, type Announced, type Grade } from "../flow/figures.ts";
import { usePaperVotesWords } from "./paper_votes_words.ts";
import { useWords } from "./words.ts";
import "./paper_votes.css";

/** Nothing where no sheet came back. */
export function PaperVotes({ result }: { readonly result: Announced }): JSX.Element | null {
    const say = usePaperVotesWords();
    const { ballot } = useWords();
    const paper = paperOf(result);
    if (paper === null) return null;
    const { taken, exchanged, uncancelled, returned } = paper;
    const out = taken + exchanged + uncancelled;
    const three = result.projects.some(({ oppose }) => oppose !== null);
    const grades: readonly Grade[] = three ? ["approve", "oppose", "abstain"] : ["approve"];
    return (
        <section class="paper-votes" aria-labelledby="paper-votes">
            <h3 id="paper-votes">{say.title}</h3>
            <p>{say.boxes(result.cast, returned)}</p>
            <p class="say">{say.sheets(out, returned, voidSheets(paper))}</p>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{three ? say.project : say.approvals}</th>
                        <th scope="col">{say.electronic}</th>
                        <th scope="col">{say.paper}</th>
                        <th scope="col">{say.total}</th>
                    </tr>
                </thead>
                {splitOf(result, paper).map(({ no, name, votes }) => (
                    <tbody key={no}>
                        {three ? (
                            <tr>
                                <th scope="rowgroup" colSpan={4} lang="zh-CN">
                                    {name}
                                </th>
                            </tr>
                        ) : null}
                        {grades.map((grade) => (
                            <tr key={grade}>
                                {three ? (
                                    <th scope="row" class="paper-votes-grade">
                                        {ballot[grade]}
                                    </th>
                                ) : (
                                    <th scope="row" lang="zh-CN">
                                        {name}
                                    </th>
                                )}
                                <td class="figure">{votes[grade].electronic}</td>
                                <td class="figure">{votes[grade].paper}</td>
                                <td class="figure">
                                    <b>{votes[grade].total}</b>
                                </td>
                            </tr>
                        ))}
                    </tbody>
                ))}
            </table>
        </section>
    );
}
