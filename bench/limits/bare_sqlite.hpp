#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>

struct sqlite3;

namespace amends::bench {

/// Bare SQLite doing the least that a durable turn takes: the frozen reference schema, WAL, synchronous=FULL,
/// prepared statements, one thread, 500 turns a commit, automatic checkpoints, 1,000 conversations in turn.
/// The texts have the lengths that they have in the script's conversations, and do not change either.
class bare_sqlite {
public:
    /// Makes `file`. Throws `failure`.
    explicit bare_sqlite(const std::filesystem::path& file);
    ~bare_sqlite();
    bare_sqlite(const bare_sqlite&) = delete;
    bare_sqlite& operator=(const bare_sqlite&) = delete;

    /// Turns a second in `window`, after `warm_up`; whole commits.
    double measure(std::chrono::milliseconds warm_up, std::chrono::milliseconds window);

private:
    struct statements;

    void store_one_turn();
    int commit_for(std::chrono::milliseconds length);

    sqlite3* db_ = nullptr;
    std::unique_ptr<statements> prepared_;
    std::int64_t turns_ = 0;
};

} // namespace amends::bench
