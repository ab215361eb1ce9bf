// tests/property/made.hpp — how RapidCheck makes the things that are sent and logged
//
// A generator draws one 64-bit seed where keys, points and hashes are wanted: there is nothing to
// make smaller in them. Numbers, lists and texts are made by RapidCheck itself.
#pragma once

#include <rapidcheck.h>

#include "ballot/entries/ceremony.hpp"
#include "ballot/entries/closing.hpp"
#include "ballot/entries/congress.hpp"
#include "ballot/entries/issuance.hpp"
#include "ballot/entries/result_entry.hpp"
#include "ballot/entries/roll.hpp"
#include "ballot/entries/share.hpp"
#include "ballot/entries/statement.hpp"
#include "ballot/opening.hpp"
#include "ballot/promise.hpp"
#include "tests/support/sample_round.hpp"

namespace piaojue::property {

// ── drawing, inside a property or a generator ──

[[nodiscard]] inline SeededRng drawn_rng() {
    return SeededRng{
        *rc::gen::noShrink(rc::gen::resize(rc::kNominalSize, rc::gen::arbitrary<std::uint64_t>()))};
}

// Both ends may be drawn, from the first case on: RapidCheck's own ranges grow with the cases.
template <class T>
[[nodiscard]] T drawn(T least, T most) {
    const auto whole =
        rc::gen::inRange(static_cast<std::uint64_t>(least), static_cast<std::uint64_t>(most) + 1);
    return static_cast<T>(*rc::gen::resize(rc::kNominalSize, whole));
}

template <class T>
[[nodiscard]] T drawn_number() {
    return *rc::gen::oneOf(rc::gen::arbitrary<T>(), rc::gen::element<T>(0, 1, T(~T{0})));
}

template <class E>
[[nodiscard]] E drawn_enum(E first, E last) {
    return static_cast<E>(drawn<std::uint8_t>(enum_code(first), enum_code(last)));
}

[[nodiscard]] Bytes32 drawn_hash();
[[nodiscard]] Bytes64 drawn_signature();
[[nodiscard]] VerifyKey drawn_verify_key();
[[nodiscard]] Point drawn_point();
[[nodiscard]] Scalar drawn_scalar();
// PROTOCOL.md §2: UTF-8 without control characters, of that many bytes.
[[nodiscard]] std::string drawn_text(std::size_t least, std::size_t most);
[[nodiscard]] Bytes drawn_bytes(std::size_t most);

// Another byte string: a bit or a byte changed, one put in, left out or added, or the end cut off.
[[nodiscard]] Bytes spoilt(ByteView bytes);

// ── whole things ──

// Fits a round of so many projects.
[[nodiscard]] Method drawn_method(std::size_t projects);
[[nodiscard]] ManifestFields drawn_manifest();
[[nodiscard]] Congress drawn_congress();
[[nodiscard]] Enrolment drawn_enrolment();
[[nodiscard]] Ceremony drawn_ceremony();
[[nodiscard]] Roll drawn_roll();
[[nodiscard]] Attachment drawn_attachment();
[[nodiscard]] Statement drawn_statement();
[[nodiscard]] Issuance drawn_issuance();
[[nodiscard]] Opened drawn_opened();
[[nodiscard]] Counts drawn_counts();
[[nodiscard]] Closing drawn_closing();
[[nodiscard]] Cosigned drawn_cosigned();
[[nodiscard]] Share drawn_share();
[[nodiscard]] ResultEntry drawn_result(std::size_t projects);

// What a deputy may mark, as test builders take it: a grade a project.
[[nodiscard]] std::vector<int> drawn_marks(const BallotShape& shape);

}  // namespace piaojue::property
