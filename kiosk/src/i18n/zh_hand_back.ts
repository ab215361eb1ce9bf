// i18n/zh_hand_back.ts — what is said of a paper that is given up, in Chinese.

export const handBackZh = {
    title: "退票或换纸票",
    explain:
        "退票：您不再投票，退回的票计入收回数，不计入任何项目。换纸票：本机的选票作废，到签到处领一张纸票，当场填写。",
    final: "退回即为最终，不能更改",
    act: "退回选票",
    exchangeFinal: "换出即为最终，本机不能再投",
    exchangeAct: "换成纸票",
    titles: {
        hand_back: "退回选票",
        exchange: "换成纸票",
        claim: "申报：我的票没有用",
    },
    sending: {
        hand_back: "正在退回…",
        exchange: "正在换票…",
        claim: "正在申报…",
    },
    waiting: {
        hand_back: "退票单存在本机，票箱尚未签收",
        exchange: "换票单存在本机，票箱尚未签收，还不能领纸票",
        claim: "申报存在本机，票箱尚未签收",
    },
    done: {
        hand_back: {
            title: "选票已退回",
            explain: "票箱已签收，签名核对无误。本轮您不用再做什么。",
        },
        exchange: {
            title: "已换纸票，请领取",
            explain: "票箱已签收，本机的选票已作废。请到签到处出示本页，领取一张纸票。",
        },
        claim: {
            title: "已申报：票没有用",
            explain: "票箱已签收，签名核对无误。记录里会写明这张票没有用过，不写明是谁的。",
        },
    },
    voucher: "换票编号，签到处登记后发票，一个编号只发一张",
};

export type HandBackWords = typeof handBackZh;
