#pragma once

#include "dialogs/tree/references.hpp"

#include <algorithm>

namespace amends::dialogs {

/// Reads the members that nodes of several kinds have.
class node_reader {
public:
    node_reader(const references& in, const nlohmann::json& from, std::string pointer)
        : in_{in}, from_{from}, pointer_{std::move(pointer)}
    {}

protected:
    std::size_t edge(const char* name) const { return in_.node(from_, pointer_, name); }

    std::size_t text(const char* name) const { return in_.text(from_, pointer_, name); }

    std::vector<std::size_t> texts(const char* name) const { return in_.texts(from_, pointer_, name); }

    void report(const char* code, const char* member, sentence message) const
    {
        in_.doc().report(code, child_pointer(pointer_, member), std::move(message));
    }

    question_manners manners() const
    {
        question_manners made;
        made.reprompt = text("reprompt");
        made.tries = in_.number(from_, "tries", 3);
        made.skippable = in_.flag(from_, "skippable");
        made.remind_after = in_.number(from_, "remind_after", 0);
        made.reminder = text("reminder");
        if (made.remind_after > 0 && !in_.member(from_, "reminder"))
            report("tree.missing-text", "remind_after",
                   {"有“remind_after”就需要“reminder”", "a \"remind_after\" needs a \"reminder\" to say"});
        return made;
    }

    /// The members of an object of values, each a literal or "{slot}".
    std::map<std::string, given_value> given(const char* member) const
    {
        std::map<std::string, given_value> made;
        const auto* values = in_.member(from_, member);
        const auto at = child_pointer(pointer_, member);
        if (!values || !values->is_object()) return made;
        for (const auto& [name, value] : values->items()) {
            auto spelled = literal(value);
            given_value each;
            if (spelled.size() > 2 && spelled.front() == '{' && spelled.back() == '}')
                each.slot = in_.slot_named(spelled.substr(1, spelled.size() - 2), child_pointer(at, name));
            else
                each.literal = std::move(spelled);
            made.emplace(name, std::move(each));
        }
        return made;
    }

    static std::string literal(const nlohmann::json& value)
    {
        if (value.is_string()) return value.get<std::string>();
        if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
        return value.is_null() ? std::string{} : value.dump();
    }

    /// A text that agents read: without arguments, since it is spelled apart from the conversation.
    std::size_t plain_text(const char* name) const
    {
        const auto found = text(name);
        if (found != nowhere && !in_.graph().texts[found].arguments.empty())
            report(
                "tree.argument", name,
                {"这条文本由客服单独阅读，所以不带参数", "agents read this text by itself, so it takes no arguments"});
        return found;
    }

    void edges(std::map<std::string, std::size_t, std::less<>>& into) const
    {
        const auto* from = in_.member(from_, "edges");
        const auto at = child_pointer(pointer_, "edges");
        if (from && from->is_object())
            for (const auto& [value, target] : from->items())
                if (target.is_string())
                    into[value] = in_.node_named(target.get<std::string>(), child_pointer(at, value));
    }

    const references& in_;
    const nlohmann::json& from_;
    std::string pointer_;
};

/// What nodes do besides talking: promise, handoff, lookup, remedy, call and return; nothing for another kind.
std::optional<node_body> compile_action(const references& in, const nlohmann::json& from, const std::string& pointer,
                                        const std::string& kind);

} // namespace amends::dialogs
