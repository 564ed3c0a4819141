#include "bot/auth/secrets.hpp"

#include <sodium.h>

#include <algorithm>

namespace amends::bot {
namespace {

constexpr std::size_t token_length = 43;
constexpr int base64url = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

} // namespace

std::string random_token()
{
    unsigned char bytes[32];
    ::randombytes_buf(bytes, sizeof bytes);
    std::string token(token_length + 1, '\0');
    ::sodium_bin2base64(token.data(), token.size(), bytes, sizeof bytes, base64url);
    token.resize(token_length);
    return token;
}

std::string random_password()
{
    constexpr std::string_view letters = "abcdefghijkmnpqrstuvwxyz23456789";
    static_assert(letters.size() == 32);
    std::string password;
    for (int i = 0; i < 20; ++i) {
        if (i > 0 && i % 5 == 0) password += '-';
        password += letters[::randombytes_uniform(static_cast<std::uint32_t>(letters.size()))];
    }
    return password;
}

std::string hash_of_secret(std::string_view secret)
{
    auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    };
    if (secret.size() != token_length || !std::all_of(secret.begin(), secret.end(), allowed)) return {};
    std::string hash(crypto_hash_sha256_BYTES, '\0');
    ::crypto_hash_sha256(reinterpret_cast<unsigned char*>(hash.data()),
                         reinterpret_cast<const unsigned char*>(secret.data()), secret.size());
    return hash;
}

std::string hex(std::string_view bytes)
{
    std::string text(bytes.size() * 2 + 1, '\0');
    ::sodium_bin2hex(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    text.pop_back();
    return text;
}

std::string unhex(std::string_view text)
{
    std::string bytes(text.size() / 2, '\0');
    std::size_t length = 0;
    const char* end = nullptr;
    if (::sodium_hex2bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(), text.size(),
                         nullptr, &length, &end) != 0 ||
        end != text.data() + text.size() || length != bytes.size())
        return {};
    return bytes;
}

} // namespace amends::bot
