// i18n/en_teller_sheets.ts — sheets of paper at a teller's console, in English.
import type { tellerSheetsZh } from "./zh_teller_sheets.ts";

export const tellerSheets: typeof tellerSheetsZh = {
    title: "Paper ballots",
    entry: "Key a batch of sheets",
    short: {
        confirmed: "confirmed",
        differs: "a batch was keyed otherwise",
        chief: "the chief scrutineer is awaited",
        awaited: "not confirmed: the box stays shut",
        open: "not confirmed",
    },
    before: "Before the box is opened",
    differs: (batch) => `Batch ${batch}: two people keyed other numbers; count it again`,
    second: (batch) => `Batch ${batch} waits for another person to key it`,
    chief: (batch, name) => `Batch ${batch} waits for the chief scrutineer, ${name}`,
    fits: "As many keyed as issued as were handed out",
    fewer: "Fewer keyed as issued than were handed out",
    rest: (count) =>
        `${count} more than that: handed out without cancelling, to be stated when confirming`,
    nothingOut:
        "No sheet is in the record; if any were handed out without cancelling, key them first",
    nothingKeyed: (out) => `${out} handed out in the record, no batch recorded yet`,
    confirmed: "Two people have confirmed the sheets; no batch is keyed any more",
    confirm:
        "Two people confirm the sheets: an official signs first on the own page, then you here",
    confirmIfAny: "If there are sheets two people confirm them: an official first, then you here",
    first: "The sheets are not confirmed: key and confirm them first, then give the share.",
    notYours:
        "Scrutineers and tellers key batches; officials confirm the sheets on their own page.",
    compareFirst: "Compare the ballot's fingerprint first; then batches can be keyed.",
};
