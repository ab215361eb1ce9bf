// i18n/zh_official_devices.ts — what is said at the official's console of the hall's devices, in Chinese.

export const devicesZh = {
    title: "会场设备",
    none: "还没有设备请求登记。",
    waits: "等待登记",
    never: "没有收到",
    heard: (seconds: number) => `${seconds} 秒前收到`,
    holds: (count: number) => (count === 0 ? "没有存票" : `存有 ${count} 张`),
    inUse: "使用中",
    kinds: { booth: "填票终端", desk: "签到", hall: "会场大屏", podium: "发言席" },
    compare: "与设备屏幕上的六组字一样，才能签字：",
    signedBy: (name: string) => `${name}已签，等待会签`,
    acts: {
        enrol: (name: string) => `登记“${name}”`,
        revoke: (name: string) => `撤销“${name}”`,
    },
    revoke: "撤销登记",
    done: { what: "两人已签，办好了", todo: "设备在 10 秒内知道。" },
};

export const closingZh = {
    booths: "填票终端",
    left: (seconds: number) => `末次提醒还有 ${seconds} 秒，终端正在送出存着的票。`,
    over: "末次提醒的 60 秒已过。",
    heard: (count: number) => (count === 0 ? "没有存票" : `还存有 ${count} 张，尚未计入`),
    silent: "领票结束后没有收到",
    and: "、",
    unknown: "不知道各终端的情况。",
    early: (names: string) => `末次提醒未满 60 秒，这些终端可能还有票没送到：${names}。`,
    unheard: (names: string) => `领票结束后没有收到这些终端：${names}。`,
    holding: (names: string) => `这些终端还存着票：${names}。`,
    boothHolds: (name: string, count: number) => `${name}（${count} 张）`,
    confirm: "存着的票截止后不能再计入，仍要截止",
    confirmNot: "请再确认一次：有终端的票可能还没送到",
};

export type DevicesWords = typeof devicesZh;
export type ClosingWords = typeof closingZh;
