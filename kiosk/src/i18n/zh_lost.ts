// i18n/zh_lost.ts — a server that is not heard, in Chinese.

export const lostZh = {
    lost: "与服务器失去连接，正在重连…",
    shownAsOf: (time: string) => `　所示为 ${time} 的情况`,
};
