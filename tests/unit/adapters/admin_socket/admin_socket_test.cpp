#include "adapters/admin_socket/admin_socket.hpp"

#include "tests/support/bot_world.hpp"

#include <boost/asio/steady_timer.hpp>

#include <catch2/catch.hpp>

#include <pwd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <fstream>
#include <thread>

using namespace amends;
using namespace amends::testing;

namespace {

/// I/O threads and an open admin socket in a directory of the test's own.
class listening {
public:
    explicit listening(adapters::admin_handler handler, const std::filesystem::path& within = {})
        : data(within.empty() ? directory_.path() : directory_.path() / within)
    {
        std::filesystem::create_directories(data);
        socket = open(std::move(handler)).value();
        for (int i = 0; i < 2; ++i) threads_.emplace_back([this] { io_.run(); });
    }
    ~listening()
    {
        stop();
        work_.reset();
        io_.stop();
        for (auto& each : threads_) each.join();
    }
    listening(const listening&) = delete;
    listening& operator=(const listening&) = delete;

    result<std::unique_ptr<adapters::admin_socket>> open(adapters::admin_handler handler)
    {
        return adapters::open_admin_socket(runtime_, data, std::move(handler));
    }
    void stop()
    {
        if (!socket) return;
        boost::asio::co_spawn(io_, socket->stop(5s), boost::asio::use_future).get();
        socket.reset();
    }

private:
    temporary_directory directory_;
    silent_log log_;
    counted_metrics metrics_;
    set_clock clock_;
    boost::asio::io_context io_{2};
    std::optional<boost::asio::executor_work_guard<boost::asio::io_context::executor_type>> work_{io_.get_executor()};
    boost::asio::thread_pool workers_{1};
    bot::runtime runtime_{io_, workers_, clock_, log_, metrics_};
    std::vector<std::thread> threads_;

public:
    std::filesystem::path data;
    std::unique_ptr<adapters::admin_socket> socket;
};

boost::asio::awaitable<std::string> reverse(std::string request)
{
    co_return std::string(request.rbegin(), request.rend());
}

boost::asio::awaitable<std::string> long_answer(std::string) { co_return std::string(8 << 20, 'x'); }

int raw_connection(const std::filesystem::path& data)
{
    sockaddr_un name{};
    name.sun_family = AF_UNIX;
    const auto path = (data / "admin.sock").string();
    REQUIRE(path.size() < sizeof name.sun_path);
    std::memcpy(name.sun_path, path.c_str(), path.size() + 1);
    const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    REQUIRE(::connect(socket, reinterpret_cast<const sockaddr*>(&name), sizeof name) == 0);
    return socket;
}

/// Whether the other side closes.
bool closes(int socket)
{
    const timeval wait{20, 0};
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
    char byte = 0;
    const auto got = ::recv(socket, &byte, 1, 0);
    return got == 0 || (got < 0 && errno == ECONNRESET);
}

/// What a user who is neither root nor the owner is told. On Linux credentials belong to the thread.
problem refusal_of_another_user(const std::filesystem::path& data)
{
    problem told;
    if (::geteuid() != 0) REQUIRE(::chmod((data / "admin.sock").c_str(), 0) == 0); // who is not root cannot be another
    std::thread another([&] {
        if (::geteuid() == 0) ::syscall(SYS_setresuid, -1, 65534, -1);
        if (auto link = adapters::connect_admin_socket(data); !link) told = link.error();
    });
    another.join();
    return told;
}

} // namespace

TEST_CASE("a user who may not ask the server is told who may", "[admin_socket]")
{
    listening at(reverse);
    const auto told = refusal_of_another_user(at.data);
    CHECK(told.code == "link.forbidden");
    std::array<char, 4096> text{};
    passwd entry{};
    passwd* me = nullptr;
    ::getpwuid_r(::geteuid(), &entry, text.data(), text.size(), &me);
    const std::string name = me != nullptr ? me->pw_name : "#" + std::to_string(::geteuid());
    INFO(told.message);
    CHECK(told.message.find("belongs to the user " + name + ";") != std::string::npos);
    CHECK(told.message.find(at.data.string()) != std::string::npos);
    CHECK(told.message.ends_with("sudo -u " + name + "."));
}

TEST_CASE("a request through the admin socket is answered, one after the other", "[admin_socket]")
{
    listening at(reverse);
    auto link = adapters::connect_admin_socket(at.data);
    REQUIRE(link.has_value());
    CHECK(*(*link)->request("abc") == "cba");
    CHECK(*(*link)->request(std::string(60000, 'a') + "b") == "b" + std::string(60000, 'a'));
    struct ::stat info {};
    REQUIRE(::stat((at.data / "admin.sock").c_str(), &info) == 0);
    CHECK((info.st_mode & 0777) == 0600);
}

TEST_CASE("an answer may be long", "[admin_socket]")
{
    listening at(long_answer);
    CHECK((*adapters::connect_admin_socket(at.data))->request("x")->size() == 8 << 20);
}

TEST_CASE("a data directory may have a path longer than a socket's address", "[admin_socket]")
{
    listening at(reverse, std::string(120, 'd') + "/" + std::string(120, 'e'));
    auto link = adapters::connect_admin_socket(at.data);
    REQUIRE(link.has_value());
    CHECK(*(*link)->request("abc") == "cba");
}

TEST_CASE("where no server listens there is no link", "[admin_socket]")
{
    temporary_directory directory;
    CHECK(adapters::connect_admin_socket(directory.path()).error().code == "link.none");
    CHECK(adapters::connect_admin_socket(directory.path() / "none").error().code == "link.none");
    CHECK(adapters::connect_admin_socket("/" + std::string(5000, 'x')).error().code == "link.none");
    listening at(reverse);
    at.stop();
    CHECK_FALSE(std::filesystem::exists(at.data / "admin.sock"));
    CHECK(adapters::connect_admin_socket(at.data).error().code == "link.none");
}

TEST_CASE("the socket of a server that is gone is replaced", "[admin_socket]")
{
    listening at(reverse);
    auto second = at.open(reverse);
    REQUIRE(second.has_value());
    auto link = adapters::connect_admin_socket(at.data);
    REQUIRE(link.has_value());
    CHECK(*(*link)->request("abc") == "cba");
    at.socket.swap(*second);
}

TEST_CASE("a request without end and a ninth connection are closed", "[admin_socket]")
{
    listening at(reverse);
    const int endless = raw_connection(at.data);
    const std::string much(1 << 20, 'x');
    // The other side stops reading and closes somewhere within these.
    for (int i = 0; i < 8 && ::send(endless, much.data(), much.size(), MSG_NOSIGNAL) > 0; ++i) continue;
    CHECK(closes(endless));
    ::close(endless);

    std::vector<int> open;
    open.reserve(8);
    for (int i = 0; i < 8; ++i) open.push_back(raw_connection(at.data));
    // The eighth is served once it answers; only then is the next one too many for sure.
    for (int each : open) {
        char byte = 0;
        REQUIRE(::send(each, "a\n", 2, MSG_NOSIGNAL) == 2);
        REQUIRE(::recv(each, &byte, 1, 0) == 1);
    }
    const int ninth = raw_connection(at.data);
    CHECK(closes(ninth));
    ::close(ninth);
    for (int each : open) ::close(each);
}

TEST_CASE("a stop waits for the request under way and answers it", "[admin_socket]")
{
    std::promise<void> begun;
    std::promise<void> finish;
    auto finished = finish.get_future().share();
    auto slow = [&](std::string request) -> boost::asio::awaitable<std::string> {
        begun.set_value();
        boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
        while (finished.wait_for(0s) != std::future_status::ready) {
            timer.expires_after(5ms);
            co_await timer.async_wait(boost::asio::use_awaitable);
        }
        co_return request;
    };
    listening at(slow);
    std::thread stopping;
    auto link = adapters::connect_admin_socket(at.data);
    REQUIRE(link.has_value());
    auto answer = std::async(std::launch::async, [&] { return (*link)->request("abc"); });
    begun.get_future().get();
    stopping = std::thread([&] { at.stop(); });
    finish.set_value();
    CHECK(*answer.get() == "abc");
    stopping.join();
}
