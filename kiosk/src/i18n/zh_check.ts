// i18n/zh_check.ts — what is said on the second device of a check, in Chinese.

export const checkZh = {
    title: "验票",
    closed: "现在不能验票",
    closedTodo: "投票已经截止，等待宣布结果。",
    id: {
        title: "请读入第一个码",
        explain: "在投票的设备上按“验票”，把它显示的第一个码给本机看。",
    },
    opening: {
        title: "请读入第二个码",
        explain: "第一个码已读到。在投票的设备上按“对方已读到”，再把第二个码给本机看。",
    },
    scan: "扫描二维码",
    typed: "或者输入、粘贴二维码下面的文字",
    read: "读入",
    sameCode: "投票设备上显示的查询码应与此相同；不同，请找监票人。",
    none: "对方没有给出第二个码",
    unfit: {
        no_code: "这不是验票的码，或者有字不对，请核对",
        other_version: "两台设备的页面版本不同，请都重新打开",
        other_round: "这个码属于另一轮表决，请重新打开本页",
        id: "这还是第一个码，请读第二个码",
        opening: "这是第二个码。没有先读第一个码，不能验；请从第一个码开始",
    },
    working: "正在重新封票，与第一个码核对…",
    agrees: {
        title: "相符",
        what: "那台设备如实封了票",
        todo: "下面是票里封的内容，请与您填的核对；不一样，请找监票人。",
    },
    differs: {
        title: "与所说的不符",
        what: "那台设备封的不是它所说的那张票",
        todo: "请不要用那台设备投票，并请监票人来看本页。",
        said: "那台设备说票里是下面这些，实际封的不是：",
    },
    unopened: {
        title: "打不开",
        what: "那台设备没有给出能打开这张票的码",
        todo: "请重新填写，再验一次；再次出现，请找监票人。",
    },
    notCounted: {
        what: "这张票不计票",
        todo: "它只用于验票，不会投出。",
        todoAgrees: "它只用于验票，不会投出。请回到投票的设备，重新填写，另封一张再投。",
    },
    blank: "这是一张空白票。",
    abstained: (count: number) => `弃权或未填 ${count} 项`,
    telling: "正在告诉票箱：这张票已用于验票…",
    told: "票箱已登记：这张票不能再投。登记里没有票上的内容。",
    untold: "连不上票箱，本页会自动再试，请不要关闭。",
    castAlready: {
        title: "被投了出去",
        what: "这张票已经在票箱里",
        todo: "那台设备把拿来验的票投了出去。请立即找监票人，并出示本页。",
    },
    another: "再验一张",
};

export type CheckWords = typeof checkZh;
