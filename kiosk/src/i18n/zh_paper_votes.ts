// i18n/zh_paper_votes.ts — what is said of a result to which paper belongs, in Chinese.

export const paperVotesZh = {
    title: "电子票和纸票",
    boxes: (cast: number, returned: number) =>
        `票箱里有电子票 ${cast} 张，收回纸票 ${returned} 张，合起来是一个结果。`,
    sheets: (out: number, returned: number, invalid: number) =>
        `纸票发出 ${out} 张，收回 ${returned} 张，其中无效 ${invalid} 张；两人各自清点，数字一致才记入。`,
    project: "项目",
    approvals: "赞成票",
    electronic: "电子",
    paper: "纸票",
    total: "合计",
    ofElectronic: "其中电子",
    ofPaper: "其中纸票",
    returned: "收回纸票",
    cast: "收回电子票",
};

export type PaperVotesWords = typeof paperVotesZh;
