#include "bot/cli/commands.hpp"

#include "bot/cli/ask.hpp"
#include "bot/cli/cli.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <ostream>
#include <system_error>

namespace amends::bot {
namespace {

using nlohmann::json;

std::string text_of(const json& from, const char* member) { return printable(from.value(member, std::string{})); }

/// A conversation for reading.
std::string readable(const json& conversation)
{
    auto out = fmt::format("== conversation {} · {} · {}", conversation.value("conversation", 0),
                           text_of(conversation, "channel"), text_of(conversation, "started_at"));
    if (const auto complaint = conversation.value("case", json(nullptr)); complaint.is_object())
        out += fmt::format(" · {} {}", text_of(complaint, "number"), text_of(complaint, "status"));
    out += '\n';
    for (const auto& line : conversation.value("lines", json::array())) {
        auto who = text_of(line, "from");
        if (auto author = text_of(line, "author"); !author.empty()) who += " " + author;
        if (line.value("internal", false)) who += " (note)";
        if (line.value("withdrawn", false)) who += " (not sent)";
        auto text = text_of(line, "text");
        for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 5) text.insert(at + 1, "    ");
        out += fmt::format("{} {}: {}\n", text_of(line, "at"), who, text);
    }
    return out + "\n";
}

} // namespace

int commands::fail(const problem& p)
{
    console_.err << "amends: " << printable(p.message) << "\n";
    return exit_code_of(p);
}

int commands::simply(const json& request, const std::string& done)
{
    auto got = ask(link_, request);
    if (!got) return fail(got.error());
    if (json_)
        console_.out << got->dump() << "\n";
    else
        console_.err << done << "\n";
    return exit_done;
}

int commands::add_user(const std::string& name, const std::string& display, const std::string& role,
                       bool password_from_in)
{
    auto password = read_password(console_, password_from_in);
    if (!password) return fail(password.error());
    return simply(
        {{"command", "user.add"}, {"name", name}, {"display", display}, {"role", role}, {"password", *password}},
        "Added " + printable(name) + ", who may sign in now.");
}

int commands::set_password(const std::string& name, bool password_from_in)
{
    auto password = read_password(console_, password_from_in);
    if (!password) return fail(password.error());
    return simply({{"command", "user.passwd"}, {"name", name}, {"password", *password}},
                  printable(name) + " has a new password; every session of the old one has ended.");
}

int commands::set_disabled(const std::string& name, bool disabled)
{
    return simply({{"command", "user.disable"}, {"name", name}, {"disabled", disabled}},
                  printable(name) +
                      (disabled ? " can sign in no more; every session has ended." : " may sign in again."));
}

int commands::list_users()
{
    auto got = ask(link_, {{"command", "user.list"}});
    if (!got) return fail(got.error());
    const auto users = got->value("users", json::array());
    if (json_) {
        console_.out << users.dump() << "\n";
        return exit_done;
    }
    std::size_t widest = 4;
    for (const auto& user : users) widest = std::max(widest, text_of(user, "name").size());
    for (const auto& user : users)
        console_.out << fmt::format("{:<{}}  {:<5}  {:<8}  {}\n", text_of(user, "name"), widest, text_of(user, "role"),
                                    user.value("disabled", false) ? "disabled" : "active", text_of(user, "display"));
    return exit_done;
}

int commands::back_up(const std::filesystem::path& to)
{
    std::error_code error;
    const auto path = std::filesystem::absolute(to, error);
    auto got = ask(link_, {{"command", "backup"}, {"to", path.string()}});
    if (!got) return fail(got.error());
    if (json_)
        console_.out << got->dump() << "\n";
    else
        console_.err << fmt::format("Copied {} pages to {}; the write-ahead log grew by {} bytes meanwhile.\n",
                                    got->value("pages", std::int64_t{}), path.string(),
                                    got->value("wal_growth_bytes", std::int64_t{}));
    return exit_done;
}

int commands::export_all(const std::string& to, bool as_text)
{
    std::ofstream file;
    const bool to_file = !to.empty() && to != "-";
    if (to_file) {
        if (std::filesystem::exists(to))
            return fail({"export.exists", to + " exists already; name a new file, nothing is overwritten."});
        file.open(to, std::ios::binary);
        if (!file)
            return fail({"export.io", to + " cannot be written (" + std::generic_category().message(errno) + ")."});
    }
    std::ostream& out = to_file ? file : console_.out;
    std::int64_t count = 0;
    auto each = [&](const json& answer) {
        for (const auto& conversation : answer.value("conversations", json::array())) {
            if (as_text)
                out << readable(conversation);
            else
                out << conversation.dump() << "\n";
            ++count;
        }
        return out.flush().good();
    };
    auto whole = ask_pages(link_, {{"command", "export"}}, each);
    if (!whole) return fail(whole.error());
    if (!*whole)
        return fail({"export.io", std::string("The export could not be written (") +
                                      std::generic_category().message(errno) + "): what is there is not whole."});
    console_.err << count << " conversations.\n";
    return exit_done;
}

int commands::verify()
{
    std::int64_t checked = 0;
    auto broken = json::array();
    auto each = [&](const json& answer) {
        checked += answer.value("checked", std::int64_t{});
        for (const auto& link : answer.value("broken", json::array())) broken.push_back(link);
        return true;
    };
    if (auto whole = ask_pages(link_, {{"command", "verify"}}, each); !whole) return fail(whole.error());
    if (json_)
        console_.out << json{{"checked", checked}, {"broken", broken}}.dump() << "\n";
    else
        for (const auto& link : broken)
            console_.out << fmt::format("conversation {}: the chain breaks at line {}\n",
                                        link.value("conversation", std::int64_t{}),
                                        link.value("sequence", std::int64_t{}));
    console_.err << (broken.empty() ? fmt::format("{} conversations: every chain holds.\n", checked)
                                    : fmt::format("{} of {} conversations were altered after they were stored.\n",
                                                  broken.size(), checked));
    return broken.empty() ? exit_done : exit_failed;
}

int commands::status()
{
    auto got = ask(link_, {{"command", "status"}});
    if (!got) return fail(got.error());
    if (json_)
        console_.out << got->dump() << "\n";
    else
        for (const auto& [name, value] : got->items())
            console_.out << name << ": " << (value.is_string() ? printable(value.get<std::string>()) : value.dump())
                         << "\n";
    return exit_done;
}

} // namespace amends::bot
