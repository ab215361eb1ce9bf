// i18n/zh_found.ts — what is said on the page that founds a congress, in Chinese.

export const foundZh = {
    title: "建立大会",
    titleDone: "大会已建立",
    explain: "这台服务器上还没有大会。填好下面几项，就在这里建立。",
    opening: "正在打开…",
    before: {
        what: "上一次演练已经结束，原文件夹另存在服务器上",
        todo: "新的大会沿用演练时的会场证书，已信任它的设备不必再装。",
    },
    name: "大会名称",
    nameTodo: "写全称，会印在选票、大屏和公告上。建立后不能更改。",
    name2: "另一语言的名称（可以不填）",
    kind: "用途",
    kinds: {
        rehearsal: {
            name: "演练",
            explain: "先把全过程走一遍。每个页面都标明演练，结束后在这里重新建立。",
        },
        real: {
            name: "正式",
            explain: "真实的票决。建立后不能改为演练，也不能从网页上清除。",
        },
    },
    reach: "服务器的名称和地址",
    reachTodo: "各台设备用它们打开本服务器，每行一个。已填入本机现有的，会场里换了地址的请改正。",
    go: "建立",
    going: "正在建立…",
    nameMissing: "请先填大会名称",
    kindMissing: "请先选演练或正式",
    refused: { what: "没有建立", todo: "请按下面的说明改正，再试一次。" },
    detail: "服务器的说明：",
    foreign: {
        what: "本页的链接不对，或已经用过",
        todo: "请用服务器刚印出的整条链接打开本页。",
    },
    gone: {
        what: "连不上本机的服务器",
        todo: "请查看它是否在运行，再打开它新印出的链接。",
    },
    code: "筹备码",
    codeTodo: {
        what: "请现在抄在纸上",
        todo: "本页只显示这一次。会前的准备都要凭它，不要给无关的人看。",
    },
    authority: "会场证书的指纹",
    authorityTodo: "也请抄下或打印，贴在服务器地址旁。各台设备安装证书时与它核对。",
    next: "接下来",
    nextTodo: "几秒钟后服务器就绪，用下面任何一个链接打开筹备页，继续准备。",
};

export type FoundWords = typeof foundZh;
