#include "server/http/errors.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "crypto/base/assert.hpp"
#include "crypto/base/encoding.hpp"

namespace piaojue::http {

namespace {

namespace json = boost::json;

json::object problem_of(Errc code) {
    const std::string name{errc_name(code)};
    json::object problem;
    problem["type"] = "urn:piaojue:refusal:" + name;
    problem["title"] = title_of(code);
    problem["status"] = status_of(code);
    problem["code"] = static_cast<std::uint16_t>(code);
    problem["name"] = name;
    return problem;
}

Response answer(unsigned status, const json::object& problem) {
    return Response::of(status, media_problem, json::serialize(problem));
}

std::string_view http_title(unsigned status) {
    switch (status) {
    case 400: return "请求不符合 HTTP 格式 / Bad request";
    case 404: return "没有这个地址 / Not found";
    case 405: return "此地址不接受这种方法 / Method not allowed";
    case 411: return "请求须写明长度 / Length required";
    case 415: return "内容类型不符 / Unsupported media type";
    case 417: return "不支持所要求的预期 / Expectation failed";
    case 431: return "请求头过长 / Request header fields too large";
    default: PJ_UNREACHABLE("an HTTP refusal without a title");
    }
}

}  // namespace

unsigned status_of(Errc code) {
    switch (code) {
    case Errc::malformed:
    case Errc::not_canonical:
    case Errc::identity_point:
    case Errc::wrong_version: return 400;
    case Errc::not_on_roll:
    case Errc::not_signed_in:
    case Errc::signature_rejected:
    case Errc::token_rejected:
    case Errc::second_person_required:
    case Errc::not_permitted: return 403;
    case Errc::unknown_round: return 404;
    case Errc::wrong_manifest:
    case Errc::wrong_phase:
    case Errc::quorum_missed:
    case Errc::already_issued:
    case Errc::already_cast:
    case Errc::already_opened:
    case Errc::already_handed_back:
    case Errc::duplicate_ciphertext:
    case Errc::too_few_shares:
    case Errc::too_few_cosignatures:
    case Errc::log_rollback: return 409;
    case Errc::too_large: return 413;
    case Errc::proof_rejected:
    case Errc::share_rejected: return 422;
    case Errc::internal: return 500;
    case Errc::busy: return 503;
    }
    PJ_UNREACHABLE("an Errc outside its list");
}

std::string_view title_of(Errc code) {
    switch (code) {
    case Errc::malformed: return "报文格式不符 / The message does not have the expected format";
    case Errc::not_canonical: return "编码不是规范形式 / An encoding is not the canonical one";
    case Errc::identity_point:
        return "出现不允许的单位元 / The group's identity stands where it may not";
    case Errc::too_large: return "报文超过长度上限 / The message is longer than allowed";
    case Errc::wrong_version: return "格式版本不符 / This format version is not spoken here";
    case Errc::wrong_manifest: return "不属于本轮表决 / Made for another round";
    case Errc::unknown_round: return "没有这一轮表决 / No such round";
    case Errc::wrong_phase: return "当前阶段不能办理 / Not possible in the present phase";
    case Errc::quorum_missed: return "到会人数不足 / Too few are present";
    case Errc::not_on_roll:
        return "不在名册上,或身份签名不符 / Not on the roll, or the identity signature does not "
               "fit";
    case Errc::not_signed_in: return "尚未签到 / Not signed in";
    case Errc::signature_rejected: return "签名验证不通过 / A signature does not verify";
    case Errc::already_issued: return "已经领过另一张票 / Another ballot paper was already issued";
    case Errc::token_rejected: return "票证不是真的 / The ballot paper is not genuine";
    case Errc::already_cast: return "此票已经投出 / A ballot was already cast with this paper";
    case Errc::already_opened:
        return "此票已经拆验,不能再投 / This ballot was opened for checking and can not be cast";
    case Errc::already_handed_back:
        return "此票已经退回或作废 / This ballot paper was handed back or voided";
    case Errc::proof_rejected: return "选票的证明不成立 / A proof of the ballot does not verify";
    case Errc::duplicate_ciphertext:
        return "密文与另一张票重复 / A ciphertext of another ballot occurs in this one";
    case Errc::share_rejected: return "解密份额不成立 / A decryption share does not verify";
    case Errc::too_few_shares: return "有效的解密份额不足 / Too few valid decryption shares";
    case Errc::too_few_cosignatures:
        return "收票后的联署不足 / Too few cosignatures of the closing checkpoint";
    case Errc::log_rollback:
        return "日志与已见证的不一致 / The log is behind or beside what was seen before";
    case Errc::second_person_required: return "须有第二人同意 / A second person must agree";
    case Errc::not_permitted: return "无权办理 / Not permitted to this person";
    case Errc::busy: return "系统繁忙,请稍候再试 / Busy, please try again";
    case Errc::internal:
        return "系统故障,请告诉工作人员 / The system failed, please tell the staff";
    }
    PJ_UNREACHABLE("an Errc outside its list");
}

Response refusal(Errc code) {
    PJ_ASSERT(code != Errc::internal, "internal failures carry an incident");
    Response response = answer(status_of(code), problem_of(code));
    if (code == Errc::busy)
        response.headers.push_back({"Retry-After", std::to_string(retry_after_seconds)});
    return response;
}

Response refusal_saying(Errc code, std::string_view detail) {
    PJ_ASSERT(code != Errc::internal && code != Errc::busy, "what the asker can put right");
    json::object problem = problem_of(code);
    if (!detail.empty()) problem["detail"] = detail;
    return answer(status_of(code), problem);
}

Response refusal_with(Errc code, Evidence kind, ByteView evidence) {
    PJ_ASSERT(code != Errc::internal && code != Errc::busy,
              "a decision carries evidence, not a fault");
    json::object problem = problem_of(code);
    problem[kind == Evidence::promise ? "promise" : "refusal"] = encode_base64(evidence);
    return answer(status_of(code), problem);
}

Response internal_failure(std::string_view incident) {
    json::object problem = problem_of(Errc::internal);
    problem["incident"] = incident;
    return answer(status_of(Errc::internal), problem);
}

Response http_refusal(unsigned status, std::string_view detail) {
    json::object problem;
    problem["type"] = "about:blank";
    problem["title"] = http_title(status);
    problem["status"] = status;
    if (!detail.empty()) problem["detail"] = detail;
    return answer(status, problem);
}

}  // namespace piaojue::http
