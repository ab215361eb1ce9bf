// i18n/zh_terms.ts — the refusals, ends and phases of the procedure in Chinese.
import type { Errc } from "../basics/errc.ts";
import type { End, RoundPhase } from "../flow/state.ts";

export interface Sentence {
    readonly what: string;
    readonly todo: string;
}

export const refusals: Readonly<Record<Errc, Sentence>> = {
    malformed: { what: "服务器没有认出本机送出的内容", todo: "请找工作人员。" },
    not_canonical: { what: "服务器没有认出本机送出的内容", todo: "请找工作人员。" },
    identity_point: { what: "服务器没有认出本机送出的内容", todo: "请找工作人员。" },
    too_large: { what: "本机送出的内容超过长度", todo: "请找工作人员。" },
    wrong_version: {
        what: "本页与服务器的版本不同",
        todo: "请重新打开本页；仍不行，请找工作人员。",
    },
    wrong_manifest: { what: "表决方案已经更换", todo: "请按下面的按钮重新开始。" },
    unknown_round: { what: "表决方案还没有公布", todo: "请稍候，本页会自动继续。" },
    wrong_phase: { what: "现在还不能办这一步", todo: "请稍候，到时本页会自动继续。" },
    quorum_missed: { what: "到会人数不足", todo: "请等候主席团宣布。" },
    not_on_roll: { what: "名册上没有这张代表证", todo: "请核对代表证；确实无误，请找工作人员。" },
    not_signed_in: { what: "您还没有签到", todo: "请到签到处签到，签到后本页会自动领票。" },
    signature_rejected: {
        what: "收到的答复没有票箱的有效签名，不能算数",
        todo: "请找监票人，不要关闭本页。",
    },
    already_issued: {
        what: "这张代表证已经领过票",
        todo: "请在领票的设备上继续，或用恢复码；都没有，请找监票人。",
    },
    token_rejected: { what: "这张选票不是真票", todo: "请找监票人，不要关闭本页。" },
    already_cast: {
        what: "这张选票已经投过",
        todo: "票箱里只有先投的那一张。如有疑问，请找监票人。",
    },
    already_opened: { what: "这张票已经用于验票，不能再投", todo: "请重新填写，另封一张。" },
    already_handed_back: { what: "这张选票已经退回或作废", todo: "如有疑问，请找监票人。" },
    proof_rejected: {
        what: "票箱没有接受这张票，没有计入",
        todo: "请重新填写；再次出现，请找监票人。",
    },
    duplicate_ciphertext: {
        what: "票箱没有接受这张票，没有计入",
        todo: "请重新填写；再次出现，请找监票人。",
    },
    share_rejected: { what: "开箱的一份钥匙没有通过核对", todo: "请找监票人。" },
    too_few_shares: { what: "开箱的钥匙还不够", todo: "请等候监票人。" },
    too_few_cosignatures: { what: "监票人的签字还不够", todo: "请等候监票人。" },
    log_rollback: { what: "服务器的记录与先前不一致", todo: "请立即找监票人，不要关闭本页。" },
    second_person_required: { what: "这一步须有第二人会签", todo: "请找工作人员。" },
    not_permitted: { what: "这一步不由您办理", todo: "请找工作人员。" },
    busy: { what: "服务器正忙", todo: "请稍候，本页会自动再送。" },
    internal: { what: "服务器暂时不能办理，什么都没有收下", todo: "请稍候，本页会自动再送。" },
};

export const ends: Readonly<Record<End, Sentence>> = {
    too_late: { what: "投票已经截止，这张票没有计入", todo: "如有疑问，请找监票人，并出示本页。" },
    cast_elsewhere: {
        what: "这张选票已经在别的设备上投过",
        todo: "票箱里只有先投的那一张。如有疑问，请找监票人。",
    },
    claims_over: {
        what: "申报已经结束，没有记入",
        todo: "如有疑问，请找监票人。",
    },
    handed_back_elsewhere: { what: "这张选票已经退回或作废", todo: "如有疑问，请找监票人。" },
    issued_elsewhere: {
        what: "这张代表证已经在别的设备上领过票",
        todo: "请在那台设备上继续，或用恢复码；都没有，请找监票人。",
    },
    issuing_over: { what: "领票已经结束", todo: "您没有领到票。如有疑问，请找监票人。" },
    round_replaced: {
        what: "本轮已经结束，本机里的票不再送出",
        todo: "现在是新的表决方案，请按下面的按钮重新开始。",
    },
};

export const phases: Readonly<Record<RoundPhase, string>> = {
    setup: "筹备",
    drafted: "拟定方案",
    sealed: "方案已封存，等待开箱",
    issuing: "正在发票",
    voting: "正在投票",
    paused: "暂停",
    closed: "投票截止",
    cosigned: "投票截止",
    decided: "投票截止",
    announced: "已宣布结果",
    published: "已公布记录",
    voided: "本轮作废",
};
