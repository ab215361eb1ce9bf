// i18n/zh_official_close.ts — what is said beside the close at the official's console, in Chinese.

export const closingZh = {
    booths: "填票终端",
    left: (seconds: number) => `领票刚结束，请等 ${seconds} 秒，终端正在送出存着的票。`,
    over: "领票结束已过 60 秒。",
    heard: (count: number) => (count === 0 ? "没有存票" : `还存有 ${count} 张，尚未计入`),
    silent: "领票结束后没有收到",
    and: "、",
    unknown: "不知道各终端的情况。",
    early: (names: string) => `领票结束未满 60 秒，这些终端可能还有票没送到：${names}。`,
    unheard: (names: string) => `领票结束后没有收到这些终端：${names}。`,
    holding: (names: string) => `这些终端还存着票：${names}。`,
    boothHolds: (name: string, count: number) => `${name}（${count} 张）`,
    confirm: "存着的票截止后不能再计入，仍要截止",
    confirmNot: "请再确认一次：有终端的票可能还没送到",
};

export type ClosingWords = typeof closingZh;
