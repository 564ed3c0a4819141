#include "bot/cli/replay.hpp"

#include "bot/cli/ask.hpp"
#include "bot/cli/cli.hpp"
#include "bot/cli/tree_text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <ostream>

namespace amends::bot {
namespace {

using nlohmann::json;

constexpr std::array counted{"lines", "promises", "offers", "handoffs"};

std::string word(const json& from, const char* member) { return printable(from.value(member, std::string{})); }

/// What an event is called where people read it.
std::string cause_of(const json& turn)
{
    const auto event = turn.value("event", std::string{});
    if (event == "customer_message") return "customer: " + word(turn, "text");
    if (event == "timer_fired") return "timer " + word(turn, "timer");
    std::string spaced;
    for (const char c : event) spaced += c == '_' ? ' ' : c;
    return spaced;
}

std::string indented(std::string text)
{
    for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 12) text.insert(at + 1, 11, ' ');
    return text;
}

std::string side(const json& of, const char* name)
{
    std::string out;
    for (const auto& line : of.value("lines", json::array()))
        out += fmt::format("    {:<5}[{}] {}\n", name, word(line, "id"), indented(word(line, "text")));
    for (const auto& each : of.value("promises", json::array()))
        out += fmt::format("    {:<5}promise {} {}\n", name, word(each, "what"), word(each, "owner"));
    for (const auto& each : of.value("offers", json::array()))
        out += fmt::format("    {:<5}offer {} {}\n", name, word(each, "remedy"), word(each, "amount"));
    for (const auto& each : of.value("handoffs", json::array()))
        out += fmt::format("    {:<5}handoff {} priority {}\n", name, word(each, "queue"), each.value("priority", 0));
    const auto where = of.value("ended", false) ? std::string("ended") : "at " + word(of, "node");
    return out + fmt::format("    {:<5}{}\n", name, where);
}

/// A conversation that differs: what happened, and both sides where they part.
std::string readable(const json& talk)
{
    auto out = fmt::format("== conversation {}\n", talk.value("conversation", 0));
    for (const auto& turn : talk.value("turns", json::array())) {
        out += "  " + indented(cause_of(turn)) + "\n";
        if (turn.value("same", false)) continue;
        out += side(turn.value("then", json::object()), "then");
        out += side(turn.value("now", json::object()), "now");
    }
    return out + "\n";
}

/// All conversations together.
struct sums {
    int same = 0;
    int different = 0;
    int broken = 0;
    json counts = json::object();

    void add(const json& talk)
    {
        ++(talk.value("same", false) ? same : different);
        if (talk.contains("broken")) ++broken;
        for (const auto* name : counted)
            for (const auto* how : {"kept", "gone", "new"}) {
                auto& sum = counts[name][how];
                sum = sum.is_null() ? 0 : sum.get<int>();
                sum = sum.get<int>() + talk.value(name, json::object()).value(how, 0);
            }
    }

    std::string readable() const
    {
        auto out = fmt::format("{} conversations: {} the same, {} different\n", same + different, same, different);
        if (broken > 0) out += fmt::format("{} end early: some of what is stored cannot be stepped through\n", broken);
        for (const auto& [name, count] : counts.items())
            out += fmt::format("  {:<9} {:>5} kept {:>5} gone {:>5} new\n", name, count.value("kept", 0),
                               count.value("gone", 0), count.value("new", 0));
        return out;
    }
};

} // namespace

int replay(const std::filesystem::path& file, server_link& link, console& console, bool as_json)
{
    const auto fail = [&](const problem& p) {
        console.err << "amends: " << printable(p.message) << "\n";
        return exit_code_of(p);
    };
    const auto source = tree_text(file);
    if (!source) return fail(source.error());
    sums all;
    auto talks = json::array();
    const auto each = [&](const json& answer) {
        for (const auto& talk : answer.value("conversations", json::array())) {
            all.add(talk);
            if (as_json)
                talks.push_back(talk);
            else if (!talk.value("same", false))
                console.out << readable(talk);
        }
        return true;
    };
    const json request{{"command", "tree.replay"}, {"source", *source}, {"file", file.string()}};
    if (const auto whole = ask_pages(link, request, each); !whole) return fail(whole.error());
    if (as_json)
        console.out << json{{"conversations", std::move(talks)},
                            {"same", all.same},
                            {"different", all.different},
                            {"broken", all.broken},
                            {"sums", all.counts}}
                           .dump(-1, ' ', false, json::error_handler_t::replace)
                    << "\n";
    else
        console.out << all.readable();
    return exit_done;
}

} // namespace amends::bot
