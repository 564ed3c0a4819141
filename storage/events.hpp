#pragma once

#include "storage/sql.hpp"
#include "storage/turn.hpp"

namespace amends::storage {

/// The stored events, for the writer. Their unique inbound key is what makes a message take effect once (I2).
class events {
public:
    explicit events(SQLite::Database& db);

    /// Stores the turn's event under `ordinal`; false when its inbound key is there already.
    bool append(const turn& t, std::int64_t ordinal, std::optional<std::int64_t> line);

    struct original {
        conversation_id conversation;
        std::int64_t ordinal = 0;
        std::uint64_t digest = 0;
    };
    std::optional<original> find(const inbound_key& key);

private:
    statement append_;
    statement find_;
};

} // namespace amends::storage
