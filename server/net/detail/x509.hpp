// server/net/detail/x509.hpp — owners for the pointers of libssl and X.509; certificates and keys
// from their files
#pragma once

#include <openssl/bio.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <filesystem>

#include "crypto/base/bytes.hpp"
#include "crypto/openssl/handles.hpp"

namespace piaojue::net::detail {

using X509Handle = openssl::Handle<X509, X509_free>;
using X509ExtensionHandle = openssl::Handle<X509_EXTENSION, X509_EXTENSION_free>;
using GeneralNamesHandle = openssl::Handle<GENERAL_NAMES, GENERAL_NAMES_free>;
using GeneralNameHandle = openssl::Handle<GENERAL_NAME, GENERAL_NAME_free>;
using GeneralSubtreeHandle = openssl::Handle<GENERAL_SUBTREE, GENERAL_SUBTREE_free>;
using NameConstraintsHandle = openssl::Handle<NAME_CONSTRAINTS, NAME_CONSTRAINTS_free>;
using BioHandle = openssl::Handle<BIO, BIO_vfree>;

// PEM. EnvError says which file is not what it should be.
[[nodiscard]] X509Handle read_certificate(const std::filesystem::path& file);
[[nodiscard]] openssl::PkeyHandle read_key(const std::filesystem::path& file);
// SHA-256 of its DER.
[[nodiscard]] Bytes32 fingerprint_of(const X509* certificate);

}  // namespace piaojue::net::detail
