// ui/paper_votes_words.ts — the words of a result to which paper belongs.
import { paperVotesZh, type PaperVotesWords } from "../i18n/zh_paper_votes.ts";
import { useWords } from "./words.ts";

export function usePaperVotesWords(): PaperVotesWords {
    return useWords().paperVotes ?? paperVotesZh;
}
