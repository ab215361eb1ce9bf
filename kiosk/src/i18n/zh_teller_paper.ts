// i18n/zh_teller_paper.ts — cards, slips and what else is made ready before the vote, in Chinese.
import type { Sentence } from "./zh_terms.ts";

const refused = (what: string, todo: string): Sentence => ({ what, todo });

export const tellerPaperZh = {
    prepare: {
        title: "会前准备",
        cards: "代表证",
        slips: "封口票条",
        rehearsal: "开箱演练",
        paper: "纸质备份",
        open: "打开",
        notForgotten: "做成的还没有清除",
    },
    back: "返回",
    missing: "请把各项填齐",
    howMany: "请填 1 到 10000 的张数",
    making: "正在制作…",
    sheets: (count: number) => `${count} 张`,
    made: { cards: "代表证已做成", slips: "票条已做成" },
    posted: "名册已交服务器",
    fingerprint: { cards: "名册的指纹", slips: "清单的指纹" },
    cards: {
        explain:
            "每位代表一张，凭它签到、领票。卡码只在本机生成，服务器只得到公开的一半。请两位监票人同时在场，打印、清点、封存。",
        count: "代表人数",
        go: "制作代表证",
    },
    slips: {
        explain:
            "不带设备的代表签到后抽一张，到填票终端扫码投票。票条不编号，谁抽到哪一张没有记录。请多做几张备用；每一轮另做一套。",
        count: "张数，含备用",
        go: "制作票条",
    },
    names: {
        title: "名册（可不选）",
        explain:
            "选了名册，卡上就印序号、姓名、代表团，按名册的次序一人一张。姓名不离开本机，不进服务器和记录。",
        file: "名册文件，CSV 或 XLSX",
        read: (count: number) => `已读到 ${count} 位代表`,
    },
    test: {
        title: "先试印一页",
        explain: "试印的码无效。请看裁切线、字迹是否齐全，再用签到处的扫码枪扫一下。",
        go: "打印试印页",
    },
    print: {
        title: "打印",
        explain: {
            cards: "A4 纸，每页十张，按实际大小打印，沿虚线裁开。屏幕上不显示卡码。",
            slips: "A4 纸，每页六张，按实际大小打印，沿虚线裁开；上面一条点线向后折，下面一条向前折，封口，码在里面，“票条”在外面。屏幕上不显示条码。",
        },
        waits: "二维码部件还在取来",
        go: { cards: "打印代表证", slips: "打印票条" },
        saveCodes: "另存号码表",
        saveFile: { cards: "另存名册条目", slips: "另存清单" },
        csv: "号码表等同于全部卡、条，只有要交印刷厂时才另存，印完即删。",
    },
    roll: {
        title: "把名册交给服务器",
        explain: "印齐、清点无误再交。筹备码在建立服务器的人手里，由他输入。",
        code: "筹备码",
        missing: "请输入筹备码",
        wrong: {
            what: "服务器没有收：筹备码不对，或方案已经封存",
            todo: "请核对筹备码，再输一次。",
        },
        go: "交名册",
        busy: "正在交…",
    },
    forget: {
        title: "清除",
        explain: "印好、清点完毕，就把码从本机内存清除。清除后不能再印；监票台一停，也自动清除。",
        go: "清除本机的码",
    },
    rehearse: {
        explain:
            "投票之前，用到场各人的份额文件试开一个随机数。它用联合密钥封好，谁也不知道内容，与选票无关。",
        add: "加一份份额",
        oneByOne:
            "监票人依次插上 U 盘，填自己的份额文件，自己输口令。本机每次只读一份，用完立即清除，再读下一份。",
        go: "试这一份",
        busy: "正在试…",
        end: "结束演练",
        here: "份额对得上",
        awaited: "还没有试",
        more: (count: number) => `还差 ${count} 份才能试开`,
        any: (count: number) => `任意 ${count} 份合用`,
        fewer: (count: number) => `只有 ${count} 份`,
        opened: (opened: number, all: number) => `${all} 种组合，打开 ${opened} 种`,
        proves: (here: number, needed: number) =>
            `已证明：这 ${here} 份都是这把联合密钥的份额，其中任意 ${needed} 份到场，都能打开票箱。`,
        limits: "不能证明当天人人到场，也不能证明没有人另存一份。",
        fails: refused("有组合打不开", "不要封存方案。请核对文件；仍打不开，重办密钥仪式。"),
    },
    copies: {
        explain:
            "把本机的密钥文件和份额文件各印一页：一行行文字，行行有校验，另有同样内容的二维码。两份都用口令封着，纸上没有口令。",
        keep: "纸和口令分处保管。纸上的份额不记得此后看过的日志，只在文件都坏了时使用。",
        go: "制作纸质备份",
        print: "打印",
        keysTitle: "密钥文件的纸质备份",
        shareTitle: "份额文件的纸质备份",
        printed:
            "没有口令，这张纸打不开任何东西。恢复时在监票台照样输入各行，或用扫码枪扫二维码。每行末四位是校验。",
        instead: "密钥文件丢失，从纸质备份恢复",
        restore: { share: "从纸质备份恢复份额", keys: "从纸质备份恢复密钥文件" },
        type: "照纸上输入，一行一行；大小写、短横、空格都可以。输错了，本机说出是哪一行。",
        lines: "纸上各行",
        restoreGo: "恢复",
        restoring: "正在恢复…",
    },
    piece: {
        card: "代表证",
        cardFoot: "签到、领票时出示。请勿转借、拍照；遗失请立即告知签到处。",
        slip: "票条",
        slipOutside: "代表抽取之前请勿拆开。拆开的票条不发。",
        foldBack: "先沿此线向后折",
        foldOver: "再沿此线向前折，封口",
        slipInside: "到填票终端扫码，或输入十四组字符。只能投一次。",
        sample: "样张　不计票",
    },
};
