// i18n/zh_desk.ts — what is said at the desks by the hall's door, in Chinese.

export const deskZh = {
    title: "签到",
    unlock: {
        title: "打开签到台",
        explain: "由已登记的工作人员打开。密钥只在本页内存里，关闭或锁定后即清除。",
        file: "密钥文件",
        passphrase: "口令",
        go: "打开",
        working: "正在打开…",
        missing: "请选择密钥文件，并输入口令",
        noFile: { what: "这不是密钥文件", todo: "请选择制作密钥时保存的文件。" },
        wrong: { what: "口令不对，或者文件已损坏", todo: "请核对口令后再试。" },
        memory: { what: "本机内存不够，打不开这份密钥", todo: "请关闭别的程序和页面后再试。" },
        unknown: { what: "这份密钥没有登记", todo: "请核对是否本次大会的密钥文件。" },
        role: { what: "这份密钥不是工作人员的", todo: "签到由工作人员办理；监票人请用监票台。" },
        early: { what: "工作人员还没有登记", todo: "登记完成后再打开签到台。" },
        clock: {
            what: "服务器没有接受这份密钥的请求",
            todo: "请核对本机和服务器的时间，两者不能相差一小时以上。",
        },
        closed: { what: "投票已经截止，现在不能打开", todo: "宣布结果后可以再打开。" },
        unreachable: { what: "连不上服务器", todo: "请检查网络后再试。" },
        kept: (count: number) => `本机还有 ${count} 条尚未登记，网络恢复后自动送出。`,
    },
    work: {
        label: "扫描代表证是为了",
        sign_in: "签到",
        slips: "发票条",
        paper: "领纸票",
        hand_in: "交卡：已投",
    },
    works: {
        slips: {
            done: "已登记：请代表抽一张票条",
            before: "这位代表已经抽过票条，不能再抽。",
            not: (who: string) => `不能给 ${who} 发票条`,
            unreachable: "连不上服务器，没有登记。先不要给票条，请再扫一次。",
            refused: {
                already_issued: "这位代表已经领过票，不能再领。",
                busy: "清单上的票条已经发完。请找监票人。",
                not_signed_in: "签到没有登记上。请先签到，再扫一次。",
            },
        },
        paper: {
            done: "已登记：请给代表一张纸票",
            before: "这位代表已经领过纸票，不能再领。",
            not: (who: string) => `不能给 ${who} 发纸票`,
            unreachable: "连不上服务器，没有登记。先不要给纸票，请再扫一次。",
            refused: {
                already_issued:
                    "这位代表已在自己的设备上领票，或抽过票条。要用纸票，请代表在设备上换纸票。",
                not_signed_in: "签到没有登记上。请先签到，再扫一次。",
            },
        },
        hand_in: {
            done: "代表证已收：票已在票箱里，已登记",
            before: "这张代表证已经交过。",
            not: (who: string) => `没有登记 ${who} 的交卡`,
            unreachable: "连不上服务器，没有登记。请再扫一次。",
            refused: {
                not_permitted: "这位代表没有在自己的设备上领票，不用登记，收卡即可。",
                wrong_phase: "本轮的登记已经结束，收卡即可。",
            },
        },
    },
    lock: "锁定",
    by: (name: string) => `${name} 办理`,
    noRoll: { what: "代表名册还没有公布", todo: "公布后本页会自动打开签到。" },
    namesUnfit: (names: number, due: number) =>
        `姓名表有 ${names} 人，代表名册有 ${due} 人，两者不符，因此不显示姓名。请重新导入姓名表。`,
    noNames: "没有导入姓名表，本页只显示代表号。",
    card: {
        label: "扫描代表证，或输入号码后按回车",
        scan: "用摄像头扫描",
        waits: "等待扫描",
        no_card: {
            what: "这不是代表证的号码",
            todo: "请再扫一次；手工输入的，请从头核对九组字。",
        },
        nobody: { what: "名册上没有这张代表证", todo: "没有签到。请核对是不是本次大会的代表证。" },
        other_roll: {
            what: "这是另一份名册的代表证",
            todo: "没有签到。名册更换过，请代表用新的代表证。",
        },
        replaced: (who: string) => ({
            what: `这张代表证已经作废，${who} 补办了新证`,
            todo: "没有签到。请用新的代表证；拿旧证来的人，请请监票人核对身份。",
        }),
    },
    no: (no: number) => `${no} 号`,
    who: (no: number, name: string, delegation: string) => {
        const more = delegation === "" ? `${no} 号` : `${no} 号，${delegation}`;
        return name === "" ? `${no} 号` : `${name}（${more}）`;
    },
    status: {
        absent: "未到",
        present: "在场",
        left: "已离场",
        sending: "正在登记…",
        signedIn: (time: string) => `已签到 ${time}`,
        returned: "已返回，重新签到",
        already: (time: string) => `${time} 已经签到，不必再签`,
        leftAt: (time: string) => `${time} 离场`,
        kept: "已存本机，尚未登记",
        drew: "已抽票条",
        took: "已领纸票",
        declared: "已交卡",
        excused: { leave: "请假", absent: "缺席" },
    },
    acts: {
        signIn: "签到",
        signInAgain: "返回签到",
        leave: "登记离场",
        lost: "代表证遗失",
        excuse: "请假或缺席",
        close: "收起",
    },
    confirm: {
        what: (who: string) => `没有扫描代表证，为 ${who} 签到？`,
        todo: "请先核对本人身份。签到以您的签字记入会议记录。",
        go: (who: string) => `为 ${who} 签到`,
    },
    excuse: {
        title: (who: string) => `${who} 请假或缺席`,
        explain: "只记在本机，随签到表导出，不送服务器，也不进会议记录。",
        leave: "请假",
        absent: "缺席",
        reason: "事由（可不填）",
        save: "记下",
        clear: "取消登记",
    },
    lost: {
        title: (who: string) => `${who} 的代表证遗失`,
        before: {
            what: "领票之前可以补办，旧证随即作废",
            todo: "由两位监票人在各自的监票台补办，本台不能代办。",
        },
        steps: (no: number) => [
            "核对代表本人身份，记下事由。",
            `一位监票人在自己的监票台做 ${no} 号的新证，印出并先签字；另一位在自己的监票台会签。`,
            "监票台显示“已记入记录”以后，才把新证交给代表本人。会签之前新证没有用。",
            "代表用新证到本台签到；已经签到的不必再签。",
        ],
        tellers: "可以办理的监票人",
        issuing: {
            what: "已经领过票的，代表证不再补办",
            todo: "没有领过票的，仍可由两位监票人补办；领过票的，监票人的程序会拒绝。",
        },
        after: {
            what: "领票已经结束，本轮不再补办",
            todo: "已经领到票的，在领票的设备上继续，或凭恢复码换设备；没有领到票的，本轮不能再领。再投一轮的，新方案公布后可以补办。",
        },
    },
    figures: {
        title: "出席情况",
        due: "应到",
        present: "实到",
        inHall: "在场",
        toCome: "未到",
        drew: "已发票条",
        took: "已领纸票",
        quorum: (a: number, b: number, needed: number) =>
            `出席达到应到的 ${b} 分之 ${a}，即 ${needed} 人，方可投票`,
        quorumOver: (a: number, b: number, needed: number) =>
            `出席超过应到的 ${b} 分之 ${a}，即 ${needed} 人，方可投票`,
        met: "已达到法定人数",
        missing: (count: number) => `还差 ${count} 人`,
        opened: "开始发票时，已核对法定人数",
        noRule: "表决方案还没有公布，法定人数未定",
    },
    late: {
        issuing: "正在发票：现在签到的代表可以马上领票。",
        over: {
            what: "本轮领票已经结束",
            todo: "现在签到的代表，本轮不能领票；以后的各轮可以。",
        },
    },
    list: {
        title: "代表名单",
        search: "按姓名、代表号、代表团或座位查找",
        all: "全部",
        present: "在场",
        absent: "未到",
        left: "离场",
        excused: "请假缺席",
        filter: "只看",
        no: "号",
        name: "姓名",
        delegation: "代表团",
        seat: "座位",
        state: "状态",
        none: "没有符合的代表",
        more: (count: number) => `另有 ${count} 人没有列出，请用查找缩小范围`,
        sheet: "导出签到表",
        sheetFile: (day: string) => `签到表-${day}.csv`,
    },
    sheet: {
        no: "代表号",
        name: "姓名",
        delegation: "代表团",
        seat: "座位",
        state: "状态",
        signedIn: "签到时间",
        left: "离场时间",
        excuse: "请假缺席",
        reason: "事由",
        note: "备注",
    },
    offline: (count: number) => ({
        what: "连不上服务器",
        todo: `可以继续扫描。本机存着 ${count} 条，尚未登记，恢复后自动送出；此前的数字可能已经变化。`,
    }),
    collided: (count: number) =>
        `您的密钥同时在另一处使用，本台有 ${count} 条因此重新签过字，都已照常登记。每台用各自的密钥，就不会再发生。`,
    foreign: (name: string, count: number) => ({
        what: `本机有 ${count} 条是 ${name} 办理的，须重新签字`,
        todo: `请 ${name} 用自己的密钥打开本页。`,
    }),
    refused: (who: string) => `${who} 没有登记`,
    understood: "知道了",
    cannotKeep: {
        what: "本机不能保存，因此没有送出",
        todo: "请退出无痕浏览，或腾出空间，再扫一次。",
    },
};

export type DeskWords = typeof deskZh;
