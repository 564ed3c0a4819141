#include "storage/files.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string_view>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace amends::storage {
namespace {

class descriptor {
public:
    explicit descriptor(int fd) : fd_(fd) {}
    descriptor(const descriptor&) = delete;
    descriptor& operator=(const descriptor&) = delete;
    ~descriptor()
    {
        if (fd_ >= 0) ::close(fd_);
    }
    explicit operator bool() const { return fd_ >= 0; }
    int get() const { return fd_; }

private:
    int fd_;
};

} // namespace

problem trouble_with(const std::filesystem::path& file, const std::string& what, int error)
{
    const auto said = "Cannot " + what + " " + file.string() + ": " + std::generic_category().message(error) + ". ";
    if (error == ENOSPC || error == EDQUOT)
        return {"store.full", said + "Free some space on that disk and start again."};
    if (error == EACCES || error == EPERM || error == EROFS)
        return {"store.io", said + "Make the directory and the files in it writable for the user that runs Amends."};
    return {"store.io", said + "Check the path and the disk."};
}

std::optional<problem> make_directory(const std::filesystem::path& directory)
{
    std::error_code failed;
    if (std::filesystem::is_directory(directory, failed)) return std::nullopt;
    const auto absolute = std::filesystem::absolute(directory, failed).lexically_normal();
    const auto parent = absolute.parent_path();
    if (parent != absolute)
        if (auto trouble = make_directory(parent)) return trouble;
    if (::mkdir(directory.c_str(), 0700) != 0 && errno != EEXIST)
        return trouble_with(directory, "make the directory", errno);
    if (!std::filesystem::is_directory(directory, failed)) return trouble_with(directory, "use the directory", ENOTDIR);
    return sync(parent);
}

std::optional<problem> make_private_file(const std::filesystem::path& file)
{
    const descriptor made{::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)};
    if (!made) return trouble_with(file, "open", errno);
    return std::nullopt;
}

std::optional<problem> sync(const std::filesystem::path& file)
{
    const descriptor opened{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
    if (!opened || ::fsync(opened.get()) != 0) return trouble_with(file, "flush", errno);
    return std::nullopt;
}

result<file_header> read_header(const std::filesystem::path& file)
{
    const descriptor opened{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
    if (!opened && errno == ENOENT) return file_header{true, false, 0, 0};
    if (!opened) return trouble_with(file, "read", errno);
    std::array<unsigned char, 100> bytes{};
    const auto got = ::pread(opened.get(), bytes.data(), bytes.size(), 0);
    if (got < 0) return trouble_with(file, "read", errno);

    const auto number_at = [&](std::size_t at) {
        return static_cast<std::uint32_t>(bytes[at] << 24 | bytes[at + 1] << 16 | bytes[at + 2] << 8 | bytes[at + 3]);
    };
    using namespace std::string_view_literals;
    constexpr auto magic = "SQLite format 3\0"sv;
    file_header header;
    header.empty = got == 0;
    header.sqlite = std::cmp_equal(got, bytes.size()) && std::memcmp(bytes.data(), magic.data(), magic.size()) == 0;
    header.schema = number_at(60);
    header.application = number_at(68);
    return header;
}

} // namespace amends::storage
