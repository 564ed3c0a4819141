#pragma once

#include "storage/sql.hpp"

#include <filesystem>

namespace amends::storage {

/// Settings of SQLite in this process, for speed. Only its first use is early enough; later they are refused, and
/// everything works without them.
void tune_sqlite();

/// What `problem_of` says, in a message that names the file and the mend. A turn's own fault ("poison") keeps
/// SQLite's words.
problem trouble_of(const std::filesystem::path& file, const SQLite::Exception& failure);

/// Opens a store at the start of a server: creates, recovers, migrates; resolves what a dead server left behind.
/// To be called with the directory's lock held and before this process has any connection to the file. Returns
/// the read-write connection. Errors: the "store." codes of `open_sqlite`.
result<std::unique_ptr<SQLite::Database>> found_or_open(const std::filesystem::path& file);

/// The read-write connection, the only one that writes turns. Throws SQLite::Exception.
std::unique_ptr<SQLite::Database> connect_writer(const std::filesystem::path& file);

/// A connection that only ever checkpoints (checkpointer.hpp). Throws SQLite::Exception.
std::unique_ptr<SQLite::Database> connect_checkpointer(const std::filesystem::path& file);

/// A connection that cannot write and never checkpoints. Throws SQLite::Exception.
std::unique_ptr<SQLite::Database> connect_reader(const std::filesystem::path& file);

/// What makes this store itself (`store::generation`, `store::secret`).
struct store_identity {
    std::string generation;
    std::string secret;
};
store_identity identity_of(SQLite::Database& db);

/// Takes the store's generation from a copy, so that the next `found_or_open` gives it one of its own.
void disown(SQLite::Database& copy);

/// Whether a file is a whole Amends store: SQLite's own full check, and the application id. Reads all of it.
std::optional<problem> verify(SQLite::Database& copy, const std::filesystem::path& file);

} // namespace amends::storage
