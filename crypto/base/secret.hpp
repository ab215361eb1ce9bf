// crypto/base/secret.hpp — bytes that wipe themselves
//
// Move-only; a moved-from or destroyed secret is zeroed with sodium_memzero. No comparison, no
// printing. Every read goes through expose(), so that a search finds each use.
#pragma once

#include <sodium.h>

#include <array>
#include <cstddef>

#include "crypto/base/bytes.hpp"

namespace piaojue {

template <std::size_t N>
class SecretBytes {
public:
    SecretBytes() = default;
    ~SecretBytes() { wipe(); }
    SecretBytes(const SecretBytes&) = delete;
    SecretBytes& operator=(const SecretBytes&) = delete;
    SecretBytes(SecretBytes&& other) noexcept : data_(other.data_) { other.wipe(); }
    SecretBytes& operator=(SecretBytes&& other) noexcept {
        if (this != &other) {
            data_ = other.data_;
            other.wipe();
        }
        return *this;
    }
    bool operator==(const SecretBytes&) const = delete;

    [[nodiscard]] static SecretBytes from(ByteView bytes) {
        PJ_ASSERT(bytes.size() == N, "SecretBytes of another length");
        SecretBytes out;
        std::copy(bytes.begin(), bytes.end(), out.data_.begin());
        return out;
    }

    // A second holder of the same secret, on purpose.
    [[nodiscard]] SecretBytes clone() const { return from(expose()); }

    [[nodiscard]] ByteView expose() const { return ByteView{data_}; }
    [[nodiscard]] std::span<Byte> expose_mut() { return std::span<Byte>{data_}; }

private:
    void wipe() noexcept { sodium_memzero(data_.data(), N); }

    std::array<Byte, N> data_{};
};

// A secret whose length is known only at run time.
class SecretBuffer {
public:
    SecretBuffer() = default;
    explicit SecretBuffer(std::size_t size) : data_(size) {}
    explicit SecretBuffer(ByteView bytes) : data_(bytes.begin(), bytes.end()) {}
    ~SecretBuffer() { wipe(); }
    SecretBuffer(const SecretBuffer&) = delete;
    SecretBuffer& operator=(const SecretBuffer&) = delete;
    SecretBuffer(SecretBuffer&& other) noexcept : data_(std::move(other.data_)) {
        other.data_.clear();
    }
    SecretBuffer& operator=(SecretBuffer&& other) noexcept {
        if (this != &other) {
            wipe();
            data_ = std::move(other.data_);
            other.data_.clear();
        }
        return *this;
    }
    bool operator==(const SecretBuffer&) const = delete;

    [[nodiscard]] std::size_t size() const { return data_.size(); }
    [[nodiscard]] ByteView expose() const { return ByteView{data_}; }
    [[nodiscard]] std::span<Byte> expose_mut() { return std::span<Byte>{data_}; }

private:
    void wipe() noexcept {
        if (!data_.empty()) sodium_memzero(data_.data(), data_.size());
    }

    Bytes data_;
};

}  // namespace piaojue
