// server/http/errors.hpp — refusals as HTTP answers                          PROTOCOL.md §13
//
// The only table that maps Errc to an HTTP status, and the only place that writes problem details
// (RFC 9457, application/problem+json):
//   {"type":"urn:piaojue:refusal:<name>","title":"<zh> / <en>","status":n,"code":n,"name":"<name>"}
// `internal` adds "incident", the id under which the operator's log tells more. Evidence for the
// client travels in base64 as "promise" or "refusal" (PROTOCOL.md §8.6). Error::detail gets
// here by refusal_saying alone.
// What HTTP itself refuses (no such path, wrong method, …) is no Errc: its type is "about:blank".
#pragma once

#include <string>
#include <string_view>

#include "crypto/base/errc.hpp"
#include "server/http/message.hpp"

namespace piaojue::http {

// Seconds a client should wait after `busy`.
inline constexpr unsigned retry_after_seconds = 1;

[[nodiscard]] unsigned status_of(Errc code);
// "<Chinese> / <English>", UTF-8.
[[nodiscard]] std::string_view title_of(Errc code);

[[nodiscard]] Response refusal(Errc code);
// With member "detail", unless it is empty: what is wrong, and where. For who sets up or signs
// (`explaining` of handlers/routes.hpp).
[[nodiscard]] Response refusal_saying(Errc code, std::string_view detail);

enum class Evidence : std::uint8_t {
    promise,  // already_cast: the promise of the ballot that is in the box
    refusal,  // wrong_phase at the box: the box key's signature under this very refusal
};
[[nodiscard]] Response refusal_with(Errc code, Evidence kind, ByteView evidence);

[[nodiscard]] Response internal_failure(std::string_view incident);

// A refusal by HTTP's own rules; status is one of 400, 404, 405, 411, 415, 417, 431.
// detail: what is expected and what to do, a line in Chinese and one in English; empty: the title
// says it.
[[nodiscard]] Response http_refusal(unsigned status, std::string_view detail = {});

}  // namespace piaojue::http
