// server/client/draft.hpp — what a manifest takes from the server and what goes into the log before
// it                                                                        PROTOCOL.md §6 §16
// Nothing here is secret but the setup code.
#pragma once

#include <string>
#include <string_view>

#include "ballot/entries/roll.hpp"
#include "ballot/manifest.hpp"
#include "server/client/api.hpp"

namespace piaojue::client {

struct ServerKeys {
    Bytes32 box_key;
    IssuerKeyBytes issuer;
};
// What the server gives as its keys; `malformed`.
[[nodiscard]] Result<ServerKeys> fetch_server_keys(Api& api);

// What the manifest names: a text, or slips; what kind it is decides its media type.
struct Attached {
    AttachmentKind kind;
    std::string content;
};
// method, projects, source, slips
[[nodiscard]] std::string_view attachment_name(AttachmentKind kind);
// Its content is within limit::attachment_bytes.
[[nodiscard]] Bytes attachment_entry(const CongressId& congress, const Attached& attached);

// Repeats what passes; the same bytes again get the same answer.
[[nodiscard]] Result<EntryIndex> post_setup(Api& api, std::string_view setup_code, ByteView entry);

}  // namespace piaojue::client
