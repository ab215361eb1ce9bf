// i18n/zh_official_sides.ts — leftover slips, absent tellers, site and archive at the official's console, in Chinese.
import type { Sentence } from "./zh_terms.ts";

export const sidesZh = {
    bundles: {
        title: "取走公告、各表和档案",
        forms: "各表按本页的语言生成。公告可以公开；出席情况表含代表姓名，完整报告含内部票数，不要公开。",
        form: {
            notice: "公告",
            result: "票决结果报告单",
            count: "选票清点报告",
            attendance: "代表出席情况表",
            internal: "完整报告（内部）",
        },
        record: "票决记录",
        what: {
            site: "网站给公众看：公告、清点报告、记录文件。解压后放到任何网站上。",
            archive: "档案由本机关保存：记录、两种语言的全部表，含内部票数和代表姓名。不要公开。",
        },
        take: { site: "下载网站", archive: "下载档案" },
        making: "正在生成，需要几秒…",
        saved: (file: string) => `已存到本机的下载文件夹：${file}`,
    },
    slips: {
        does: [
            "没有人抽的票条，一张一张拆开，扫描条码",
            "作废的票条不能再投票，记录里写明张数",
            "其中有投过票的，整批都不作废",
        ],
        final: "作废写入记录，不能撤回。投票截止之前办理。",
        list: "清单",
        drawn: "已抽",
        voided: "已作废",
        left: "剩余",
        opened: "已拆",
        field: "票条的条码：扫码枪扫，或照纸上输入",
        take: "记下这一张",
        camera: "用摄像头扫",
        taken: (count: number) => `已记下，共 ${count} 张`,
        rest: (count: number) => `还有 ${count} 张剩余票条没有拆。找不到的，按缺失写入记录。`,
        all: "剩余票条都已记下。",
        none: "请先拆开剩余的票条，扫描条码",
        findings: {
            twice: "这一张刚才已经记下，没有重复计数",
            other: "这一张不在本轮的票条清单里，没有记下",
            voided: "这一张先前已经作废，没有记下",
            unreadable: "这不是票条的条码，或有字符读错，没有记下",
            full: "一批最多 1000 张，请先签这一批",
            more: "剩余的票条都已记下，这一张多出来了：其中有人抽过的。没有记下，请停下来核对",
        },
    },
    absent: {
        does: [
            "勾选的监票人不能到场会签、交份额",
            "截止记录的会签不再等他们",
            "开箱仍须足够的份额",
        ],
        final: "写入记录，不能撤回。",
        who: "不能到场的监票人",
        already: "已记为缺席",
        nobody: "请先勾选不能到场的监票人",
        left: (left: number, needed: number) => `其余 ${left} 位监票人，开箱须 ${needed} 位。`,
        tooFew: (left: number, needed: number): Sentence => ({
            what: `其余只有 ${left} 位监票人，开箱须 ${needed} 位，票箱将打不开`,
            todo: "请先设法请监票人到场，或由他人带来份额文件；不行，只能作废本轮。",
        }),
    },
};

export type SidesWords = typeof sidesZh;
