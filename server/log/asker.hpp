// server/log/asker.hpp — who signed a query          PROTOCOL.md §16
#pragma once

#include "ballot/promise.hpp"
#include "crypto/base/clock.hpp"
#include "server/log/log.hpp"

namespace piaojue::log {

// The enrolled person who asks. Refuses `malformed`, `wrong_version`, `not_permitted` (another
// congress, nobody of this number, a minute far away), `signature_rejected`.
[[nodiscard]] Result<Person> asker(const View& view, ByteView query, const Clock& clock);
// The same for an official; anybody else is `not_permitted`.
[[nodiscard]] Result<Person> asking_official(const View& view, ByteView query, const Clock& clock);

}  // namespace piaojue::log
