#pragma once

#include "dialogs/model/result.hpp"

#include <string>

namespace amends::bot {

/// The command line's way into a running server (its admin socket). One request, one answer, both JSON
/// object texts. Blocking, with a time limit.
class server_link {
public:
    virtual ~server_link() = default;
    /// Errors: "link.none" (no server runs on that data directory), "link.forbidden" (this user may not ask it),
    /// "link.io", or the server's own refusal.
    virtual result<std::string> request(const std::string& json) = 0;
};

} // namespace amends::bot
