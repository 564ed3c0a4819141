#include "storage/chain.hpp"

#include <sodium.h>

namespace amends::storage {
namespace {

class hasher {
public:
    hasher() { crypto_hash_sha256_init(&state_); }
    hasher& add(blob bytes)
    {
        crypto_hash_sha256_update(&state_, bytes.data(), bytes.size());
        return *this;
    }
    hasher& add(std::uint8_t byte) { return add(blob{&byte, 1}); }
    hasher& add(std::int64_t number)
    {
        std::array<unsigned char, 8> bytes{};
        auto rest = static_cast<std::uint64_t>(number);
        for (auto at = bytes.rbegin(); at != bytes.rend(); ++at, rest >>= 8)
            *at = static_cast<unsigned char>(rest & 0xff);
        return add(blob{bytes});
    }
    hasher& add_text(const std::string& text) { return add(static_cast<std::int64_t>(text.size())).add(as_blob(text)); }
    digest finish()
    {
        digest d{};
        crypto_hash_sha256_final(&state_, d.data());
        return d;
    }

private:
    crypto_hash_sha256_state state_{};
};

} // namespace

salt random_salt()
{
    salt s;
    randombytes_buf(s.data(), s.size());
    return s;
}

digest digest_of_words(blob with_salt, const std::string& text, const std::string& extra, const std::string& author)
{
    return hasher{}.add(with_salt).add_text(text).add_text(extra).add_text(author).finish();
}

digest link(blob previous, const stored_line& line, blob words)
{
    return hasher{}
        .add(previous)
        .add(static_cast<std::uint8_t>(line.audience))
        .add(line.sequence)
        .add(static_cast<std::uint8_t>(line.from))
        .add(line.user.value)
        .add(to_unix_ms(line.at))
        .add(words)
        .finish();
}

} // namespace amends::storage
