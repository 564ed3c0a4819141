#pragma once

#include "dialogs/model/effect.hpp"
#include "dialogs/replay/happening.hpp"
#include "dialogs/state.hpp"
#include "dialogs/text/render.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

/// Stored conversations against a draft of their tree (docs/replay.md).
namespace amends::dialogs {

/// What a tree made of something that happened.
struct replay_side {
    struct line {
        std::string text; ///< its id
        rendered_line shown;

        bool operator==(const line& other) const;
    };
    std::vector<line> said;
    std::vector<record_promise> promises;
    std::vector<record_remedy> offers;
    std::vector<request_human> calls; ///< for a person
    std::string node;                 ///< where the dialog stands after it, empty when it has ended
    bool ended = false;

    bool operator==(const replay_side&) const = default;
};

/// One happening, by the tree of then and by the draft.
struct replayed_turn {
    event what;
    instant at;
    replay_side then;
    replay_side now;

    bool same() const { return then == now; }
};

/// How many commitments both trees make, only that of then, only the draft.
struct replay_count {
    int kept = 0;
    int gone = 0;
    int added = 0;

    replay_count& operator+=(const replay_count& other);
    bool operator==(const replay_count&) const = default;
};

/// A conversation by both trees, turn by turn.
struct replayed_talk {
    std::vector<replayed_turn> turns;
    replay_count lines;
    replay_count promises; ///< by what, owner and due
    replay_count offers;   ///< by remedy and amount
    replay_count calls;    ///< for people, by queue and priority
    bool ended_then = false;
    bool ended_now = false;

    /// The first turn that differs. From there on the customer answers what only the tree of then has asked.
    std::optional<std::size_t> first_difference() const;
    bool same() const { return !first_difference(); }
};

/// Steps through `happenings` twice: with the trees that decided them, and with `draft`. A quick reply is pressed in
/// the draft's conversation when it offers the same one, else its words are typed; a connector's answer reaches the
/// draft when it asks the same connector; timers that only the draft started fire at their time. Pure.
replayed_talk replay(const std::vector<happening>& happenings, const tree& draft);

} // namespace amends::dialogs
