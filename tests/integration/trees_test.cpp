#include "tests/support/program.hpp"
#include "tests/support/temporary_directory.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>

using namespace amends::testing;
using nlohmann::json;

namespace {

struct told {
    int code = 0;
    std::string out;
    std::string err;
};

/// The program on a directory of its own.
class shop {
public:
    told run(std::vector<std::string> arguments)
    {
        arguments.insert(arguments.begin(), AMENDS_BINARY);
        arguments.insert(arguments.end(), {"--data", data()});
        program done(arguments);
        const int code = done.wait();
        return {code, done.out(), done.err()};
    }
    std::string data() const { return directory_.path() / "data"; }
    std::string file(const std::string& name) const { return directory_.path() / name; }

private:
    temporary_directory directory_;
};

json read(const std::string& file)
{
    std::ifstream in(file);
    return json::parse(std::string{std::istreambuf_iterator<char>(in), {}});
}

void write(const std::string& file, const json& tree) { std::ofstream(file) << tree.dump(2) << "\n"; }

} // namespace

TEST_CASE("a tree is pulled, changed, pushed, compared, published and taken back from the shell, while a server runs",
          "[program][trees]")
{
    shop shop;
    program server({AMENDS_BINARY, "serve", "--port", "0", "--data", shop.data()});
    REQUIRE(server.says("is ready"));
    const auto file = shop.file("retail-order.json");
    REQUIRE(shop.run({"trees", "pull", "retail-order", "--to", file}).code == 0);
    auto tree = read(file);
    const auto greeting = tree["greeting"]["en"].get<std::string>();
    tree["greeting"]["en"] = "Good day. " + greeting;
    write(file, tree);
    const auto pushed = shop.run({"trees", "push", file});
    CHECK(pushed.err.find("is revision 1 of the draft of retail-order") != std::string::npos);
    CHECK(shop.run({"trees", "list"}).out.find("(draft 1 by command line)") != std::string::npos);
    CHECK(shop.run({"trees", "diff", "retail-order"}).out.find("Good day. ") != std::string::npos);

    // Somebody else's unpublished changes are not taken the place of by accident.
    tree["greeting"]["en"] = "Good evening. " + greeting;
    write(file, tree);
    const auto refused = shop.run({"trees", "push", file});
    CHECK(refused.code == 1);
    CHECK(refused.err.find("--over 1") != std::string::npos);
    CHECK(shop.run({"trees", "push", file, "--over", "1"}).code == 0);

    CHECK(shop.run({"trees", "publish", "retail-order", "--reason", "politer"}).code == 0);
    const auto history = json::parse(shop.run({"trees", "history", "retail-order", "--json"}).out);
    REQUIRE(history.size() == 2);
    CHECK(history[0]["reason"] == "politer");
    const auto first = history[1]["version"].get<std::string>();
    CHECK(shop.run({"trees", "rollback", "retail-order", first, "--reason", "too polite"}).code == 0);
    CHECK(shop.run({"tree", "list"}).out.find("retail-order  " + first + "  too polite") != std::string::npos);
    server.send(SIGTERM);
    CHECK(server.wait() == 0);
}

TEST_CASE("a draft with mistakes is kept, and its publication refused with each of them", "[program][trees]")
{
    shop shop;
    {
        program server({AMENDS_BINARY, "serve", "--port", "0", "--data", shop.data()});
        REQUIRE(server.says("is ready"));
        server.send(SIGTERM);
        REQUIRE(server.wait() == 0);
    }
    const auto file = shop.file("hotel.json");
    REQUIRE(shop.run({"trees", "pull", "hotel-stay", "--to", file}).code == 0); // without a server, too
    auto tree = read(file);
    tree["start"] = "nowhere";
    write(file, tree);
    CHECK(shop.run({"trees", "push", file}).code == 0);
    const auto refused = shop.run({"trees", "publish", "hotel-stay", "--reason", "a try"});
    CHECK(refused.code == 1);
    CHECK(refused.err.find("nowhere") != std::string::npos);
    CHECK(refused.err.find("hotel-stay.json:") != std::string::npos);
}
