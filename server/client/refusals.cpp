#include "server/client/refusals.hpp"

#include <fmt/format.h>

#include "crypto/base/assert.hpp"
#include "crypto/base/reader.hpp"

namespace piaojue::client {

namespace {

constexpr std::size_t said_bytes_max = 400;

constexpr RefusalWords unreadable{
    "服务器没有认出所送的内容；请核对所给的数字和文件，并核对程序与服务器的版本",
    "it did not recognise what was sent; compare the figures and files that were given, and the "
    "versions of program and server"};
constexpr RefusalWords not_counted{
    "票箱没有接受这张票，没有计入；请重新填写，再次出现，请找监票人",
    "the box did not accept this ballot, it is not counted; mark again, and ask a scrutineer if it "
    "happens twice"};

// Of what is voted with.
RefusalWords ballot_words(Errc code) {
    switch (code) {
    case Errc::not_on_roll:
        return {"名册上没有，或与代表证不符；请核对号数、代表证和名册编号",
                "not on the roll, or the card is another's; compare number, card and roll id"};
    case Errc::not_signed_in:
        return {"还没有签到；请先在签到台签到", "not signed in yet; sign in at the desk first"};
    case Errc::already_issued:
        return {
            "这张代表证已经领过票；请在领票的设备上继续，或用原来的种子文件或恢复码",
            "a ballot paper was already issued for this card; go on where it was received, or with "
            "its seed file or recovery code"};
    case Errc::token_rejected:
        return {"选票或票条不是真的，或不属于本轮；请核对，并找监票人",
                "the ballot paper or slip is not genuine, or is of another round; compare it, and "
                "ask a scrutineer"};
    case Errc::already_cast:
        return {"这张选票已经投过，票箱里只有先投的那一张；如有疑问，请找监票人",
                "this ballot paper has been used, only its first ballot is in the box; if in "
                "doubt, ask a scrutineer"};
    case Errc::already_opened:
        return {"这张票已经用于验票，不能再投；请重新填写，另封一张",
                "this ballot was opened for a check and can not be cast; mark again, it is sealed "
                "anew"};
    case Errc::already_handed_back:
        return {"这张选票或票条已经退回或作废；如有疑问，请找监票人",
                "this ballot paper or slip was handed back or voided; if in doubt, ask a "
                "scrutineer"};
    case Errc::proof_rejected:
    case Errc::duplicate_ciphertext: return not_counted;
    default: PJ_UNREACHABLE("a refusal of no ballot");
    }
}

}  // namespace

RefusalWords refusal_words(Errc code) {
    switch (code) {
    case Errc::malformed:
    case Errc::not_canonical:
    case Errc::identity_point: return unreadable;
    case Errc::too_large:
        return {"所送的内容超过长度；请分几次，或缩短后再送",
                "what was sent is too long; send it in parts, or shorten it"};
    case Errc::wrong_version:
        return {"程序与服务器的版本不同；请换用与服务器相同的版本",
                "program and server are of different versions; use the server's"};
    case Errc::wrong_manifest:
        return {"方案、名册或结果已经更换，这一份不属于现在的；请与大屏核对指纹，用新的再办",
                "made for another ballot, roll or result than the present one; compare the "
                "fingerprint with the hall screen, and do it again with the new one"};
    case Errc::unknown_round:
        return {"这里还没有这一项；请先办完前面的步骤",
                "there is no such thing here yet; do the steps before it first"};
    case Errc::wrong_phase:
        return {"现在的阶段不能办这一步；请看大屏或 /official 上的阶段",
                "this step is not open now; look at the phase on the hall screen or at /official"};
    case Errc::quorum_missed:
        return {"到会人数不足；请等到会人数够了并签到，再办",
                "too few are present; wait until enough are signed in, then do it again"};
    case Errc::signature_rejected:
        return {"签名没有通过核对；请核对密钥、份额和文件是不是同一人、同一大会的",
                "a signature does not verify; compare whether keys, share and files are of the "
                "same person and congress"};
    case Errc::share_rejected:
        return {"份额没有通过核对；请用本人在本次仪式上得到的份额文件",
                "a key share did not pass its check; use your own share file of this ceremony"};
    case Errc::too_few_shares:
        return {"开箱的份额还不够；请等候其他监票人",
                "the shares are too few yet; wait for the other tellers"};
    case Errc::too_few_cosignatures:
        return {"监票人的会签还不够；请等候其他监票人",
                "the cosignatures are too few yet; wait for the other tellers"};
    case Errc::log_rollback:
        return {"服务器的记录与先前不一致；请停止办理，立即告诉执行主席和各位监票人",
                "the log is not the one that was seen before; stop, and tell the chair and every "
                "teller at once"};
    case Errc::second_person_required:
        return {"这一步须有第二人会签；请用 --second 给出另一人的密钥文件",
                "this step needs a second person; give --second with the key file of another one"};
    case Errc::not_permitted:
        return {"这一步不由此人办，或筹备码、时间不对；请核对角色、筹备码和两边的时钟",
                "not for this person, or setup code or time is wrong; compare the role, the setup "
                "code and both clocks"};
    case Errc::busy:
        return {"服务器正忙，或还在等别人；请稍候，再给同一命令",
                "the server is busy, or waits for somebody; wait, then give the same command "
                "again"};
    case Errc::internal:
        return {"服务器出了故障，什么都没有收下；请看服务器的日志，再给同一命令",
                "the server failed, nothing was accepted; look at its journal, then give the same "
                "command again"};
    case Errc::not_on_roll:
    case Errc::not_signed_in:
    case Errc::already_issued:
    case Errc::token_rejected:
    case Errc::already_cast:
    case Errc::already_opened:
    case Errc::already_handed_back:
    case Errc::proof_rejected:
    case Errc::duplicate_ciphertext: return ballot_words(code);
    }
    PJ_UNREACHABLE("an Errc outside its list");
}

std::string refusal_text(Errc code, std::string_view said) {
    const RefusalWords words = refusal_words(code);
    std::string out = fmt::format("服务器拒绝：{} / the server refused: {}", words.zh, words.en);
    if (!said.empty() && said.size() <= said_bytes_max && is_plain_text(as_bytes(said)))
        out += fmt::format(" [{}]", said);
    return out;
}

}  // namespace piaojue::client
