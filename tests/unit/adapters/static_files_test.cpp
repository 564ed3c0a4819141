#include "adapters/http/static_files.hpp"

#include <catch2/catch.hpp>

#include <unistd.h>

#include <fstream>

using namespace amends::adapters;
namespace fs = std::filesystem;

namespace {

http_request get(const std::string& path)
{
    http_request request;
    request.method = "GET";
    request.path = path;
    return request;
}

std::string header(const http_response& response, const std::string& name)
{
    for (const auto& [key, value] : response.headers)
        if (key == name) return value;
    return {};
}

} // namespace

TEST_CASE("front ends are found by their path, with type and caching", "[adapters]")
{
    static_files files;
    files.add("index.html", "shop");
    files.add("desk/index.html", "desk");
    files.add("widget.js", "widget");
    files.add("assets/app-D3adB33f.js", "app");

    CHECK(files.serve(get("/")).content() == "shop");
    CHECK(files.serve(get("/desk")).content() == "desk");
    CHECK(files.serve(get("/desk/")).content() == "desk");
    CHECK(header(files.serve(get("/")), "Cache-Control") == "no-cache");
    CHECK(header(files.serve(get("/")), "Content-Type") == "text/html; charset=utf-8");
    CHECK(header(files.serve(get("/assets/app-D3adB33f.js")), "Cache-Control") ==
          "public, max-age=31536000, immutable");
    CHECK(header(files.serve(get("/assets/app-D3adB33f.js")), "Content-Type") == "text/javascript; charset=utf-8");

    // The widget runs in the shop's own pages, whatever their origin.
    CHECK(header(files.serve(get("/widget.js")), "Cross-Origin-Resource-Policy") == "cross-origin");
    CHECK(header(files.serve(get("/widget.js")), "Access-Control-Allow-Origin") == "*");
    CHECK(header(files.serve(get("/")), "Access-Control-Allow-Origin").empty());

    auto again = get("/widget.js");
    again.headers.emplace_back("if-none-match", header(files.serve(get("/widget.js")), "ETag"));
    CHECK(files.serve(again).status == 304);
    CHECK(files.serve(again).content().empty());
}

TEST_CASE("a path that is not in the table does not exist, however it is spelled", "[adapters]")
{
    const auto root = fs::temp_directory_path() / ("amends-web-" + std::to_string(::getpid()));
    fs::create_directories(root / "dist/desk");
    std::ofstream(root / "secret.txt") << "secret";
    std::ofstream(root / "dist/index.html") << "shop";
    std::ofstream(root / "dist/desk/index.html") << "desk";
    fs::create_symlink(root / "secret.txt", root / "dist/link.txt");
    const auto files = static_files::from_folder(root / "dist");
    REQUIRE(files.has_value());
    CHECK(files->serve(get("/")).content() == "shop");
    CHECK(files->serve(get("/desk")).content() == "desk");
    for (auto path :
         {"/../secret.txt", "/desk/../../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "//secret.txt",
          "/link.txt", "/./index.html", "/index.html/", "/index.html\\..", "/desk//index.html"})
        CHECK(files->serve(get(path)).status == 404);
    fs::remove_all(root);
    CHECK(static_files::from_folder(root).error().code == "server.web_root");
}
