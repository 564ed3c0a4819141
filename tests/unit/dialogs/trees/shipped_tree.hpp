#pragma once

#include "dialogs/tree/tree.hpp"
#include "dialogs/trees/shipped.hpp"
#include "tests/support/dialog_script.hpp"

#include <map>
#include <string>
#include <string_view>

namespace amends::test {

/// One of the trees that ship, compiled once for all tests.
inline dialogs::tree_ptr shipped_tree(std::string_view id)
{
    static const auto trees = [] {
        std::map<std::string, dialogs::tree_ptr, std::less<>> made;
        for (const auto& source : dialogs::shipped_trees())
            if (auto loaded = dialogs::load_tree(source.text, source.file); loaded.tree)
                made.emplace(loaded.tree->id(), loaded.tree);
        return made;
    }();
    const auto at = trees.find(id);
    return at == trees.end() ? nullptr : at->second;
}

/// A fresh conversation with a shipped tree: business hours, people signed in.
inline dialog_script chat_with(std::string_view id) { return dialog_script{shipped_tree(id)}; }

/// Nobody is signed in.
inline dialog_script& with_nobody_there(dialog_script& chat)
{
    chat.facts.agents_available = 0;
    return chat;
}

/// Outside business hours; people are back at 9:00 next morning in Shanghai.
inline dialog_script& outside_hours(dialog_script& chat)
{
    chat.facts.business_open = false;
    return chat;
}

/// A person was asked for with this priority.
inline void expect_priority(const dialog_script& chat, int priority)
{
    INFO(chat.story());
    const auto* asked = chat.effect<request_human>();
    REQUIRE(asked != nullptr);
    CHECK(asked->priority == priority);
}

/// A promise was made for this instant.
inline void expect_promise(const dialog_script& chat, instant due)
{
    INFO(chat.story());
    const auto* promised = chat.effect<record_promise>();
    REQUIRE(promised != nullptr);
    CHECK(promised->owner == "desk");
    CHECK(promised->due == due);
}

} // namespace amends::test
