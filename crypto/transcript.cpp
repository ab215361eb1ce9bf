#include "crypto/transcript.hpp"

namespace piaojue {

namespace {

constexpr std::size_t shake128_rate_bytes = 168;

const EVP_MD* shake128() {
    static const openssl::MdHandle algorithm{
        openssl::check_ptr(EVP_MD_fetch(nullptr, "SHAKE128", nullptr), "EVP_MD_fetch SHAKE128")};
    return algorithm.get();
}

openssl::MdCtxHandle copy_of(const openssl::MdCtxHandle& context) {
    auto out = openssl::new_digest_context();
    openssl::check(EVP_MD_CTX_copy_ex(out.get(), context.get()), "EVP_MD_CTX_copy_ex");
    return out;
}

}  // namespace

Transcript::Transcript(const Bytes32& session_id) : absorbed_(openssl::new_digest_context()) {
    openssl::check(EVP_DigestInit_ex2(absorbed_.get(), shake128(), nullptr), "EVP_DigestInit_ex2");
    // The id fills one rate block, so that what follows begins on a fresh one.
    const FixedBytes<shake128_rate_bytes - 32> padding;
    absorb(session_id).absorb(padding);
}

Transcript::Transcript(const Transcript& other)
    : absorbed_(copy_of(other.absorbed_)), squeezed_(other.squeezed_) {}

Transcript& Transcript::operator=(const Transcript& other) {
    if (this != &other) *this = Transcript{other};
    return *this;
}

Transcript& Transcript::absorb(ByteView bytes) {
    if (bytes.empty()) return *this;
    openssl::check(EVP_DigestUpdate(absorbed_.get(), bytes.data(), bytes.size()),
                   "EVP_DigestUpdate");
    squeezed_ = 0;
    return *this;
}

Bytes Transcript::squeeze(std::size_t count) {
    if (count == 0) return {};
    // OpenSSL 3.0 gives the output of a context in one call only, so a continued stream is read
    // from its start again.
    const auto reader = copy_of(absorbed_);
    Bytes output(squeezed_ + count);
    openssl::check(EVP_DigestFinalXOF(reader.get(), output.data(), output.size()),
                   "EVP_DigestFinalXOF");
    output.erase(output.begin(), output.end() - static_cast<std::ptrdiff_t>(count));
    squeezed_ += count;
    return output;
}

Bytes32 derive_session_id(std::string_view tag) {
    Transcript transcript{Bytes32::from(as_bytes("irtf-cfrg-fiat-shamir/session-id"))};
    transcript.absorb(as_bytes(tag));
    return Bytes32::from(transcript.squeeze(32));
}

}  // namespace piaojue
