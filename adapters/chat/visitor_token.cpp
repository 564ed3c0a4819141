#include "adapters/chat/visitor_token.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>

namespace amends::adapters {

namespace {

constexpr std::size_t half = 16;
constexpr std::size_t encoded = 43; // 32 bytes in base64 without padding
constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

using token_bytes = std::array<unsigned char, 2 * half>;

const unsigned char* bytes(std::string_view s) { return reinterpret_cast<const unsigned char*>(s.data()); }

// Fills the second half with the signature of the first.
void sign(std::string_view secret, token_bytes& token)
{
    std::array<unsigned char, crypto_auth_hmacsha256_BYTES> digest;
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, bytes(secret), secret.size());
    crypto_auth_hmacsha256_update(&state, token.data(), half);
    crypto_auth_hmacsha256_final(&state, digest.data());
    std::copy_n(digest.begin(), half, token.begin() + half);
}

} // namespace

std::string make_visitor_token(std::string_view secret)
{
    token_bytes token;
    randombytes_buf(token.data(), half);
    sign(secret, token);
    std::array<char, encoded + 1> text;
    sodium_bin2base64(text.data(), text.size(), token.data(), token.size(), variant);
    return {text.data(), encoded};
}

bool valid_visitor_token(std::string_view secret, std::string_view token)
{
    token_bytes given;
    std::size_t length = 0;
    if (token.size() != encoded || sodium_base642bin(given.data(), given.size(), token.data(), token.size(), nullptr,
                                                     &length, nullptr, variant) != 0)
        return false;
    token_bytes expected = given;
    sign(secret, expected);
    return length == given.size() && sodium_memcmp(expected.data(), given.data(), given.size()) == 0;
}

std::string visitor_key(std::string_view token)
{
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest;
    crypto_hash_sha256(digest.data(), bytes(token), token.size());
    std::array<char, 2 * crypto_hash_sha256_BYTES + 1> hex;
    sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
    return {hex.data(), 2 * digest.size()};
}

} // namespace amends::adapters
