// i18n/zh_checking.ts — what a deputy's own device says while its ballot is checked, in Chinese.

export const checkingZh = {
    idTitle: "验票：第一个码",
    openingTitle: "验票：第二个码",
    notCounted: {
        what: "这张票只用于验票，不计票",
        todo: "本机已记下，它不会再投出。验完请重新填写，另封一张再投。",
    },
    where: (address: string) => `请在另一台设备上打开 ${address}，扫描本页的码。`,
    order: "那台设备读到后，再按“对方已读到”。先给第一个码，本机就不能事后改口。",
    code: "查询码，应与那台设备上显示的相同",
    idQr: "第一个码",
    openingQr: "第二个码",
    idDone: "对方已读到",
    openingExplain:
        "请让那台设备扫描本页的码。它打开这张验票用的票：扫到它的人会看到票上填了什么。",
    asText: "没有摄像头：显示文字",
    textLabel: "在另一台设备上输入下面的文字，空格可以不输",
    back: "再看第一个码",
    again: "重新填写",
};

export type CheckingWords = typeof checkingZh;
