// server/http/handlers/services.hpp — what the handlers call
//
// A handler decodes, calls one service, maps the refusal, encodes. The rooms behind these
// references live longer than the router.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "ballot/manifest.hpp"
#include "crypto/base/clock.hpp"
#include "server/box/box.hpp"
#include "server/hall/bundles.hpp"
#include "server/hall/ceremony_relay.hpp"
#include "server/hall/desk.hpp"
#include "server/hall/devices.hpp"
#include "server/hall/hall.hpp"
#include "server/hall/lines.hpp"
#include "server/hall/proposals.hpp"
#include "server/hall/sheet_desk.hpp"
#include "server/http/feed.hpp"
#include "server/log/log.hpp"
#include "server/roll/issuer.hpp"
#include "server/tally/tally.hpp"

namespace piaojue::http {

// What only the owner of the whole server can tell or do. Functions from any thread.
struct Machine {
    struct Certificate {
        Bytes32 sha256;
        std::uint64_t not_before = 0;  // seconds since 1970
        std::uint64_t not_after = 0;
        std::vector<std::string> names;  // as URLs have them
    };
    Certificate certificate;  // the one this server shows
    Bytes32 authority_sha256;
    bool pages = false;  // it serves them
    std::function<std::uint64_t()> disk_free_bytes;
    // Their files are there, and none failed to commit.
    std::function<bool()> databases_sound;
    // Soon after it returned the server stops.
    std::function<void()> end_rehearsal;
};

// Everything, for the issue origin.
struct IssueServices {
    log::Log& log;
    roll::Issuer& issuer;
    hall::Hall& hall;
    hall::Desk& desk;
    hall::Bundles& bundles;
    hall::Devices& devices;
    hall::CeremonyRelay& ceremony;
    hall::Proposals& proposals;
    hall::SheetDesk& sheets;
    hall::Lines& lines;
    tally::Tally& tally;
    const Clock& clock;
    Bytes keys;  // box_key ‖ issuers ‖ issuer, as a manifest has them (PROTOCOL.md §6)
    Bytes32 setup_code_hash;  // SHA-256
    std::uint64_t started_seconds = 0;
    Bytes authority;                    // the certificate of the hall's authority, PEM
    std::shared_ptr<const Feed> round;  // publishes round_text()
    Machine machine;
};

// The box origin knows no deputies.
struct BoxServices {
    log::Log& log;
    box::Box& box;
};

}  // namespace piaojue::http
