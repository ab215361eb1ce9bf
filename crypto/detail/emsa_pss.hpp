// crypto/detail/emsa_pss.hpp — EMSA-PSS-ENCODE of RFC 8017 §9.1.1
//
// Written here because OpenSSL draws the salt itself, and ours derives from the ballot paper's
// seed. The message and the salt are secret until the signature is shown: no branch and no address
// depends on their contents.
#pragma once

#include "crypto/base/secret.hpp"
#include "crypto/openssl/handles.hpp"

namespace piaojue::detail {

// ⌈em_bits/8⌉ bytes. `method` is the hash of the message and of MGF1; em_bits leaves room for it
// and the salt.
[[nodiscard]] SecretBuffer emsa_pss_encode(ByteView message, ByteView salt, std::size_t em_bits,
                                           const EVP_MD* method);

}  // namespace piaojue::detail
