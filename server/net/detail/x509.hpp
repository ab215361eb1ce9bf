// server/net/detail/x509.hpp — owners for the pointers of libssl and X.509
#pragma once

#include <openssl/bio.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include "crypto/openssl/handles.hpp"

namespace piaojue::net::detail {

using X509Handle = openssl::Handle<X509, X509_free>;
using X509ExtensionHandle = openssl::Handle<X509_EXTENSION, X509_EXTENSION_free>;
using GeneralNamesHandle = openssl::Handle<GENERAL_NAMES, GENERAL_NAMES_free>;
using GeneralNameHandle = openssl::Handle<GENERAL_NAME, GENERAL_NAME_free>;
using BioHandle = openssl::Handle<BIO, BIO_vfree>;

}  // namespace piaojue::net::detail
