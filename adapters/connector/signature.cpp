#include "adapters/connector/signature.hpp"

#include "bot/auth/secrets.hpp"

#include <openssl/hmac.h>

#include <array>

namespace amends::adapters {

std::string signature_of(std::string_view secret, instant at, std::string_view body)
{
    const auto seconds = std::to_string(to_unix_ms(at) / 1000);
    auto signed_text = seconds + ".";
    signed_text += body;
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
         reinterpret_cast<const unsigned char*>(signed_text.data()), signed_text.size(), digest.data(), &size);
    return "t=" + seconds + ",v1=" + bot::hex({reinterpret_cast<const char*>(digest.data()), size});
}

} // namespace amends::adapters
