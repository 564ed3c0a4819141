#pragma once

#include "adapters/net/http.hpp"
#include "dialogs/model/result.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace amends::adapters {

/// The built front ends as a table from URL path to content: a path that is not in the table does not exist, so
/// there is nothing to traverse. Immutable after building.
class static_files {
public:
    /// From the binary itself; empty when it was built without front ends.
    static static_files embedded();
    /// All regular files under `root`, read now; links are not followed. Errors: "server.web_root".
    static result<static_files> from_folder(const std::filesystem::path& root);

    /// `name` is relative ("desk/index.html"); "index.html" also answers for its folder. `content` must outlive
    /// the table. "widget.js.gz" is no page of its own: it is how "widget.js" goes to a client that takes gzip.
    void add(std::string_view name, std::string_view content);

    /// Answers GET and HEAD; 404 when there is no such file, 304 when the client has it. Packed files go to those that
    /// accept them (RFC 9110, 12.5.3).
    http_response serve(const http_request& request) const;
    bool empty() const { return files_.empty(); }

private:
    struct form {
        std::string_view content;
        std::string etag;
    };
    struct file {
        std::string name;
        form plain;
        std::string_view type;
        std::string_view caching;
        bool for_other_sites = false; ///< the widget's script is loaded by the shop's own page
    };
    std::unordered_map<std::string, file> files_;
    std::unordered_map<std::string, form> packed_;         ///< by name, as gzip
    std::vector<std::unique_ptr<const std::string>> kept_; ///< contents that are not in the binary
};

} // namespace amends::adapters
