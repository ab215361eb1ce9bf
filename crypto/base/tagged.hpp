// crypto/base/tagged.hpp — ids, indices and counts that do not mix
//
// Tagged<Tag, T> is a T that converts to and from nothing by itself. Arithmetic is left out on
// purpose: where it means something, the code says .value().
#pragma once

#include <compare>
#include <functional>
#include <utility>

namespace piaojue {

template <class Tag, class T>
class Tagged {
public:
    constexpr Tagged() = default;
    explicit constexpr Tagged(T value) : value_(std::move(value)) {}

    [[nodiscard]] constexpr const T& value() const { return value_; }

    friend bool operator==(const Tagged&, const Tagged&) = default;
    friend auto operator<=>(const Tagged&, const Tagged&) = default;

private:
    T value_{};
};

}  // namespace piaojue

template <class Tag, class T>
struct std::hash<piaojue::Tagged<Tag, T>> {
    std::size_t operator()(const piaojue::Tagged<Tag, T>& tagged) const noexcept {
        return std::hash<T>{}(tagged.value());
    }
};
