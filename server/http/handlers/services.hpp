// server/http/handlers/services.hpp — what the handlers call
//
// A handler decodes, calls one service, maps the refusal, encodes. The rooms behind these
// references live longer than the router.
#pragma once

#include <memory>
#include <string>

#include "ballot/manifest.hpp"
#include "crypto/base/clock.hpp"
#include "server/box/box.hpp"
#include "server/hall/ceremony_relay.hpp"
#include "server/hall/hall.hpp"
#include "server/hall/proposals.hpp"
#include "server/http/feed.hpp"
#include "server/log/log.hpp"
#include "server/roll/issuer.hpp"
#include "server/tally/tally.hpp"

namespace piaojue::http {

// Everything, for the issue origin.
struct IssueServices {
    log::Log& log;
    roll::Issuer& issuer;
    hall::Hall& hall;
    hall::CeremonyRelay& ceremony;
    hall::Proposals& proposals;
    tally::Tally& tally;
    const Clock& clock;
    Bytes keys;  // box_key ‖ issuers ‖ issuer, as a manifest has them (PROTOCOL.md §6)
    Bytes32 setup_code_hash;  // SHA-256
    std::uint64_t started_seconds = 0;
    Bytes authority;                    // the certificate of the hall's authority, PEM
    std::shared_ptr<const Feed> round;  // publishes round_text()
};

// The box origin knows no deputies.
struct BoxServices {
    log::Log& log;
    box::Box& box;
};

}  // namespace piaojue::http
