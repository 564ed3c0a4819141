#pragma once

#include <filesystem>
#include <string>

namespace amends::adapters {

/// The name of a socket in `directory` that fits the 107 bytes of a Unix address however long the path is.
/// Valid while this lives.
class socket_address {
public:
    socket_address(const std::filesystem::path& directory, const std::string& name);
    ~socket_address();
    socket_address(const socket_address&) = delete;
    socket_address& operator=(const socket_address&) = delete;

    const std::string& path() const { return path_; }

private:
    int directory_ = -1;
    std::string path_;
};

} // namespace amends::adapters
