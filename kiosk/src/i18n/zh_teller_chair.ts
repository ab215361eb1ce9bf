// i18n/zh_teller_chair.ts — the page that the chair reads aloud, and a lost card, in Chinese.
import type { Sentence } from "./zh_terms.ts";

const said = (what: string, todo: string): Sentence => ({ what, todo });

export const tellerChairZh = {
    title: "主持人宣布稿",
    explain:
        "A4 一页，大字，内容取自本机重算的结果。签署报告、公开宣布之后，由执行主席照读；宣布之前请勿示人。",
    go: "打印宣布稿",
    opening: "各位代表：现在宣布票决结果。",
    figures: (
        due: number,
        present: number,
        issued: number,
        returned: number,
        valid: number,
        invalid: number,
    ) =>
        `应到代表 ${due} 人，实到代表 ${present} 人。发出表决票 ${issued} 张，收回表决票 ${returned} 张，其中有效票 ${valid} 张，无效票 ${invalid} 张。`,
    standing: {
        valid: "收回的票不多于发出的票，符合票决办法，本次票决有效。",
        set_invalid: "收回的票多于发出的票，本次票决无效。",
        too_few: "票数太少，为保护投票秘密，没有开箱。",
        quorum: "收回的票不多于发出的票。实到代表不足法定人数。",
        participation: "收回的票不多于发出的票。收回的票数不足票决办法规定的数目。",
    },
    list: {
        votes: (count: number) => `入选项目 ${count} 个，按得票多少排列：`,
        candidate: (count: number) => `入选项目 ${count} 个，按表决票上的次序排列：`,
    },
    nothing: "没有项目入选。",
    no: (no: number) => `第 ${no} 号`,
    votes: (votes: number) => `${votes} 票`,
    between: " 号、",
    next: {
        none: "名额已经选足，不再票决。",
        vacant: (places: number) => `名额空缺 ${places} 个，不再票决。`,
        tie: (numbers: string | number, places: number) =>
            `第 ${numbers} 号项目票数相同，余 ${places} 个名额，在这些项目中再投一轮。`,
        tiePresidium: (numbers: string | number, places: number) =>
            `第 ${numbers} 号项目票数相同，余 ${places} 个名额，由主席团决定。`,
        shortfall: (places: number, count: number) =>
            `名额未满，余 ${places} 个，在未入选的 ${count} 个项目中再投一轮。`,
        presidium: (places: number) => `名额未满，余 ${places} 个，由主席团决定。`,
        again: "重新票决。",
        missed: "是否重新票决，由主席团决定。",
    },
    closing: "宣布完毕。",
    fingerprint: "结果指纹（前 64 位）",
    foot: "由监票人的电脑验票、重算。与监票人签署报告时、宣布会签时所见的指纹一致，即为同一结果。",
};

export const tellerReplaceZh = {
    lost: "代表证遗失",
    side: "两位监票人补发",
    open: "补发",
    explain:
        "代表遗失代表证、本轮还没有领票的，由两位监票人补发：一位在这里做新证并先签，另一位在自己的监票台会签。会签之后旧证作废。请先核对代表本人身份。",
    deputy: "代表号",
    reason: "理由（可以不写）",
    reasonLong: "理由最多 200 字节，约 66 个汉字",
    number: "请填代表号",
    go: "做新证，先签",
    card: (no: number, name: string | number) => `${no} 号 ${name}`,
    standing: {
        waits: said(
            "等另一位监票人会签",
            "请他在自己的监票台上会签。会签之前，新证没有用，不要交给代表。",
        ),
        recorded: said("已记入记录，旧证作废", "请把新证交给代表本人，再清除本机的码。"),
        gone: said(
            "没有会签成，这张新证没有用",
            "代表可能已经领票，或提出已满一小时。请销毁印出的证；仍可补发的，清除后重做。",
        ),
    },
    short: { waits: "等会签", recorded: "可以交给代表", gone: "没有会签成" },
    printTitle: "打印新证",
    printExplain: "A4 纸，按实际大小打印，沿虚线裁开。屏幕上不显示卡码。",
    print: "打印新证",
    forgetTitle: "清除",
    forgetExplain:
        "新证交给代表之后清除。还没有会签就清除的，请告诉另一位监票人不要会签，并销毁印出的证。",
    forget: "清除本机的码",
};
