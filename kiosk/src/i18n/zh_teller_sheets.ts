// i18n/zh_teller_sheets.ts — sheets of paper at a teller's console, in Chinese; the words of the form are those of
// zh_official_paper.ts.
export const tellerSheetsZh = {
    title: "纸票",
    entry: "录入一批纸票",
    short: {
        confirmed: "已确认",
        differs: "有一批两人所录不同",
        chief: "等总监票人签字",
        awaited: "没有确认，不能开箱",
        open: "没有确认",
    },
    before: "开箱之前",
    differs: (batch: number) => `第 ${batch} 批两人所录不同，请重新清点`,
    second: (batch: number) => `第 ${batch} 批等另一人录入`,
    chief: (batch: number, name: string) => `第 ${batch} 批等总监票人${name}签字`,
    fits: "各批录入的发出，与发出的张数相符",
    fewer: "各批录入的发出，少于发出的张数",
    rest: (count: number) => `其余 ${count} 张是未收回电子票而发的，确认时写明`,
    nothingOut: "记录里没有发出纸票；发过未收回电子票的，请先录入",
    nothingKeyed: (out: number) => `记录里发出 ${out} 张，还没有一批记入`,
    confirmed: "两人已确认纸票，不再录入",
    confirm: "等两人确认纸票：工作人员在自己的页面上先签，随后在本页会签",
    confirmIfAny: "有纸票的，等两人确认：工作人员先签，随后在本页会签",
    first: "纸票还没有确认：先录入、确认，再给份额。",
    notYours: "录入由监票人办理；工作人员在自己的页面上确认纸票。",
    compareFirst: "先核对表决方案的指纹，才能录入。",
};
