// server/hall/bundles.hpp — forms, site and archive of the published record, for an official to
// take away
//                                                                     PROTOCOL.md §16
// One form as `piaojue report` writes it, or the files of `piaojue publish` and `piaojue archive`
// as one ZIP file; the same record gives the same bytes. Everything is made of the record as a
// verifier reads it, never of the rooms: only the names of the attendance come from the desks'
// table, where it is the record's.
//
// Refusals of all: what log::asker() refuses, `not_permitted` for who is no official,
// `wrong_phase` (nothing is published), `busy` (one is being made: it takes a processor for
// seconds), `internal` (no fonts; a record of this server that does not verify).
//
// Threads: safe from any thread.
#pragma once

#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "ballot/forms/bundle.hpp"
#include "crypto/base/clock.hpp"
#include "server/log/log.hpp"
#include "server/tally/tally.hpp"

namespace piaojue::hall {

class Bundles {
public:
    using Programs = std::function<Result<std::vector<forms::ProgramFile>>()>;

    // `names`: the desks' table of the roll. `programs`: those that the archive tells of; empty: of
    // none.
    Bundles(std::filesystem::path names, Programs programs, const log::Log& log,
            const tally::Tally& tally, Rng& rng, const Clock& clock)
        : names_(std::move(names)),
          programs_(std::move(programs)),
          log_(log),
          tally_(tally),
          rng_(rng),
          clock_(clock) {}

    // `lang`: of the forms; the page of the site has both.
    [[nodiscard]] Result<std::string> site(ByteView query, forms::Lang lang);
    [[nodiscard]] Result<std::string> archive(ByteView query);
    // `format`: pdf, or one that forms::file_of() knows; refuses `malformed` otherwise.
    [[nodiscard]] Result<std::string> form(ByteView query, forms::Wish wish,
                                           std::string_view format);

private:
    [[nodiscard]] Result<forms::ArchiveWish> wish_for(const forms::FormData& data) const;

    const std::filesystem::path names_;
    const Programs programs_;
    const log::Log& log_;
    const tally::Tally& tally_;
    Rng& rng_;
    const Clock& clock_;
    std::mutex making_;
};

}  // namespace piaojue::hall
