#pragma once

#include "storage/store.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <functional>
#include <future>
#include <string>
#include <vector>

namespace amends::storage::testing {

/// A directory that goes with the test.
class scratch {
public:
    scratch();
    scratch(const scratch&) = delete;
    scratch& operator=(const scratch&) = delete;
    ~scratch();
    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path operator/(const char* name) const { return path_ / name; }

private:
    std::filesystem::path path_;
};

std::unique_ptr<store> open_at(const std::filesystem::path& directory, int batch_limit = 500);
std::unique_ptr<reader> reader_of(store& s);

/// Values of store calls that answer later, as in a caller that waits.
commit_result commit(store& s, turn t);
std::future<commit_result> commit_later(store& s, turn t);
template <class T, class Call> result<T> wait_for(Call call)
{
    std::promise<result<T>> promised;
    auto answer = promised.get_future();
    call([&](result<T> r) { promised.set_value(std::move(r)); });
    return answer.get();
}
/// Holds the writer inside a completion until released, so that what is handed in meanwhile forms one batch.
class held_writer {
public:
    explicit held_writer(store& s);
    held_writer(const held_writer&) = delete;
    held_writer& operator=(const held_writer&) = delete;
    ~held_writer();
    void release();

private:
    std::promise<void> let_go_;
    bool released_ = false;
};

/// Another program's write lock on the database.
class foreign_writer {
public:
    explicit foreign_writer(const std::filesystem::path& directory);
    foreign_writer(const foreign_writer&) = delete;
    foreign_writer& operator=(const foreign_writer&) = delete;
    ~foreign_writer();

private:
    void* db_ = nullptr;
};

/// Another program in the middle of reading the database.
class foreign_reader {
public:
    explicit foreign_reader(const std::filesystem::path& directory);
    foreign_reader(const foreign_reader&) = delete;
    foreign_reader& operator=(const foreign_reader&) = delete;
    ~foreign_reader();

private:
    void* db_ = nullptr;
};

/// Looks again and again, for 20 s at most, whether that is so by now.
bool comes_true(const std::function<bool()>& condition);

instant at(std::int64_t seconds);
new_line said(speaker from, std::string text, audience to = audience::customer);
/// A turn that opens a conversation with a message of the customer and the bot's answer.
turn first_turn(std::int64_t conversation, const std::string& key);
/// A later turn of it: customer's message, bot's answer.
turn next_turn(std::int64_t conversation, const std::string& key);
case_record a_case(const std::string& number, std::int64_t conversation);

/// Runs SQL on the file behind the store's back, through the sqlite3 library; returns the first column of the rows.
std::vector<std::string> sql(const std::filesystem::path& directory, const std::string& text);

} // namespace amends::storage::testing

template <class T> struct Catch::StringMaker<boost::system::result<T, amends::problem>> {
    static std::string convert(const boost::system::result<T, amends::problem>& r)
    {
        return r ? std::string{"a value"} : r.error().code + ": " + r.error().message;
    }
};
