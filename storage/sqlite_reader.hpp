#pragma once

#include "storage/reader.hpp"

#include <filesystem>
#include <memory>

namespace amends::storage {

/// Opens a read-only connection; to be called when the writer has the file open. Errors: "io", "corrupt".
result<std::unique_ptr<reader>> open_sqlite_reader(const std::filesystem::path& file);

} // namespace amends::storage
