// i18n/zh_hall.ts — what is said on the screen of the hall, in Chinese.
import { lostZh } from "./zh_lost.ts";

const digits = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"] as const;

function numeral(number: number): string {
    return digits[number] ?? ` ${number} `;
}

function fraction(a: number, b: number): string {
    return `${numeral(b)}分之${numeral(a)}`.trim();
}

export const hallZh = {
    round: (round: number) => `第 ${round} 轮`,
    announcedAt: (time: string) => `${time} 宣布`,
    unenrolled: (name: string) => `${name}：等待两人登记，请核对`,
    ...lostZh,
    noVote: "表决方案还没有公布",
    fetching: "正在读取表决方案",
    method: "表决办法",
    rules: {
        threeWayCapped: (count: number, most: number) =>
            `${count} 项，逐项表决，最多赞成 ${most} 项`,
        unmarked: {
            abstain: "无记名投票；空白票按弃权计",
            void: "无记名投票；空白票按无效票计",
        },
        participation: (least: number) => `，收回不足 ${least} 张的，本轮没有项目入选`,
        over: (base: string, a: number, b: number) => `赞成票超过${base}的${fraction(a, b)}`,
        reach: (base: string, a: number, b: number) => `赞成票达到${base}的${fraction(a, b)}`,
        passes: "的，方可入选",
        least: (rule: string, votes: number) => `${rule}，即至少 ${votes} 票`,
        noThreshold: "得到赞成票的，即可入选",
        base: { all: "应到代表", present: "实到代表", returned: "收回票数", valid: "有效票数" },
        places: (places: number) => `按赞成票由多到少，取前 ${places} 项`,
        tie: {
            runoff: "末位票数相同的，再投一轮；",
            presidium: "末位票数相同的，由主席团决定；",
            include_all: "末位票数相同的，一并入选；",
            ballot_order: "末位票数相同的，按候选次序取；",
            exclude: "末位票数相同的，都不入选；",
        },
        shortfall: {
            presidium: "名额不满的，由主席团决定",
            further_round: "名额不满的，再投一轮",
            vacant: "名额不满的，空缺",
            fill_by_rank: "名额不满的，按赞成票由多到少补足",
        },
    },
    kinds: {
        tie: "票数相同的项目再次票决",
        shortfall: "未满的名额再次票决",
        presidium: "经主席团决定再次票决",
        set_invalid: "上一轮无效，重新票决",
        ordered: "经主席团决定重新票决",
        too_few: "上一轮票数太少，没有开箱，重新票决",
    },
    due: "应到代表",
    present: "实到代表",
    issued: "发出",
    cast: "投出",
    handed_back: "退回",
    outstanding: "未收回",
    sheets: (count: number) => `未收回的有 ${count} 张纸票，由监票人清点`,
    returned: "收回",
    valid: "有效票",
    chosenCount: "入选项目",
    everyMinute: "票数每分钟更新",
    progress: (cast: number, back: number, issued: number) =>
        `发出 ${issued} 张，其中投出 ${cast} 张，退回 ${back} 张`,
    quorum: (needed: number, a: number, b: number) => `法定人数 ${needed}（${fraction(a, b)}）`,
    quorumOver: (needed: number, a: number, b: number) =>
        `法定人数 ${needed}（超过${fraction(a, b)}）`,
    quorumMet: "已达到法定人数",
    quorumMissing: (missing: number) => `尚差 ${missing} 人`,
    fingerprint: "方案指纹",
    fingerprintShort: "方案指纹",
    recordFingerprint: "记录指纹",
    recordShort: "记录指纹",
    firstDigits: (digits: number) => `（前 ${digits} 位）`,
    paused: "投票暂停",
    pausedTodo: "暂停期间不发票，也不投票。已投的票都在票箱里。",
    closed: {
        now: "投票已经截止，等待宣布结果",
        steps: ["投票截止", "监票人开箱、计票、签字", "执行主席宣布结果"],
        hidden: "宣布之前，不显示任何票数结果",
    },
    done: "已完成",
    going: "进行中",
    ahead: "未开始",
    result: "结果",
    majority: (votes: number) => `过半数 ${votes}`,
    pass: (votes: number) => `须得 ${votes} 票`,
    chosen: "入选",
    notChosen: "未入选",
    noPlace: "过半数，名额已满",
    noPlacePassed: "票数够，名额已满",
    tied: "票数相同",
    rank: "名次",
    project: "项目",
    page: (page: number, pages: number) => `第 ${page} 页，共 ${pages} 页`,
    next: {
        tieRunoff: (count: number, votes: number, places: number) =>
            `${count} 项同为 ${votes} 票，余 ${places} 个名额，再投一轮决定`,
        tiePresidium: (count: number, votes: number, places: number) =>
            `${count} 项同为 ${votes} 票，余 ${places} 个名额，由主席团决定`,
        shortfall: (places: number, count: number) =>
            `名额未满，余 ${places} 个，在未入选的 ${count} 项中再投一轮`,
        presidium: (places: number) => `名额未满，余 ${places} 个，由主席团决定`,
        vacant: (places: number) => `名额未满，空缺 ${places} 个`,
        none: "没有项目入选",
        set_invalid: "收回的票多于发出的票，本轮无效，重新票决",
        too_few: "票数太少，为保护投票秘密没有开箱，重新票决",
        quorum: (needed: number) => `实到不足法定的 ${needed} 人，没有项目入选`,
        participation: (needed: number) => `收回不足规定的 ${needed} 张，没有项目入选`,
    },
    public: "公开页",
    publicTodo: "结果、记录、核对",
    voided: "本轮作废，没有结果",
    voidedTodo: "本轮的票都不算。是否重新票决，由主席团决定。",
};

export type HallWords = typeof hallZh;
