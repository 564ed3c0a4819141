#include "storage/chain.hpp"

#include <array>
#include <memory>
#include <openssl/evp.h>
#include <sodium.h>
#include <stdexcept>
#include <utility>

namespace amends::storage {
namespace {

/// SHA-256 by OpenSSL, which uses the processor's own instructions. What it computes in is made once a thread.
class hasher {
public:
    hasher()
    {
        if (EVP_DigestInit_ex(&context(), algorithm(), nullptr) != 1) fail();
    }
    hasher& add(blob bytes)
    {
        if (EVP_DigestUpdate(&context(), bytes.data(), bytes.size()) != 1) fail();
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
        if (EVP_DigestFinal_ex(&context(), d.data(), nullptr) != 1) fail();
        return d;
    }

private:
    struct freed {
        void operator()(EVP_MD_CTX* each) const { EVP_MD_CTX_free(each); }
        void operator()(EVP_MD* each) const { EVP_MD_free(each); }
    };
    [[noreturn]] static void fail() { throw std::runtime_error("OpenSSL cannot compute SHA-256"); }
    static EVP_MD_CTX& context()
    {
        thread_local const std::unique_ptr<EVP_MD_CTX, freed> made(EVP_MD_CTX_new());
        if (!made) throw std::bad_alloc();
        return *made;
    }
    static const EVP_MD* algorithm()
    {
        static const std::unique_ptr<EVP_MD, freed> found(EVP_MD_fetch(nullptr, "SHA256", nullptr));
        return found.get();
    }
};

} // namespace

salt random_salt()
{
    // The kernel is asked for many at a time.
    thread_local std::array<salt, 256> drawn;
    thread_local std::size_t used = drawn.size();
    if (used == drawn.size()) {
        randombytes_buf(drawn.data(), sizeof drawn);
        used = 0;
    }
    salt s{};
    std::swap(s, drawn[used++]); // nobody finds it here later
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
