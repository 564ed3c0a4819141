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

TEST_CASE("a packed file goes to those who take gzip, under a tag of its own", "[adapters]")
{
    static_files files;
    files.add("desk/index.html.gz", "packed desk");
    files.add("desk/index.html", "desk");
    files.add("logo.png", "logo");
    const auto asked = [&](const std::string& path, const std::string& accepted, const std::string& known = "") {
        auto request = get(path);
        request.headers.emplace_back("accept-encoding", accepted);
        if (!known.empty()) request.headers.emplace_back("if-none-match", known);
        return files.serve(request);
    };
    for (const auto* accepted : {"gzip", "gzip, deflate, br", "br;q=1.0, GZIP;q=0.8", "deflate , gzip ; q=0.001"}) {
        INFO(accepted);
        const auto answer = asked("/desk", accepted);
        CHECK(answer.content() == "packed desk");
        CHECK(header(answer, "Content-Encoding") == "gzip");
        CHECK(header(answer, "Content-Type") == "text/html; charset=utf-8");
        CHECK(header(answer, "Vary") == "Accept-Encoding");
    }
    for (const auto* accepted : {"", "br", "gzip;q=0", "gzip; q=0.000", "xgzip", "gzipped", "identity,"}) {
        INFO(accepted);
        const auto answer = asked("/desk/index.html", accepted);
        CHECK(answer.content() == "desk");
        CHECK(header(answer, "Content-Encoding").empty());
        CHECK(header(answer, "Vary") == "Accept-Encoding");
    }
    const auto packed = header(asked("/desk", "gzip"), "ETag");
    const auto plain = header(asked("/desk", ""), "ETag");
    CHECK(packed != plain);
    CHECK(asked("/desk", "gzip", packed).status == 304);
    CHECK(asked("/desk", "gzip", plain).content() == "packed desk");
    CHECK(header(asked("/logo.png", "gzip"), "Vary").empty());
    CHECK(asked("/desk/index.html.gz", "gzip").status == 404);
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
