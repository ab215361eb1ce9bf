// i18n/en_paper_votes.ts — what is said of a result to which paper belongs, in English.
import type { PaperVotesWords } from "./zh_paper_votes.ts";

export const paperVotes: PaperVotesWords = {
    title: "Digital and paper ballots",
    boxes: (cast, returned) =>
        `Digital ballots in the box: ${cast}. Paper ballots returned: ${returned}. Together they are one result.`,
    sheets: (out, returned, invalid) =>
        `Paper ballots: ${out} handed out, ${returned} returned, ${invalid} of them void. Two people counted them apart, and only equal figures were recorded.`,
    project: "Project",
    approvals: "Approvals",
    electronic: "Digital",
    paper: "Paper",
    total: "Total",
    ofElectronic: "Digital",
    ofPaper: "Paper",
    returned: "Paper returned",
    cast: "Digital cast",
};
