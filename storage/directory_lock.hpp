#pragma once

#include "dialogs/model/result.hpp"

#include <filesystem>

namespace amends::storage {

/// Holds `directory`/amends.lock against a second server until destroyed. The kernel drops the lock when the
/// process ends, however it ends; the file stays and names the last holder's process.
class directory_lock {
public:
    /// Errors: "store.locked" (another process or another store of this one holds it), "store.full", "store.io".
    static result<directory_lock> take(const std::filesystem::path& directory);

    directory_lock(directory_lock&& other) noexcept;
    directory_lock& operator=(directory_lock&&) = delete;
    ~directory_lock();

private:
    explicit directory_lock(int descriptor) : descriptor_(descriptor) {}

    int descriptor_;
};

} // namespace amends::storage
