#include "adapters/admin_socket/address.hpp"

#include <fcntl.h>
#include <sys/un.h>
#include <unistd.h>

namespace amends::adapters {

socket_address::socket_address(const std::filesystem::path& directory, const std::string& name)
    : path_((directory / name).string())
{
    if (path_.size() < sizeof(sockaddr_un::sun_path)) return;
    directory_ = ::open(directory.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
    path_ = "/proc/self/fd/" + std::to_string(directory_) + "/" + name;
}

socket_address::~socket_address()
{
    if (directory_ >= 0) ::close(directory_);
}

} // namespace amends::adapters
