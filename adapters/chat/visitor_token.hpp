#pragma once

#include <string>
#include <string_view>

namespace amends::adapters {

/// What a visitor's browser keeps to be known again: 16 random bytes and the first 16 of their HMAC-SHA256 under the
/// server's secret, in base64url. So a token can be told from a made-up one without looking it up.
std::string make_visitor_token(std::string_view secret);
/// True for a token that this secret signed; compares in constant time.
bool valid_visitor_token(std::string_view secret, std::string_view token);
/// The customer's key on the channel "web": the token's SHA-256 in hex. The token itself is stored nowhere.
std::string visitor_key(std::string_view token);

} // namespace amends::adapters
