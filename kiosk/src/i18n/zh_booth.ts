// i18n/zh_booth.ts — what is said at a shared booth, in Chinese.

export const boothZh = {
    idle: {
        title: "请扫票条",
        explain: "请拆开票条，把二维码给本机看。",
        scan: "用摄像头扫票条",
        field: "没有摄像头：用扫描枪，或输入票条上的字",
        read: "读入",
        reading: "正在读票条…",
        once: "请不要把代表证给本机看。本机只认票条，不知道您是谁。",
        shut: "现在不能投票",
        phases: {
            before: "还没有开始投票，开始后本页会自动打开。",
            paused: "投票暂停，恢复后本页会自动打开。",
            over: "投票已经截止。",
            noSlips: "本轮不用票条，请在自己的设备上投票。",
            another: "本机还有上一轮的票没有送完，请稍候。",
            opening: "正在打开…",
        },
        lastCall: "领票已经结束，请尽快投出。",
    },
    told: {
        card: { what: "这是代表证，不是票条", todo: "请收好代表证，换票条给本机看。" },
        none: { what: "这不是票条的码，或者有字不对", todo: "请再扫一次，或核对后重新输入。" },
        not_of_round: { what: "这张票条不是本轮的", todo: "请换本轮的票条；没有，请找监票人。" },
        used: {
            what: "这张票条已经用过",
            todo: "票箱里只有先投的那一张。如有疑问，请找监票人。",
        },
        waiting_here: {
            what: "用这张票条投的票存在本机，尚未计入",
            todo: "连上票箱后自动送出，不用再投。",
        },
        left: { what: "无人操作，刚才的票没有投出，已经清除", todo: "票条没有用掉，可以重新扫。" },
        closed: { what: "投票已经截止，刚才的票没有投出", todo: "如有疑问，请找监票人。" },
        replaced: { what: "表决方案已经更换，刚才的票没有投出", todo: "请等候通知。" },
    },
    queue: {
        none: "本机没有等待送出的票",
        waits: (count: number) => `${count} 张票存在本机，尚未计入`,
        waitsTodo: "连上票箱后自动送出。请不要关闭本机。",
        refused: (count: number) => `${count} 张票没有计入`,
        refusedTodo: "请监票人查看下面的查询码和原因。",
    },
    marks: {
        leave: "退出",
        previous: "上一页",
        next: "下一页",
        page: (page: number, pages: number) => `第 ${page} 页，共 ${pages} 页`,
        fullTodo: (no: number) => `要选第 ${no} 项，请先取消一项。`,
        reviewNot: "看过每一页，选够规定的项数，才能核对",
        facts: "项目详情",
    },
    review: {
        touch: "点任一项可以修改。",
        notYet: "说明是不是空白票后，才封票。",
        failed: "本机没有封好这张票",
        failedTodo: "请返回修改，再核对一次；仍不行，请换一台。",
        notKept: "本机不能保存，因此没有送出",
        notKeptTodo: "请换一台，用同一张票条重新填写。",
        paused: "投票暂停，现在不能投",
    },
    checking: {
        again: "重新填写",
        stays: "票条没有用掉。验完请重新填写再投。",
    },
    done: {
        countedWhat: "已计入",
        waitingWhat: "已封好，存在本机，尚未计入",
        waitingTodo: "连上票箱后自动送出，您可以离开。会后凭查询码可查是否计入。",
        refusedWhat: "没有计入",
        again: "票条没有用掉，可以用它重新填写。",
        lost: "本轮已经结束，票箱不再答复。是否计入，请凭查询码在公开页上查。",
        receipt: "请抄下查询码，或扫旁边的码；会后凭它可查本票。",
        qr: "查询码的二维码",
        finish: "完成",
        wiped: (seconds: number) => `按“完成”，或 ${seconds} 秒后，本屏清除`,
    },
    still: {
        what: "您还在吗？",
        todo: (seconds: number) => `无人操作，${seconds} 秒后清除。碰一下屏幕可以继续。`,
        title: "还在投票吗？",
        left: (seconds: number) => `${seconds} 秒后清除，票条没有用掉`,
        stay: "还在投票",
    },
};

export type BoothWords = typeof boothZh;
