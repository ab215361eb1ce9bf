// i18n/zh.ts — every sentence in Chinese; the form of the catalogue is taken from here.
//
// Short, courteous, the words of the procedure; a figure stands between thin gaps. A refusal says what
// is so, then what to do.
import type { BoothWords } from "./zh_booth.ts";
import type { CheckWords } from "./zh_check.ts";
import type { CheckingWords } from "./zh_checking.ts";
import type { DeskWords } from "./zh_desk.ts";
import type { DetailsWords } from "./zh_details.ts";
import type { DeviceWords } from "./zh_device.ts";
import type { FoundWords } from "./zh_found.ts";
import type { HandBackWords } from "./zh_hand_back.ts";
import type { HallWords } from "./zh_hall.ts";
import type { OfficialWords } from "./zh_official.ts";
import type { DevicesWords } from "./zh_official_devices.ts";
import type { SidesWords } from "./zh_official_sides.ts";
import type { SheetsWords } from "./zh_official_paper.ts";
import type { PaperVotesWords } from "./zh_paper_votes.ts";
import type { PublicWords } from "./zh_public.ts";
import type { RoomsWords } from "./zh_rooms.ts";
import type { ScanWords } from "./zh_scan.ts";
import type { SetupWords } from "./zh_setup.ts";
import type { TellerWords } from "./zh_teller.ts";
import { ends, phases, refusals } from "./zh_terms.ts";
import type { TrustWords } from "./zh_trust.ts";

export type { Sentence } from "./zh_terms.ts";

export const zh = {
    language: { own: "中文", other: "English", tag: "zh-CN" },
    name: "票决",
    common: {
        back: "返回",
        retry: "再试一次",
        restart: "重新开始",
        finish: "清除本机",
        code: (number: number) => `代码 ${number}`,
        rehearsal: "演练　不计票　REHEARSAL",
        details: "详情",
        loading: "正在打开…",
        steps: ["领票", "填票", "核对", "投出"],
    },
    tools: {
        size: "字号",
        sizeNow: (factor: string) => `字号 ${factor} 倍`,
        contrast: "对比度",
        cover: "遮挡",
        uncover: "不遮挡",
        label: "显示",
    },
    card: {
        title: "代表证号码",
        explain: "号码印在代表证上，共九组，每组四个字。不分大小写。",
        group: (number: number) => `第 ${number} 组，共 9 组`,
        groupWrong: (number: number) => `第 ${number} 组有不用的字符`,
        complete: (groups: number) => `已填好 ${groups} 组，共 9 组`,
        checksum: "号码对不上，请从头核对各组",
        take: "领取选票",
        taking: "正在领票…",
        none: "表决方案还没有公布",
        noneTodo: "请稍候，公布后本页会自动打开。",
        closed: "现在不能领票",
        closedTodo: "投票已经截止，等待宣布结果。",
        recovery: "我有恢复码",
        recoveryLabel: "恢复码（十四组，每组四个字）",
        recoveryWrong: "恢复码对不上，请核对",
        linked: "已从链接读入号码，请按“领取选票”。",
        scan: "扫描代表证",
        scanned: "已从代表证读入号码，请按“领取选票”。",
        scanWrong: "这不是代表证的二维码，请换一张",
    },
    recovery: {
        title: "恢复码",
        explain:
            "本机损坏时，凭代表证和恢复码可以在别的设备上继续。只显示这一次，可以拍照或抄下，也可以不留。",
        warn: "不要给别人看。有代表证又有恢复码的人，可以替您投票。",
        go: "继续领票",
        qr: "恢复码的二维码",
    },
    fingerprint: "表决方案的指纹（前 24 位），请与会场大屏、票条或公告上的核对",
    otherWindow: "那个窗口关闭后，本页会自动打开。",
    requesting: { title: "正在领票", explain: "请不要关闭本页。断网后会自动继续。" },
    waiting: {
        title: "已领到选票",
        explain: "等待宣布开始投票，开始后本页会自动打开选票。",
        paused: "投票暂停，恢复后本页会自动继续。",
    },
    ballot: {
        upTo: (count: number, most: number) => `${count} 项中最多选 ${most} 项`,
        exactly: (count: number, exact: number) => `${count} 项中选 ${exact} 项`,
        threeWay: (count: number) => `${count} 项，逐项表决`,
        threeWayCapped: (most: number) => `最多赞成 ${most} 项`,
        approve: "赞成",
        oppose: "反对",
        abstain: "弃权",
        unmarked: "未填",
        chosen: "已选",
        chosenOf: (chosen: number, most: number) => `已选 ${chosen} 项，共可选 ${most} 项`,
        more: (left: number) => `还可选 ${left} 项，也可以不选满`,
        moreExactly: (left: number) => `还须选 ${left} 项；一项不选即为空白票`,
        full: (most: number) => `已选满 ${most} 项`,
        fullTodo: (name: string) => `要选“${name}”，请先取消一项。`,
        unmarkedCounts: "未填的按弃权计",
        review: "核对选票",
        reviewNot: "选够规定的项数才能核对",
        close: "收起",
        handBack: "退票或换纸票",
        claim: "我的票没有用",
        claimExplain: "不写是谁的票",
    },
    review: {
        title: "请核对您的选票",
        chosen: (count: number) => `已选 ${count} 项`,
        notChosen: (count: number) => `未选 ${count} 项`,
        approved: (count: number) => `赞成 ${count} 项`,
        opposed: (count: number) => `反对 ${count} 项`,
        abstained: (count: number) => `弃权 ${count} 项`,
        unmarked: (count: number) => `未填 ${count} 项`,
        unmarkedAbstains: (count: number) => `未填 ${count} 项，按弃权计`,
        more: (left: number) => `还可以再选 ${left} 项，也可以就这样投票。`,
        nothing: "您一项都没有填。",
        abstainAll: "每项弃权",
        blank: "空白票",
        blankFirst: "要交空白票，请先按“空白票”；要填票，请返回修改。",
        sayWhich: "请选“每项弃权”或“空白票”；要填票，请返回修改。",
        blankCounts: {
            abstain: "空白票计入收回数，每项按弃权计。",
            void: "空白票计入收回数，按无效票计。",
        },
        change: "返回修改",
        changeOne: "修改",
        seal: "封好选票",
        sealing: "正在封票…",
        explain: "封好后先显示查询码，再由您决定投不投。",
        none: "无",
    },
    sealed: {
        title: "选票已封好",
        notCast: "还没有投出，投出后才计入。",
        code: "本票查询码",
        explain: "凭此码，会后可查到本票已计入。",
        secret: "它不显示您选了什么。",
        cast: "投票",
        castExplain: "投出即为最终，不能更改",
        change: "返回修改",
        changeExplain: "重新封票，查询码会更换",
        check: "验票",
        checkExplain: "查本机是否如实封票，不投出",
        closed: "现在不能投票，请稍候",
        lost: "没有计入",
    },
    casting: {
        title: "已封好，存在本机，尚未计入",
        sending: "正在送出…",
        network: "网络恢复后自动送出。请不要离开，或请工作人员协助。",
        phase: "可以送出时，本页会自动再送。请不要离开，或请工作人员协助。",
        person: "请不要离开，并请工作人员协助。",
        again: "再送一次",
        markAgain: "重新填写",
    },
    cast: {
        title: "已计入",
        explain: "票箱已签收您的选票，签名核对无误。",
        keep: "请抄下或拍下查询码。宣布结果后，可在公开页上查到本票。",
        receiptPlain: "收据已核对：您的选票在票箱的封存记录里。",
        waits: "宣布结果后，本页自动取收据。",
        find: "在公开页上查本票",
        finishExplain: "清除后，本机不再保留查询码",
        voided: "本轮作废，本轮的票都不算。",
    },
    rounds: {
        next: {
            what: "又有一轮投票",
            todo: "请按“进入新一轮”，再用同一张代表证领票。本轮的结果留在本机。",
        },
        go: "进入新一轮",
        card: (round: number) => `第 ${round} 轮投票：请再用同一张代表证领票。`,
        earlier: (round: number) => `第 ${round} 轮`,
        handedBack: "选票已退回",
    },
    trouble: {
        unreachable: {
            what: "连不上服务器",
            todo: "已填的内容都在本机。请检查网络，本页会自动再试。",
        },
        cannot_keep: {
            what: "本机不能保存，因此没有送出",
            todo: "请退出无痕浏览，或腾出空间，再试一次。",
        },
        unreadable: {
            what: "本机保存的内容读不出来",
            todo: "请再试一次；仍不行，请找工作人员，不要清除浏览器数据。",
        },
        other_tab: { what: "本页已在另一个窗口打开", todo: "请回到那个窗口，或先关闭它。" },
    },
    refusals,
    ends,
    phases,
};

/** What one room alone says, or pages that come later. In Chinese it comes with them, in English with all the rest. */
export interface RoomWords {
    readonly booth: BoothWords;
    readonly check: CheckWords;
    readonly checking: CheckingWords;
    readonly desk: DeskWords;
    readonly details: DetailsWords;
    readonly device: DeviceWords;
    readonly found: FoundWords;
    readonly handBack: HandBackWords;
    readonly hall: HallWords;
    readonly hallDevices: DevicesWords;
    readonly official: OfficialWords;
    readonly paperVotes: PaperVotesWords;
    readonly public: PublicWords;
    readonly rooms: RoomsWords;
    readonly scan: ScanWords;
    readonly setup: SetupWords;
    readonly sheets: SheetsWords;
    readonly sides: SidesWords;
    readonly teller: TellerWords;
    readonly trust: TrustWords;
}

export type Catalogue = typeof zh & Partial<RoomWords>;
