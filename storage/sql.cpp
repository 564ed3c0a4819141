#include "storage/sql.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

namespace amends::storage {

problem problem_of(const SQLite::Exception& failure)
{
    // A full disk shows as a failed extension of the shared memory file when it is full before a turn begins.
    if (failure.getExtendedErrorCode() == SQLITE_IOERR_SHMSIZE) return {"disk_full", failure.what()};
    switch (failure.getErrorCode() & 0xff) {
    case SQLITE_FULL:
        return {"disk_full", failure.what()};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {"busy", failure.what()};
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_NOMEM:
    case SQLITE_PROTOCOL:
        return {"io", failure.what()};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return {"corrupt", failure.what()};
    default:
        return {"poison", failure.what()};
    }
}

statement::statement(SQLite::Database& db, const char* sql) : prepared_(std::make_unique<SQLite::Statement>(db, sql)) {}
statement::statement(statement&&) noexcept = default;
statement::~statement() = default;

statement::use::~use() { prepared_.tryReset(); }

bool statement::use::next() { return prepared_.executeStep(); }
int statement::use::run() { return prepared_.exec(); }

std::int64_t statement::use::integer(int column) const { return prepared_.getColumn(column).getInt64(); }
bool statement::use::null(int column) const { return prepared_.isColumnNull(column); }
std::string statement::use::text(int column) const { return prepared_.getColumn(column).getString(); }

blob statement::use::bytes(int column) const
{
    const auto value = prepared_.getColumn(column);
    return {static_cast<const unsigned char*>(value.getBlob()), static_cast<std::size_t>(value.getBytes())};
}

void statement::use::bind_integer(int position, std::int64_t value) { prepared_.bind(position, value); }
void statement::use::bind_text(int position, const std::string& value) { prepared_.bindNoCopy(position, value); }
void statement::use::bind_blob(int position, blob value)
{
    prepared_.bindNoCopy(position, value.data(), static_cast<int>(value.size()));
}
void statement::use::bind_null(int position) { prepared_.bind(position); }

} // namespace amends::storage
