#pragma once

#include "dialogs/model/result.hpp"

#include <filesystem>
#include <optional>

namespace amends::storage {

/// The file of a store, in its directory.
inline std::filesystem::path database_in(const std::filesystem::path& directory) { return directory / "amends.db"; }

/// "store.full" or "store.io" for a failed system call: "cannot `what` `file`: reason" and the mend.
problem trouble_with(const std::filesystem::path& file, const std::string& what, int error);

/// Makes the directory (mode 0700) and its parents if missing, durably.
std::optional<problem> make_directory(const std::filesystem::path& directory);

/// Makes an empty file that only this user may read, if there is none.
std::optional<problem> make_private_file(const std::filesystem::path& file);

/// Flushes a file, or a directory's names, to the disk.
std::optional<problem> sync(const std::filesystem::path& file);

/// What the first 100 bytes of a database file tell. A missing file is an empty one.
struct file_header {
    bool empty = false;
    bool sqlite = false;
    std::uint32_t application = 0;
    std::uint32_t schema = 0;
};
result<file_header> read_header(const std::filesystem::path& file);

} // namespace amends::storage
