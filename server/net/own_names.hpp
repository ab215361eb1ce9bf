// server/net/own_names.hpp — under which names and addresses this machine may be reached
#pragma once

#include <string>
#include <vector>

namespace piaojue::net {

// Its host name, then its addresses in the order of its interfaces; neither the loopback's nor
// link-local IPv6 ones, which name an interface of who asks. EnvError.
[[nodiscard]] std::vector<std::string> own_names();

}  // namespace piaojue::net
