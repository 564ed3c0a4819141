// How the real program ends when it is told to before it has begun in earnest.
#include "tests/support/program.hpp"
#include "tests/support/temporary_directory.hpp"

#include "dialogs/codec/codec.hpp"
#include "storage/store.hpp"

#include <catch2/catch.hpp>

#include <future>
#include <thread>

using namespace amends;
using amends::testing::program;
using amends::testing::temporary_directory;

namespace {

/// Conversations that wait for a person: a server that starts on them takes up each one.
void fill_with_waiting(const std::filesystem::path& data, int count)
{
    auto store = storage::open_sqlite({data, 500});
    REQUIRE(store.has_value());
    const auto first = (*store)->reserve(storage::id_kind::conversation, count);
    REQUIRE(first.has_value());
    REQUIRE((*store)->reserve(storage::id_kind::customer, count).has_value());
    std::vector<std::promise<storage::verdict>> verdicts(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        const auto number = *first + i;
        storage::turn turn;
        turn.conversation = conversation_id{number};
        turn.created = storage::new_conversation{customer_id{number}, {"web", std::to_string(number)}, "UTC", "en"};
        turn.event.kind = "customer_message";
        turn.event.payload = "{}";
        turn.event.facts = "{}";
        turn.state = dialogs::encode(dialogs::state{});
        turn.new_floor = storage::floor{floor_holder::waiting, {}, 1, {}};
        (*store)->commit(std::move(turn), [&verdicts, i](const storage::commit_result& result) {
            verdicts[static_cast<std::size_t>(i)].set_value(result.verdict);
        });
    }
    for (auto& each : verdicts) REQUIRE(each.get_future().get() == storage::verdict::committed);
    (*store)->stop();
}

} // namespace

TEST_CASE("a server that is told to stop while it still takes up what waits stops in order", "[program]")
{
    temporary_directory directory;
    const auto data = directory.path() / "data";
    fill_with_waiting(data, 4000);
    program server({AMENDS_BINARY, "serve", "--data", data.string(), "--port", "0"});
    // The socket is there before anything is taken up, and long before all is.
    const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (!std::filesystem::exists(data / "admin.sock") && std::chrono::steady_clock::now() < patience)
        std::this_thread::yield();
    server.send(SIGTERM);
    CHECK(server.wait() == 0);
    CHECK(server.err().find("server.stopped") != std::string::npos);
}
