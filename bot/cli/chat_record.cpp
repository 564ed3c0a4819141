#include "bot/cli/chat_record.hpp"

#include "bot/config/hours.hpp"
#include "dialogs/testing/record.hpp"
#include "dialogs/testing/spelling.hpp"

#include <cerrno>
#include <fstream>
#include <system_error>

namespace amends::bot {
namespace {

/// Scripts tell time to the second.
instant to_second(instant at) { return std::chrono::floor<std::chrono::seconds>(at); }

} // namespace

chat_record::chat_record(const config& config, std::string language, std::string zone, instant begun)
    : reached_(to_second(begun))
{
    made_.conversations.push_back({"A chat on " + dialogs::moment_of(reached_, zone), 0, {}});
    add("locale", std::move(language));
    add("zone", zone);
    add("now", dialogs::moment_of(reached_, zone));
    const bool open = open_at(config.hours, begun);
    add("hours", open ? "open" : "closed until " + dialogs::moment_of(next_open(config.hours, begun), zone));
    add("agents", "0");
}

void chat_record::add(std::string word, std::string value)
{
    made_.conversations.front().lines.push_back({0, std::move(word), std::move(value)});
}

void chat_record::typed(const inbound_message& message, instant at)
{
    const auto passed = to_second(at) - reached_;
    // The first message begins the conversation: no timer can be due before it.
    if (passed > milliseconds::zero()) {
        if (begun_) add("clock", "+" + dialogs::span_of(passed));
        reached_ += passed;
    }
    begun_ = true;
    if (message.option.empty())
        add("customer", dialogs::escaped(message.text));
    else
        add("press", message.option);
}

std::string chat_record::script(const dialogs::tree_ptr& tree) const
{
    auto made = made_;
    made.tree = tree->id();
    return dialogs::recorded(tree, made);
}

result<void> write_new(const std::filesystem::path& file, const std::string& text)
{
    std::error_code error;
    if (std::filesystem::exists(file, error))
        return problem{"test.exists", file.string() + " is there already; name a new file."};
    std::ofstream out(file, std::ios::binary);
    out << text;
    out.close();
    if (!out) return problem{"test.unwritable", file.string() + ": " + std::generic_category().message(errno)};
    return {};
}

} // namespace amends::bot
