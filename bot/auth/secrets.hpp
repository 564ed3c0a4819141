#pragma once

#include <string>
#include <string_view>

namespace amends::bot {

/// 32 random bytes as 43 characters that a cookie may hold (base64url).
std::string random_token();

/// A password that can be read out: 100 random bits as "xxxxx-xxxxx-xxxxx-xxxxx", without letters that look
/// like digits.
std::string random_password();

/// SHA-256 of a token, 32 raw bytes; empty when `secret` has not the form of one.
std::string hash_of_secret(std::string_view secret);

std::string hex(std::string_view bytes);
/// Empty when `text` is not hex.
std::string unhex(std::string_view text);

} // namespace amends::bot
