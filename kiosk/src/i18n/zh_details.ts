// i18n/zh_details.ts — the words beside what is known of a project, in Chinese.

export const detailsZh = {
    number: "编号",
    reference: "资料编号",
    unit: "实施单位",
    content: "建设内容",
    investment: "投资规模",
    funding: "资金来源",
    deadline: "完成时限",
    fetching: "正在取资料…",
    none: "没有附更多资料。",
    unreachable: "连不上服务器，资料没有取到。不看资料也可以填票。",
    refused: "服务器现在不提供资料，请稍后再试。",
    differs: "取到的资料不是表决方案所附的那一份，因此不显示。请告诉工作人员。",
};

export type DetailsWords = typeof detailsZh;
