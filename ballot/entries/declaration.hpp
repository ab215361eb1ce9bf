// ballot/entries/declaration.hpp — "my paper of this round is in the box"          PROTOCOL.md
// §11.9
//
// Made by the card when it is handed in at the desk; says neither which paper nor when. Request and
// entry are the same 101 bytes. Secret: the identity key passed to make_declaration().
#pragma once

#include "ballot/ids.hpp"
#include "crypto/signature.hpp"

namespace piaojue {

struct Declaration {
    ManifestHash manifest;
    DeputyNumber deputy;
    Signature signature;

    friend bool operator==(const Declaration&, const Declaration&) = default;
};

[[nodiscard]] Declaration make_declaration(const ManifestHash& manifest, DeputyNumber deputy,
                                           const SigningKey& identity_key);
[[nodiscard]] Bytes encode_declaration(const Declaration& declaration);
// Refuses `too_large` (over 101 bytes), `malformed`.
[[nodiscard]] Result<Declaration> decode_declaration(ByteView entry);
// Refuses `not_on_roll`.
[[nodiscard]] Result<void> check_declaration(const Declaration& declaration,
                                             const VerifyKey& identity_key);

// What the server answers, 2 bytes.
[[nodiscard]] Bytes encode_declaration_answer();
// Refuses `malformed`, `wrong_version`.
[[nodiscard]] Result<void> check_declaration_answer(ByteView bytes);

}  // namespace piaojue
