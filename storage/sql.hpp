#pragma once

#include "dialogs/model/ids.hpp"
#include "dialogs/model/instant.hpp"
#include "dialogs/model/result.hpp"

#include <concepts>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <type_traits>

namespace SQLite {
class Database;
class Exception;
class Statement;
} // namespace SQLite

namespace amends::storage {

using blob = std::span<const unsigned char>;
inline blob as_blob(const std::string& s) { return {reinterpret_cast<const unsigned char*>(s.data()), s.size()}; }

/// What an SQLite failure is called outside this room: "disk_full", "io", "busy", "corrupt", or "poison"
/// when it is the statement's own fault (a constraint).
problem problem_of(const SQLite::Exception& failure);

/// A prepared statement, kept for the life of its connection. Throws SQLite::Exception.
///
///     insert_(id, text).run();
///     for (auto row = select_(id); row.next();) lines.push_back(row.text(0));
///
/// Texts and blobs are bound where they lie: they must outlive the use.
class statement {
public:
    statement(SQLite::Database& db, const char* sql);
    statement(statement&&) noexcept;
    ~statement();

    class use;
    template <class... Values> use operator()(const Values&... values);

private:
    std::unique_ptr<SQLite::Statement> prepared_;
};

/// One execution of a statement; resets it at the end.
class statement::use {
public:
    template <class... Values> explicit use(SQLite::Statement& prepared, const Values&... values) : prepared_(prepared)
    {
        int position = 0;
        (bind(++position, values), ...);
    }
    use(const use&) = delete;
    use& operator=(const use&) = delete;
    ~use();

    /// To the next row; false after the last.
    bool next();
    /// Executes a statement without rows; returns how many rows it changed.
    int run();

    std::int64_t integer(int column) const;
    std::string text(int column) const; ///< empty for NULL; also for blobs
    blob bytes(int column) const;       ///< where SQLite holds them, until the next row
    bool null(int column) const;
    bool flag(int column) const { return integer(column) != 0; }
    instant time(int column) const { return from_unix_ms(integer(column)); }
    template <class Value> Value as(int column) const
    {
        if constexpr (std::is_enum_v<Value> || std::is_arithmetic_v<Value>)
            return static_cast<Value>(integer(column));
        else
            return Value{integer(column)};
    }

private:
    template <class Value> void bind(int position, const Value& value)
    {
        if constexpr (std::is_same_v<Value, std::string>)
            bind_text(position, value);
        else if constexpr (std::is_same_v<Value, instant>)
            bind_integer(position, to_unix_ms(value));
        else if constexpr (std::is_same_v<Value, milliseconds>)
            bind_integer(position, value.count());
        else if constexpr (std::is_same_v<Value, std::nullptr_t>)
            bind_null(position);
        else if constexpr (std::is_enum_v<Value> || std::integral<Value>)
            bind_integer(position, static_cast<std::int64_t>(value));
        else if constexpr (std::is_convertible_v<const Value&, blob>)
            bind_blob(position, value);
        else if constexpr (requires { value.has_value(); })
            value ? bind(position, *value) : bind_null(position);
        else
            bind_integer(position, value.value);
    }
    void bind_integer(int position, std::int64_t value);
    void bind_text(int position, const std::string& value);
    void bind_blob(int position, blob value);
    void bind_null(int position);

    SQLite::Statement& prepared_;
};

template <class... Values> statement::use statement::operator()(const Values&... values)
{
    return use(*prepared_, values...);
}

} // namespace amends::storage
