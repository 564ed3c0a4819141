#pragma once

#include "storage/records.hpp"

#include <filesystem>

namespace amends::storage {

/// Copies the store in `file` to the new file `to` while the writer goes on (`store::backup`).
///
/// All pages are copied as they are at one moment, through a read-only connection in one read transaction: the
/// writer waits for nothing, but its log cannot start anew until the copy is made, so it grows by what is written
/// meanwhile (`wal_growth_bytes`). VACUUM INTO would make a smaller file and hold the log for many times as long.
///
/// The copy is one file without a log beside it. It has no generation: the server that opens it makes a new one,
/// so clients of the store that it replaces reload their history, also when one backup is restored twice. It is
/// flushed and fully checked before it gets its name. Restoring is putting it in an empty directory as amends.db.
///
/// Errors: "backup.exists" (nothing is overwritten), "store.full", "store.io", "store.corrupt"; whatever was
/// written is removed.
result<backup_report> back_up(const std::filesystem::path& file, const std::filesystem::path& to);

} // namespace amends::storage
