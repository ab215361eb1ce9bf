// i18n/zh_hand_back.ts — what is said of a paper that is given back, in Chinese.

export const handBackZh = {
    title: "退回选票",
    explain: "退票后您不再投票。退回的票计入收回数，不计入任何项目。",
    final: "退回即为最终，不能更改",
    act: "退回选票",
    sending: "正在退回…",
    waiting: "退票单存在本机，票箱尚未签收",
    doneExplain: "票箱已签收，签名核对无误。本轮您不用再做什么。",
};

export type HandBackWords = typeof handBackZh;
