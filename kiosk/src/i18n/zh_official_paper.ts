// i18n/zh_official_paper.ts — sheets of paper and the end of claims as officials and tellers key and confirm them, in Chinese.
import type { Sentence } from "./zh_terms.ts";

export const sheetsZh = {
    title: "纸票",
    explain:
        "两位监票人各自清点、各自录入同一批，互相看不到。两份一样，才记入记录；不一样，只指出哪一格不同，重新清点。",
    logged: "已记入的各批",
    none: "还没有记入的纸票。",
    batchRow: (batch: number) => `第 ${batch} 批`,
    rowFact: (issued: number, returned: number) => `发出 ${issued} 张，收回 ${returned} 张`,
    onlySecond: "录入由监票人办理，请监票人在上面解锁。",
    key: "录入一批",
    again: "重录这一批，代替已记入的",
    batch: "批号",
    issued: "发出",
    returned: "收回",
    void: {
        over: "多选无效",
        unreadable: "无法辨认",
        marked: "有暗记",
        blank: "空白",
    },
    voids: "其中无效",
    valid: "有效",
    project: "项目",
    approve: "赞成",
    oppose: "反对",
    abstain: "弃权",
    approvals: (sum: number, most: number) => `赞成合计 ${sum}，最多 ${most}`,
    faults: {
        number: "有的格没有填，或不是数字",
        batch: (most: number) => `批号是 1 到 ${most}`,
        returned: "收回多于发出，请核对；确实如此，照实录入",
        void: "无效多于收回",
        project: (place: number, sum: number, valid: number) =>
            `第 ${place} 项合计 ${sum}，有效 ${valid}，对不上`,
        over: (place: number) => `第 ${place} 项赞成多于有效`,
        min_group: (returned: number, least: number) =>
            `收回 ${returned} 张，少于 ${least} 张：为保护秘密不能单独成批，请并入别的批，或由两人在填票终端录入`,
        approvals: "赞成合计多于票上允许的",
        decided: "疑问票里这一种多于上面录入的张数",
        reason: "每张疑问票都要写理由，最多 200 字节",
    },
    doubtful: {
        title: "疑问票",
        explain: "有争议的票由总监票人定，录入决定和理由；总监票人另签一次。",
        add: "加一张疑问票",
        remove: (place: number) => `去掉第 ${place} 张`,
        one: (place: number) => `第 ${place} 张`,
        decision: "决定",
        reason: "理由",
        decisions: {
            valid: "有效",
            over: "多选无效",
            unreadable: "无法辨认",
            marked: "有暗记",
            blank: "空白",
        },
    },
    send: (batch: number) => `签字：第 ${batch} 批`,
    sending: "正在签字…",
    said: {
        waits: {
            what: "已签字，等待第二人或总监票人",
            todo: "第二人在自己的页面上录入同一批；有疑问票的，总监票人再签。两份不一样时，这里会指出哪一格。",
        },
        logged: { what: "两人一致，已记入记录", todo: "可以录入下一批。" },
        differs: (batch: number, cells: string): Sentence => ({
            what: `第 ${batch} 批，两人录入的不同：${cells}`,
            todo: "两份都已去掉。请两人一起重新清点这一批纸票，再各自按原批号录一次。",
        }),
    },
    cell: (place: string, column: string) => `第 ${place} 项${column}`,
    and: "、",
    doubtfulCell: "疑问票",
    chief: {
        title: "等总监票人签字",
        only: (name: string) => `由总监票人${name}签字。`,
        sheets: (count: number) => `疑问票 ${count} 张`,
        sign: (batch: number) => `签字：第 ${batch} 批的疑问票`,
        look: "请先看过这些纸票，再签字。",
    },
    paper: {
        does: [
            "记入的各批纸票从此算入结果",
            "签字之后不能再录纸票；没有这一步，不能开箱",
            "张数对得上，才能签字",
        ],
        final: "写入记录，不能撤回。",
        taken: "领纸票",
        exchanged: "换纸票",
        uncancelled: "未收回电子票而发的",
        out: "共发出",
        keyed: "各批录入的发出",
        returned: "各批收回",
        batches: "批数",
        fieldUncancelled: "未收回电子票而发的纸票（张）",
        number: "请填张数",
        gap: (batch: number) => `缺第 ${batch} 批，请先录入`,
        issued: (out: number, keyed: number) =>
            `共发出 ${out} 张，各批录入 ${keyed} 张，对不上，不能签字`,
        tooMany: {
            what: "纸票多于发出的，或多于没有用过的电子票",
            todo: "可以签字；结果将是本轮无效，重新票决。请先再清点一次。",
        },
    },
    claims: {
        does: [
            "不再收“我的票没有用”的申报",
            "交卡时的“已投”和申报随即记入记录",
            "记录据此算出最多可能有几张没有来历的票",
        ],
        final: "写入记录，不能撤回。",
        field: "回收箱里用过的票条（张；没有票条的填 0）",
        number: "请填张数",
    },
};

export type SheetsWords = typeof sheetsZh;
