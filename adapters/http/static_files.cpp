#include "adapters/http/static_files.hpp"

#ifdef AMENDS_WEB_EMBEDDED
#include "embedded/web_files.hpp"
#endif

#include <sodium.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

namespace amends::adapters {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t max_folder_bytes = 64 * 1024 * 1024;
constexpr std::string_view packing = ".gz";

constexpr std::array<std::pair<std::string_view, std::string_view>, 16> types{{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".map", "application/json"},
    {".txt", "text/plain; charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".webp", "image/webp"},
    {".avif", "image/avif"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".webmanifest", "application/manifest+json"},
    {".wasm", "application/wasm"},
}};

std::string_view content_type(std::string_view name)
{
    for (const auto& [ending, type] : types)
        if (name.ends_with(ending)) return type;
    return "application/octet-stream";
}

// The bundler names what is under assets/ by a hash of its content.
std::string_view caching(std::string_view name)
{
    if (name.starts_with("assets/") || name.find("/assets/") != std::string_view::npos)
        return "public, max-age=31536000, immutable";
    if (name.ends_with(".html")) return "no-cache";
    return "public, max-age=300";
}

std::string make_etag(std::string_view content)
{
    std::array<unsigned char, 16> digest;
    crypto_generichash(digest.data(), digest.size(), reinterpret_cast<const unsigned char*>(content.data()),
                       content.size(), nullptr, 0);
    std::array<char, 33> hex;
    sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
    return '"' + std::string(hex.data(), 32) + '"';
}

/// Whether an Accept-Encoding such as "gzip, deflate;q=0.5" takes gzip. "*" is not looked at: who can, names it.
bool takes_gzip(std::string_view accepted)
{
    constexpr std::string_view coding = "gzip";
    std::string list;
    for (const char c : accepted)
        if (c != ' ' && c != '\t') list += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    for (std::size_t begin = 0; begin < list.size();) {
        const auto end = std::min(list.find(',', begin), list.size());
        const auto each = std::string_view{list}.substr(begin, end - begin);
        begin = end + 1;
        if (!each.starts_with(coding)) continue;
        const auto weight = each.substr(coding.size());
        const bool refused = weight.starts_with(";q=0") && weight.find_first_not_of(".0", 3) == std::string_view::npos;
        if (weight.empty() || (weight.front() == ';' && !refused)) return true;
    }
    return false;
}

} // namespace

static_files static_files::embedded()
{
    static_files files;
#ifdef AMENDS_WEB_EMBEDDED
    constexpr std::string_view folder = "web/dist/";
    for (const auto& each : amends::embedded::web_files()) {
        const auto at = each.name.find(folder);
        files.add(at == std::string_view::npos ? each.name : each.name.substr(at + folder.size()), each.content);
    }
#endif
    return files;
}

result<static_files> static_files::from_folder(const fs::path& root)
{
    static_files files;
    std::error_code error;
    std::uintmax_t total = 0;
    for (auto each = fs::recursive_directory_iterator(root, error);
         !error && each != fs::recursive_directory_iterator(); each.increment(error)) {
        if (!fs::is_regular_file(each->symlink_status(error)) || error) continue;
        total += each->file_size(error);
        if (error || total > max_folder_bytes) break;
        std::ifstream in(each->path(), std::ios::binary);
        auto content =
            std::make_unique<const std::string>(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
        files.add(each->path().lexically_relative(root).generic_string(), *content);
        files.kept_.push_back(std::move(content));
    }
    if (error || total > max_folder_bytes || files.empty())
        return problem{"server.web_root",
                       "server.web_root: " + root.string() + ": " +
                           (error                      ? error.message()
                            : total > max_folder_bytes ? "over 64 MiB"
                                                       : "no files") +
                           "; give the folder that `npm run build` made (web/dist), or leave it out"};
    return files;
}

void static_files::add(std::string_view name, std::string_view content)
{
    if (name.ends_with(packing)) {
        packed_[std::string(name.substr(0, name.size() - packing.size()))] = {content, make_etag(content)};
        return;
    }
    file made{std::string(name), {content, make_etag(content)}, content_type(name), caching(name), name == "widget.js"};
    constexpr std::string_view index = "index.html";
    if (name == index || name.ends_with("/index.html")) {
        auto folder = '/' + std::string(name.substr(0, name.size() - index.size()));
        files_[folder] = made;
        if (folder.size() > 1) {
            folder.pop_back();
            files_[folder] = made;
        }
    }
    files_['/' + std::string(name)] = std::move(made);
}

http_response static_files::serve(const http_request& request) const
{
    const auto found = files_.find(request.path);
    if (found == files_.end()) return problem_response(404, "not_found", "nothing is served at this address");
    const auto& content = found->second;
    const auto packed = packed_.find(content.name);
    const bool pack = packed != packed_.end() && takes_gzip(request.header("accept-encoding"));
    const auto& sent = pack ? packed->second : content.plain;
    http_response response;
    response.headers.emplace_back("Content-Type", std::string(content.type));
    response.headers.emplace_back("Cache-Control", std::string(content.caching));
    response.headers.emplace_back("ETag", sent.etag);
    if (packed != packed_.end()) response.headers.emplace_back("Vary", "Accept-Encoding");
    if (content.for_other_sites) {
        response.headers.emplace_back("Cross-Origin-Resource-Policy", "cross-origin");
        response.headers.emplace_back("Access-Control-Allow-Origin", "*");
    }
    if (request.header("if-none-match") == sent.etag) {
        response.status = 304;
    } else {
        if (pack) response.headers.emplace_back("Content-Encoding", "gzip");
        response.asset = sent.content;
    }
    return response;
}

} // namespace amends::adapters
