#pragma once

#include "bot/conversation/conversation.hpp"
#include "dialogs/state.hpp"
#include "dialogs/tree/tree.hpp"
#include "storage/turn.hpp"

#include <string>
#include <vector>

namespace amends::bot {

/// A turn being made: what will be stored, and what follows once it is. Nothing of it takes effect before
/// the store says "committed".
struct draft {
    storage::turn turn;
    dialogs::state state;           ///< the dialog after the turn
    std::vector<spoken_line> lines; ///< beside `turn.lines`; numbered from the receipt
    std::vector<std::string> defects;
    std::vector<look_up> lookups; ///< to be asked of connectors
};

/// A turn that changes nothing yet. `head` is the conversation as last committed.
draft begin_draft(const storage::stored_conversation& head, const dialogs::state& state, instant now);

/// Appends a line. `user` is the person who wrote it, if one did.
void add_line(draft& d, spoken_line line, user_id user = {});

/// Names the event that the turn is decided from, for replay.
void set_event(draft& d, const event& e, const facts& f, const dialogs::tree& tree);

/// Maps what `step` decided to what is stored: rendered lines, case, promises, timers, floor.
void apply_outcome(draft& d, const storage::stored_conversation& head, const dialogs::tree& tree,
                   dialogs::outcome outcome, const facts& f);

/// Gives the floor to `holder` under the next fencing token. Takeover suspends the dialog's pauses; leaving
/// re-arms them with what remained ("When things fail", Timers).
void change_floor(draft& d, const storage::stored_conversation& head, floor_holder holder, user_id agent = {});

/// The case after the turn, to be changed; null when none was ever opened.
storage::case_record* complaint_of(draft& d, const storage::stored_conversation& head);

/// The part of a turn that is still needed once the store has it: everything but the words, unless a channel has
/// to be called with them.
storage::turn what_follows(const storage::turn& handed_in);

/// What `head` becomes when the turn is committed. Takes the case over from `d`.
void advance(storage::stored_conversation& head, draft& d, const storage::commit_result& receipt);

} // namespace amends::bot
