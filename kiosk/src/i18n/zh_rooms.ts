// i18n/zh_rooms.ts — what is said on the list of rooms, in Chinese.

export const roomsZh = {
    title: "各个页面",
    explain: "同一台服务器上的页面，各有各的用处。",
    sample: {
        what: "这是样例大会，名册、选票和票数都是模拟的",
        todo: "可以放心试用每个页面。自己投一票时，请用启动时打印出来的链接，它带有一位代表的代表证号码。",
    },
    rooms: {
        public: {
            name: "公开页",
            whom: "给所有人：票决进行到哪一步，宣布后看结果、查票、下载记录。",
        },
        vote: { name: "投票", whom: "给代表：用自己的手机或平板领票、填票、投票。" },
        booth: {
            name: "填票终端",
            whom: "给没有自带设备的代表：会场共用的终端，凭抽到的票条填票、投票。",
        },
        check: { name: "验票", whom: "给代表的另一台设备：核对投票的设备是否如实封票。" },
        hall: { name: "会场大屏", whom: "给全场：投票前、投票中和宣布结果时的大屏幕。" },
        desk: { name: "签到", whom: "给签到处的工作人员：扫代表证签到、离场、应到实到。" },
        official: {
            name: "工作台",
            whom: "给工作人员和监票人：一天的程序，两人共同签署的每一步。",
        },
        setup: {
            name: "筹备",
            whom: "给秘书处：从人员、名册、项目、办法到拟成方案，一步一步来，不用命令行。",
        },
        trust: { name: "会场证书", whom: "给每台自带的设备：让浏览器认得会场服务器。" },
    },
};

export type RoomsWords = typeof roomsZh;
