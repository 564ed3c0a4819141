#pragma once

#include "dialogs/model/instant.hpp"

#include <string>
#include <string_view>

namespace amends::adapters {

/// The value of the Amends-Signature header: "t=UNIX_SECONDS,v1=HEX", where HEX is the HMAC-SHA256 under `secret` of
/// the seconds, a dot and the body. Whoever is asked can so tell that it was this server, and when.
std::string signature_of(std::string_view secret, instant at, std::string_view body);

} // namespace amends::adapters
