#pragma once

#include "bot/auth/accounts.hpp"
#include "dialogs/model/instant.hpp"

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace amends::bot {

/// A session as last read from the store, and when it was last used.
struct live_session {
    signed_in who; ///< without the secret
    instant seen_at;
    instant expires_at;
    instant touched_at; ///< `seen_at` as the store has it
};

/// Sessions that were checked lately, so that a request does not cost a read. What ended is gone from here
/// before `end` returns, and a check that read the store meanwhile cannot bring it back. Thread-safe.
class session_cache {
public:
    /// Counts endings: read before asking the store, handed to `insert` with the answer.
    using epoch = std::uint64_t;

    std::optional<live_session> find(const std::string& hash) const;
    epoch now() const;
    /// False, and nothing is kept, when any session ended since `before`: ask the store again.
    bool insert(const std::string& hash, live_session session, epoch before);
    /// Notes that the session was used at `at`. True when the store should be told (at most once a minute).
    bool touch(const std::string& hash, instant at);
    void end(const std::string& hash);
    /// The user's sessions; all of them are gone from here.
    std::vector<std::string> end_all_of(user_id user);

private:
    static constexpr std::size_t capacity = 4096;

    mutable std::mutex mutex_;
    std::unordered_map<std::string, live_session> sessions_;
    epoch epoch_ = 0;
};

} // namespace amends::bot
