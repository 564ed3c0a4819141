#include "bot/auth/passwords.hpp"

#include "bot/ports/run_on.hpp"

#include <sodium.h>

#include <algorithm>
#include <set>
#include <stdexcept>

namespace amends::bot {
namespace {

constexpr int longest_queue = 64;
constexpr std::size_t shortest_password = 12;
constexpr std::size_t longest_password = 256;

/// Of the passwords that are tried first, those that are long enough to be chosen.
constexpr std::string_view tried_first[] = {
    "123456789012",
    "1234567890123",
    "password1234",
    "passwordpassword",
    "qwertyuiop12",
    "qwertyuiop123",
    "iloveyou1234",
    "administrator",
    "administrator1",
    "welcome12345",
    "letmein12345",
    "abc123456789",
    "1q2w3e4r5t6y",
    "1qaz2wsx3edc",
    "qazwsxedcrfv",
    "woaini1314520",
    "woaini123456",
    "changeme1234",
    "correcthorsebatterystaple",
};

void ready()
{
    static const int state = ::sodium_init();
    if (state < 0) throw std::runtime_error("libsodium cannot be used on this machine");
}

bool verify(const std::string& password, const std::string& stored)
{
    ready();
    return ::crypto_pwhash_str_verify(stored.c_str(), password.data(), password.size()) == 0;
}

/// Clears a password when it is no longer needed.
class wiped {
public:
    explicit wiped(std::string& text) : text_(text) {}
    ~wiped() { ::sodium_memzero(text_.data(), text_.size()); }
    wiped(const wiped&) = delete;
    wiped& operator=(const wiped&) = delete;

private:
    std::string& text_;
};

} // namespace

std::string hash_password(std::string_view password, const password_cost& cost)
{
    ready();
    char out[crypto_pwhash_STRBYTES];
    if (::crypto_pwhash_str_alg(out, password.data(), password.size(), cost.passes, cost.memory,
                                crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw std::bad_alloc{};
    return out;
}

std::string password_weakness(std::string_view password, std::string_view name)
{
    if (password.size() < shortest_password)
        return "A password needs at least 12 characters; a few words in a row are good ones.";
    if (password.size() > longest_password) return "A password has at most 256 bytes.";
    std::string lower(password);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c); });
    if (std::set<char>(lower.begin(), lower.end()).size() < 5)
        return "The password repeats few characters; choose another.";
    if (!name.empty() && name.size() >= 4 && lower.find(name) != std::string::npos &&
        lower.size() < 2 * name.size() + 8)
        return "The password is hardly more than the name; choose another.";
    if (std::find(std::begin(tried_first), std::end(tried_first), lower) != std::end(tried_first))
        return "The password is one of those that are tried first; choose another.";
    return {};
}

password_desk::password_desk(boost::asio::thread_pool& workers, password_cost cost)
    : cost_(cost), lanes_{strand(workers.get_executor()), strand(workers.get_executor())}
{
    ready();
}

std::optional<password_desk::strand> password_desk::enter()
{
    if (waiting_.fetch_add(1) >= longest_queue) {
        waiting_.fetch_sub(1);
        return std::nullopt;
    }
    return lanes_[next_.fetch_add(1) % lanes_.size()];
}

boost::asio::awaitable<result<password_desk::verdict>> password_desk::check(std::string password, std::string stored)
{
    wiped clear(password);
    auto lane = enter();
    if (!lane) co_return problem{"too_many", "2"};
    auto work = [&] {
        verdict answer;
        if (stored.empty())
            hash_password(password, cost_);
        else
            answer.matches = verify(password, stored);
        if (answer.matches && ::crypto_pwhash_str_needs_rehash(stored.c_str(), cost_.passes, cost_.memory) != 0)
            answer.rehashed = hash_password(password, cost_);
        waiting_.fetch_sub(1);
        return answer;
    };
    co_return co_await run_on(*lane, work);
}

boost::asio::awaitable<result<std::string>> password_desk::hash(std::string password)
{
    wiped clear(password);
    auto lane = enter();
    if (!lane) co_return problem{"too_many", "2"};
    auto work = [&] {
        auto hashed = hash_password(password, cost_);
        waiting_.fetch_sub(1);
        return result<std::string>(boost::system::in_place_value, std::move(hashed));
    };
    co_return co_await run_on(*lane, work);
}

} // namespace amends::bot
