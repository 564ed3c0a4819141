#include "bot/cli/console.hpp"

#include "dialogs/text/fold.hpp"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <istream>
#include <optional>
#include <ostream>

namespace amends::bot {
namespace {

bool is_final(char c) { return c >= 0x40 && c <= 0x7e; }

/// The end of the escape sequence that begins at `at`, an ESC.
std::size_t end_of_escape(std::string_view text, std::size_t at)
{
    if (++at == text.size()) return at;
    const char kind = text[at++];
    if (kind == '[') { // CSI: parameters, then a final byte
        while (at < text.size() && !is_final(text[at])) {
            if (static_cast<unsigned char>(text[at]) < 0x20) return at;
            ++at;
        }
        return at < text.size() ? at + 1 : at;
    }
    if (kind == ']' || kind == 'P' || kind == '_' || kind == '^' || kind == 'X') { // strings, up to BEL or ST
        while (at < text.size() && text[at] != '\a' && text[at] != '\x1b' && text[at] != '\n') ++at;
        if (at < text.size() && text[at] == '\a') return at + 1;
        return text.substr(at).starts_with("\x1b\\") ? at + 2 : at;
    }
    // A two-byte sequence; a character of more bytes after ESC is text.
    return static_cast<unsigned char>(kind) < 0x80 && static_cast<unsigned char>(kind) >= 0x20 ? at : at - 1;
}

/// Length of a character at `at` that must not reach a terminal: C1 controls, and marks that turn the
/// direction of text around.
std::size_t forbidden_at(std::string_view text, std::size_t at)
{
    const auto rest = text.substr(at);
    if (rest.size() >= 2 && rest[0] == '\xc2' && static_cast<unsigned char>(rest[1]) < 0xa0) return 2;
    if (rest.size() < 3 || rest[0] != '\xe2') return 0;
    const auto last = static_cast<unsigned char>(rest[2]);
    if (rest[1] == '\x80' && (last == 0x8e || last == 0x8f || (last >= 0xa8 && last <= 0xae))) return 3;
    if (rest[1] == '\x81' && last >= 0xa6 && last <= 0xa9) return 3;
    return 0;
}

/// The terminal with its echo off, for as long as this lives.
class silent_terminal {
public:
    silent_terminal() : descriptor_(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY))
    {
        if (descriptor_ < 0 || ::tcgetattr(descriptor_, &before_) != 0) return;
        auto silent = before_;
        // Ctrl-C is read as a character, so that the echo is on again afterwards.
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO | ISIG);
        changed_ = ::tcsetattr(descriptor_, TCSAFLUSH, &silent) == 0;
    }
    ~silent_terminal()
    {
        if (changed_) ::tcsetattr(descriptor_, TCSAFLUSH, &before_);
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    silent_terminal(const silent_terminal&) = delete;
    silent_terminal& operator=(const silent_terminal&) = delete;

    bool usable() const { return changed_; }

    /// Nothing when the person gives up with Ctrl-C.
    std::optional<std::string> ask(std::string_view prompt)
    {
        constexpr char interrupt = 3;
        say(prompt);
        std::string line;
        char c = 0;
        while (::read(descriptor_, &c, 1) == 1 && c != '\n' && c != interrupt)
            if (line.size() < 4096) line += c;
        say("\n");
        if (c == interrupt) return std::nullopt;
        return line;
    }

private:
    void say(std::string_view text)
    {
        // A prompt that cannot be written is only a prompt less.
        [[maybe_unused]] auto written = ::write(descriptor_, text.data(), text.size());
    }

    int descriptor_;
    termios before_{};
    bool changed_ = false;
};

} // namespace

std::string printable(std::string_view text)
{
    const auto clean = dialogs::clean_utf8(text);
    std::string shown;
    for (std::size_t at = 0; at < clean.size();) {
        const auto byte = static_cast<unsigned char>(clean[at]);
        if (byte == 0x1b) {
            at = end_of_escape(clean, at);
        } else if (auto length = forbidden_at(clean, at)) {
            at += length;
        } else {
            if (byte == '\n' || byte == '\t' || (byte >= 0x20 && byte != 0x7f)) shown += clean[at];
            ++at;
        }
    }
    return shown;
}

std::string console_language(const std::string& asked, const std::map<std::string, std::string>& environment)
{
    auto wanted = asked;
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        if (!wanted.empty()) break;
        if (auto found = environment.find(name); found != environment.end()) wanted = found->second;
    }
    return wanted.starts_with("zh") ? "zh-Hans" : "en";
}

result<std::string> read_password(console& console, bool from_in)
{
    auto value = [](std::string password) {
        return result<std::string>(boost::system::in_place_value, std::move(password));
    };
    if (from_in) {
        std::string line;
        std::getline(console.in, line);
        if (!line.empty() && line.back() == '\r') line.pop_back();
        return value(std::move(line));
    }
    silent_terminal terminal;
    if (!terminal.usable())
        return problem{"usage", "There is no terminal to ask for the password at; give it on standard input with "
                                "--password-stdin."};
    auto first = terminal.ask("Password: ");
    auto second = first ? terminal.ask("Again: ") : std::nullopt;
    if (!second) return problem{"usage", "Nothing was changed."};
    if (*first != *second) return problem{"usage", "The two passwords differ."};
    return value(std::move(*first));
}

} // namespace amends::bot
