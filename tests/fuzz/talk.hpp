#pragma once

#include "dialogs/codec/codec.hpp"
#include "dialogs/step.hpp"
#include "dialogs/text/render.hpp"

#include "bytes.hpp"

namespace amends::fuzz {

/// Lets `e` happen and holds the outcome to what always holds (I4, I5, I6, I10). The state as it is read back.
inline dialogs::state happen(const dialogs::tree& tree, const dialogs::state& s, const event& e, const facts& f)
{
    const auto taken = dialogs::step(tree, s, e, f);
    must(taken == dialogs::step(tree, s, e, f));
    must(taken.effects.size() < 200);
    bool spoken = false;
    bool person = false;
    for (const auto& each : taken.effects) {
        person = person || std::holds_alternative<request_human>(each);
        const auto* line = std::get_if<say>(&each);
        if (!line) continue;
        spoken = true;
        must(dialogs::render(tree, *line, f.zone).text != "[" + line->text + "]");
    }
    const bool over_agent = s.floor == floor_holder::agent && !std::holds_alternative<agent_left>(e);
    must(!spoken || (!over_agent && taken.state.floor != floor_holder::agent));
    must(!std::holds_alternative<customer_message>(e) || s.floor != floor_holder::bot || spoken || person);
    const auto bytes = dialogs::encode(taken.state);
    must(bytes.size() < 128 * 1024);
    const auto stored = dialogs::decode_state(bytes);
    must(stored.has_value());
    return *stored;
}

} // namespace amends::fuzz
