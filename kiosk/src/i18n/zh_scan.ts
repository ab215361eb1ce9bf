// i18n/zh_scan.ts — what is said while a camera looks, in Chinese.

export const scanZh = {
    looking: "请把二维码放在画面中央",
    close: "关闭摄像头",
    refused: {
        what: "浏览器没有允许使用摄像头",
        todo: "请在下面直接输入，或在浏览器的设置里允许后再扫。",
    },
    absent: { what: "没有找到摄像头", todo: "请在下面直接输入。" },
    broken: { what: "摄像头打不开", todo: "请关闭别的占用摄像头的程序，或在下面直接输入。" },
};

export type ScanWords = typeof scanZh;
