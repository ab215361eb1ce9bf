#include "server/net/own_names.hpp"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <memory>

#include "crypto/base/result.hpp"

namespace piaojue::net {

namespace {

std::string text_of_address(const sockaddr& address) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    const void* bytes = nullptr;
    if (address.sa_family == AF_INET) {
        bytes = &reinterpret_cast<const sockaddr_in&>(address).sin_addr;
    } else if (address.sa_family == AF_INET6) {
        const in6_addr& six = reinterpret_cast<const sockaddr_in6&>(address).sin6_addr;
        if (IN6_IS_ADDR_LINKLOCAL(&six) != 0) return {};
        bytes = &six;
    }
    if (bytes == nullptr ||
        ::inet_ntop(address.sa_family, bytes, text.data(), text.size()) == nullptr)
        return {};
    return text.data();
}

}  // namespace

std::vector<std::string> own_names() {
    std::vector<std::string> out;
    const auto add = [&out](const std::string& name) {
        if (!name.empty() && std::find(out.begin(), out.end(), name) == out.end())
            out.push_back(name);
    };
    std::array<char, 256> host{};
    if (::gethostname(host.data(), host.size() - 1) == 0 && std::string{host.data()} != "localhost")
        add(host.data());
    ifaddrs* first = nullptr;
    if (::getifaddrs(&first) != 0) throw EnvError("the addresses of this machine can not be read");
    const std::unique_ptr<ifaddrs, decltype(&::freeifaddrs)> all{first, &::freeifaddrs};
    for (const ifaddrs* one = all.get(); one != nullptr; one = one->ifa_next) {
        const bool up = (one->ifa_flags & IFF_UP) != 0 && (one->ifa_flags & IFF_LOOPBACK) == 0;
        if (up && one->ifa_addr != nullptr) add(text_of_address(*one->ifa_addr));
    }
    return out;
}

}  // namespace piaojue::net
