#include "adapters/admin_socket/address.hpp"
#include "adapters/admin_socket/admin_socket.hpp"

#include <pwd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace amends::adapters {
namespace {

constexpr std::size_t longest_answer = 256UL << 20;
constexpr time_t longest_wait = 600; ///< seconds

problem failed(const char* what)
{
    return {"link.io",
            std::string("The running server ") + what + " (" + std::generic_category().message(errno) + ")."};
}

/// The name of the user who owns the socket, or the directory it is in when that cannot be seen.
std::string owner_of(const std::filesystem::path& socket)
{
    struct ::stat info {};
    if (::stat(socket.c_str(), &info) != 0 && ::stat(socket.parent_path().c_str(), &info) != 0) return {};
    std::array<char, 4096> text{};
    passwd entry{};
    passwd* found = nullptr;
    ::getpwuid_r(info.st_uid, &entry, text.data(), text.size(), &found);
    return found != nullptr ? found->pw_name : "#" + std::to_string(info.st_uid);
}

problem forbidden(const std::filesystem::path& data)
{
    const auto owner = owner_of(data / "admin.sock");
    return {"link.forbidden", data.string() + " belongs to the user " +
                                  (owner.empty() ? "that runs Amends; run this command as that user or as root."
                                                 : owner +
                                                       "; run this command as that user or as root, such as with "
                                                       "sudo -u " +
                                                       owner + ".")};
}

class link final : public bot::server_link {
public:
    explicit link(int socket) : socket_(socket) {}
    ~link() override { ::close(socket_); }

    result<std::string> request(const std::string& json) override
    {
        const auto line = json + '\n';
        for (std::size_t at = 0; at < line.size();) {
            const auto sent = ::send(socket_, line.data() + at, line.size() - at, MSG_NOSIGNAL);
            if (sent <= 0) return failed("does not take the request");
            at += static_cast<std::size_t>(sent);
        }
        std::string answer;
        char part[65536];
        while (answer.empty() || answer.back() != '\n') {
            const auto got = ::recv(socket_, part, sizeof part, 0);
            if (got < 0) return failed("does not answer");
            if (got == 0) return problem{"link.io", "The server stopped before it answered; try again."};
            answer.append(part, static_cast<std::size_t>(got));
            if (answer.size() > longest_answer) return problem{"link.io", "The server's answer is too long."};
        }
        answer.pop_back();
        return result<std::string>(boost::system::in_place_value, std::move(answer));
    }

private:
    int socket_;
};

} // namespace

result<std::unique_ptr<bot::server_link>> connect_admin_socket(const std::filesystem::path& data)
{
    const problem none{"link.none", "No server runs on " + data.string() + "."};
    const socket_address address(data, "admin.sock");
    sockaddr_un name{};
    name.sun_family = AF_UNIX;
    if (address.path().size() >= sizeof name.sun_path) return none;
    std::memcpy(name.sun_path, address.path().c_str(), address.path().size() + 1);

    const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (socket < 0) return failed("cannot be asked");
    const timeval wait{longest_wait, 0};
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
    ::setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait);
    if (::connect(socket, reinterpret_cast<const sockaddr*>(&name), sizeof name) != 0) {
        const bool absent = errno == ENOENT || errno == ECONNREFUSED || errno == ENOTDIR;
        auto why = errno == EACCES || errno == EPERM ? forbidden(data) : failed("cannot be reached");
        ::close(socket);
        return absent ? none : why;
    }
    return std::unique_ptr<bot::server_link>(std::make_unique<link>(socket));
}

} // namespace amends::adapters
