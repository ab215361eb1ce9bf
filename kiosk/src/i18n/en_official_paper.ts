// i18n/en_official_paper.ts — sheets of paper and the end of claims as officials and tellers key and confirm them, in English.
import type { SheetsWords } from "./zh_official_paper.ts";

export const sheets: SheetsWords = {
    title: "Paper ballots",
    explain:
        "Two tellers count and key the same batch, neither sees the other's figures. Equal ones enter the record; where they differ, the cell is named and both count again.",
    logged: "Batches in the record",
    none: "No paper ballots are in the record yet.",
    batchRow: (batch) => `Batch ${batch}`,
    rowFact: (issued, returned) => `${issued} issued, ${returned} returned`,
    onlySecond: "Scrutineers and tellers key the batches: please unlock above.",
    key: "Key a batch",
    again: "Key this batch again, in the place of the recorded one",
    batch: "Batch",
    issued: "Issued",
    returned: "Returned",
    void: {
        over: "Too many marks",
        unreadable: "Unreadable",
        marked: "Identifying mark",
        blank: "Blank",
    },
    voids: "Void among them",
    valid: "Valid",
    project: "Project",
    approve: "Approve",
    oppose: "Oppose",
    abstain: "Abstain",
    approvals: (sum, most) => `Approvals in all: ${sum}, at most ${most}`,
    faults: {
        number: "A cell is empty or not a number",
        batch: (most) => `Batches have numbers from 1 to ${most}`,
        returned: "More returned than issued: please compare; if it is so, key it as it is",
        void: "More void than returned",
        project: (place, sum, valid) =>
            `Project ${place} comes to ${sum}, valid are ${valid}: they do not fit`,
        over: (place) => `Project ${place} has more approvals than valid ballots`,
        min_group: (returned, least) =>
            `${returned} returned, fewer than ${least}: to keep them secret, add them to another batch, or have two people enter them at a booth`,
        approvals: "More approvals in all than the ballots allow",
        decided: "More doubtful ballots of this kind than were keyed above",
        reason: "Every doubtful ballot needs a reason of at most 200 bytes",
    },
    doubtful: {
        title: "Doubtful ballots",
        explain:
            "The chief scrutineer decides on them; key decision and reason. The chief signs apart.",
        add: "Add a doubtful ballot",
        remove: (place) => `Remove number ${place}`,
        one: (place) => `Number ${place}`,
        decision: "Decision",
        reason: "Reason",
        decisions: {
            valid: "Valid",
            over: "Too many marks",
            unreadable: "Unreadable",
            marked: "Identifying mark",
            blank: "Blank",
        },
    },
    send: (batch) => `Sign batch ${batch}`,
    sending: "Signing…",
    said: {
        waits: {
            what: "Signed. Waiting for the second person or the chief scrutineer",
            todo: "The second person keys the same batch on their own page; the chief signs where ballots are doubtful. Where the two differ, this page names the cell.",
        },
        logged: { what: "Both agree, it is in the record", todo: "You may key the next batch." },
        differs: (batch, cells) => ({
            what: `Batch ${batch}: the two differ in: ${cells}`,
            todo: "Both are dropped. Count this batch of paper ballots again together; then each of you keys it once more under the same number.",
        }),
    },
    cell: (place, column) => `${column} (project ${place})`,
    and: ", ",
    doubtfulCell: "doubtful ballots",
    chief: {
        title: "Waiting for the chief scrutineer",
        only: (name) => `The chief scrutineer ${name} signs.`,
        sheets: (count) => `${count} doubtful`,
        sign: (batch) => `Sign the doubtful ballots of batch ${batch}`,
        look: "Look at these sheets first, then sign.",
    },
    paper: {
        does: [
            "The recorded batches count in the result from then on",
            "No batch can be keyed afterwards; without this the box cannot be opened",
            "It can be signed only when the numbers fit",
        ],
        final: "It enters the record and cannot be taken back.",
        taken: "Taken",
        exchanged: "Exchanged",
        uncancelled: "Without cancelling",
        out: "Handed out",
        keyed: "Issued, as keyed",
        returned: "Returned, as keyed",
        batches: "Batches",
        fieldUncancelled: "Paper ballots given without cancelling an electronic one",
        number: "Please enter how many",
        gap: (batch) => `Batch ${batch} is missing: key it first`,
        issued: (out, keyed) =>
            `${out} were handed out, the batches say ${keyed}: they do not fit and nothing can be signed`,
        tooMany: {
            what: "More paper ballots than were handed out, or than unused electronic ones",
            todo: "It can be signed; the round will be invalid and held again. Please count once more first.",
        },
    },
    claims: {
        does: [
            "“My ballot was not used” is not taken any more",
            "What cards declared and what was claimed then enters the record",
            "From it the record says how many ballots could have no deputy at most",
        ],
        final: "It enters the record and cannot be taken back.",
        field: "Used slips in the return box (0 where there are no slips)",
        number: "Please enter how many",
    },
};
