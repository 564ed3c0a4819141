#include "adapters/connector/signature.hpp"

#include "bot/auth/secrets.hpp"

#include <sodium.h>

#include <array>

namespace amends::adapters {
namespace {

const unsigned char* bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

} // namespace

std::string signature_of(std::string_view secret, instant at, std::string_view body)
{
    const auto seconds = std::to_string(to_unix_ms(at) / 1000);
    const auto before = seconds + ".";
    std::array<unsigned char, crypto_auth_hmacsha256_BYTES> digest{};
    crypto_auth_hmacsha256_state hash;
    crypto_auth_hmacsha256_init(&hash, bytes(secret), secret.size());
    crypto_auth_hmacsha256_update(&hash, bytes(before), before.size());
    crypto_auth_hmacsha256_update(&hash, bytes(body), body.size());
    crypto_auth_hmacsha256_final(&hash, digest.data());
    return "t=" + seconds + ",v1=" + bot::hex({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

} // namespace amends::adapters
