// i18n/zh_teller_enter.ts — few sheets of paper, keyed by two people and entered as ballots, in Chinese.
import type { Sentence } from "./zh_terms.ts";

const said = (what: string, todo: string): Sentence => ({ what, todo });

export const tellerEnterZh = {
    title: "少数纸票",
    side: "由两人逐张录入票箱",
    open: "录入",
    standing: {
        first: "正在录入",
        second: "正在录入",
        agreed: "待密封",
        kept: "待送出",
        sent: "已入票箱",
    },
    explain: (most: number) =>
        `收回的纸票不足 ${most + 1} 张的，其数不得单独公布：截止之前，由两位监票人逐张录入，成为加密的票，与电子票合计。`,
    steps: [
        "两人一起把纸票编号：1、2、3……",
        "第一人录完，把本机交给第二人；第二人对着同样的纸票再录，看不到第一人所录。",
        "两人一致的，由第二人输入自己的密钥文件和口令，一并密封，先存盘，再送入票箱。",
        "纸票封存。",
    ],
    invalid: "无效的纸票（如超选、无法辨认）不录入，计为未收回，写入会议记录。",
    count: (most: number) => `张数，1 到 ${most}`,
    begin: "开始录入",
    further: "又收回了纸票",
    notOpen: "截止之前、投票开始以后才能录入",
    notCompared: "先核对表决方案的指纹，才能录入",
    howMany: (most: number) => `请填 1 到 ${most}`,
    keyer: { first: "第一人录入", second: "第二人录入" },
    sheetOf: (sheet: number, place: number, all: number) =>
        `第 ${sheet} 张纸票（${place} / ${all}）`,
    blank: "空白票：什么都没有填",
    nothing: "什么都没有填的纸票，请按“空白票”",
    tooFew: (lo: number) => `不足 ${lo} 项的纸票无效，不录入：请放弃，减去这一张再录`,
    over: (cap: number) =>
        said(
            `最多 ${cap} 项`,
            "超选的纸票无效，不录入：请放弃，减去这一张再录；录错的，先取消一项。",
        ),
    previous: "上一张",
    next: "下一张",
    handIn: (count: number) => `录完 ${count} 张，交出`,
    handingIn: "正在交…",
    takeOver: {
        first: said("现在由第一人重录", "请第二人回避。两人都对着纸票重新看一遍。"),
        second: said(
            "请把本机交给第二人",
            "第一人所录留在本机程序里，屏幕上不再显示；请第一人回避。",
        ),
    },
    start: { first: "我是第一人，开始重录", second: "我是第二人，开始录入" },
    again: said(
        "没有交出的已不在了，请从头录入下列各张",
        "本页重新打开过。所录的划票不存盘；已经交出的仍在本机程序里，不必重录。",
    ),
    asked: "要录的纸票",
    differs: "两人所录不一致的地方",
    differ: (no: number) => `${no} 号项目`,
    differBlank: "是否空白票",
    sheet: (sheet: number) => `第 ${sheet} 张`,
    giveUp: "放弃所录，从头再来",
    agreed: said("两人所录完全一致", "请第二人在这里签署。密钥只用这一次，随即从内存清除。"),
    secondFile: "第二人的密钥文件",
    secondPassphrase: "第二人的口令",
    missing: "请把各项填齐",
    seal: "密封并送入票箱",
    sealing: "正在密封、送出…",
    wrongKeys: said(
        "口令不对，或不是本轮监票人的密钥文件",
        "请第二人核对文件和口令，再试一次。所录的没有丢。",
    ),
    kept: said(
        "已密封存盘，本机还不知道是否都进了票箱",
        "请再送一次：送出的还是同样这几张，票箱里不会重复。",
    ),
    send: "送入票箱",
    sending: "正在送…",
    sentAll: (count: number) =>
        said(`${count} 张都在票箱里`, "请将纸票封存。查询码随记录公布，可以核对。"),
    inBox: "已入票箱",
    notYet: "尚未送到",
    codes: "各张的查询码",
    files: "密封的票存在",
    unreadable: said(
        "密封的票存在本机，但读不出来",
        "不要重新录入，以免重复计票。请把原文件放回，告诉全体监票人。",
    ),
};
