#include "storage/directory_lock.hpp"

#include "storage/files.hpp"

#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

namespace amends::storage {
namespace {

std::string holder_of(const std::filesystem::path& lock)
{
    std::string pid;
    std::ifstream{lock} >> pid;
    return pid.empty() ? "another process" : "process " + pid;
}

} // namespace

result<directory_lock> directory_lock::take(const std::filesystem::path& directory)
{
    const auto file = directory / "amends.lock";
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0) return trouble_with(file, "open the lock file", errno);
    directory_lock lock{descriptor};
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK) return trouble_with(file, "lock the file", errno);
        return problem{"store.locked", "The store in " + directory.string() + " is in use: " + holder_of(file) +
                                           " holds " + file.string() +
                                           ". Stop that server first, or give this one a directory of its own."};
    }
    const auto pid = std::to_string(::getpid()) + "\n";
    if (::ftruncate(descriptor, 0) != 0 || ::pwrite(descriptor, pid.data(), pid.size(), 0) < 0)
        return trouble_with(file, "write the lock file", errno);
    return lock;
}

directory_lock::directory_lock(directory_lock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

directory_lock::~directory_lock()
{
    if (descriptor_ >= 0) ::close(descriptor_);
}

} // namespace amends::storage
