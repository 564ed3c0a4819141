#include "fixture.hpp"

#include "dialogs/model/instant.hpp"

#include <catch2/catch.hpp>
#include <chrono>
#include <cstdlib>
#include <sqlite3.h>
#include <thread>
#include <unistd.h>

namespace amends::storage::testing {

scratch::scratch()
{
    auto name = (std::filesystem::temp_directory_path() / "amends-storage-XXXXXX").string();
    if (!::mkdtemp(name.data())) throw std::runtime_error("no temporary directory");
    path_ = name;
}

scratch::~scratch()
{
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::unique_ptr<store> open_at(const std::filesystem::path& directory, int batch_limit)
{
    auto opened = open_sqlite({directory, batch_limit});
    INFO((opened ? std::string{} : opened.error().message));
    REQUIRE(opened.has_value());
    return std::move(*opened);
}

std::unique_ptr<reader> reader_of(store& s)
{
    auto opened = s.open_reader();
    REQUIRE(opened.has_value());
    return std::move(*opened);
}

std::future<commit_result> commit_later(store& s, turn t)
{
    auto promised = std::make_shared<std::promise<commit_result>>();
    auto answer = promised->get_future();
    s.commit(std::move(t), [promised](commit_result r) { promised->set_value(std::move(r)); });
    return answer;
}

commit_result commit(store& s, turn t) { return commit_later(s, std::move(t)).get(); }

held_writer::held_writer(store& s)
{
    std::promise<void> inside;
    auto is_inside = inside.get_future();
    s.append_audit({at(0), {}, "test.hold", "{}"}, [&inside, gate = let_go_.get_future().share()](const auto&) {
        inside.set_value();
        gate.wait();
    });
    is_inside.wait();
}

held_writer::~held_writer() { release(); }

void held_writer::release()
{
    if (!std::exchange(released_, true)) let_go_.set_value();
}

foreign_writer::foreign_writer(const std::filesystem::path& directory)
{
    sqlite3* db = nullptr;
    sqlite3_open((directory / "amends.db").c_str(), &db);
    db_ = db;
    REQUIRE(sqlite3_exec(db, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_OK);
}

foreign_writer::~foreign_writer() { sqlite3_close(static_cast<sqlite3*>(db_)); }

foreign_reader::foreign_reader(const std::filesystem::path& directory)
{
    sqlite3* db = nullptr;
    sqlite3_open((directory / "amends.db").c_str(), &db);
    db_ = db;
    REQUIRE(sqlite3_exec(db, "BEGIN; SELECT count(*) FROM events", nullptr, nullptr, nullptr) == SQLITE_OK);
}

foreign_reader::~foreign_reader() { sqlite3_close(static_cast<sqlite3*>(db_)); }

bool comes_true(const std::function<bool()>& condition)
{
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{20};
    while (!condition()) {
        if (std::chrono::steady_clock::now() > deadline) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }
    return true;
}

instant at(std::int64_t seconds) { return from_unix_ms(1'700'000'000'000 + seconds * 1000); }

new_line said(speaker from, std::string text, audience to)
{
    new_line line;
    line.from = from;
    line.audience = to;
    line.text = std::move(text);
    return line;
}

turn next_turn(std::int64_t conversation, const std::string& key)
{
    turn t;
    t.conversation = {conversation};
    t.at = at(10);
    t.inbound = inbound_key{"web", key, 7};
    t.event = {"customer_message", R"({"text":"where is it"})", R"({"now":1})", "retail", "1.0.0", 1};
    t.lines = {said(speaker::customer, "where is it " + key), said(speaker::bot, "let me look " + key)};
    t.state = R"({"node":"ask"})";
    return t;
}

turn first_turn(std::int64_t conversation, const std::string& key)
{
    auto t = next_turn(conversation, key);
    t.created =
        new_conversation{{conversation}, {"web", "visitor-" + std::to_string(conversation)}, "Asia/Shanghai", "zh-CN"};
    return t;
}

case_record a_case(const std::string& number, std::int64_t conversation)
{
    case_record c;
    c.number = number;
    c.conversation = {conversation};
    c.opened_at = at(1);
    c.phase = "collect";
    c.queue = "complaints";
    c.fields = {{"order_number", "A-100"}, {"desired_outcome", "退款"}};
    return c;
}

std::vector<std::string> sql(const std::filesystem::path& directory, const std::string& text)
{
    sqlite3* db = nullptr;
    std::vector<std::string> values;
    const auto collect = [](void* into, int columns, char** value, char**) {
        if (columns > 0) static_cast<std::vector<std::string>*>(into)->emplace_back(value[0] ? value[0] : "NULL");
        return 0;
    };
    sqlite3_open((directory / "amends.db").c_str(), &db);
    sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    sqlite3_busy_timeout(db, 5000);
    const int outcome = sqlite3_exec(db, text.c_str(), collect, &values, nullptr);
    const std::string message = sqlite3_errmsg(db);
    sqlite3_close(db);
    INFO(text << ": " << message);
    REQUIRE(outcome == SQLITE_OK);
    return values;
}

} // namespace amends::storage::testing
