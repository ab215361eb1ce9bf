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

export type DevicesWords = typeof devicesZh;
