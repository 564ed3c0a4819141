#pragma once

#include "bench/load/script.hpp"
#include "dialogs/model/event.hpp"
#include "dialogs/tree/tree.hpp"
#include "storage/turn.hpp"

#include <cstdint>
#include <vector>

namespace amends::bench {

/// The shipped tree that the script is for. Throws `failure`.
dialogs::tree_ptr tree_of(const script& words);

/// What the world looks like to a conversation of `words`: open, nobody at the desk.
facts facts_for(const part& words, instant now, std::uint64_t seed);

/// The turns of the script as the server hands them to the store: decided once by the real engine, then only
/// renumbered, so that handing them in costs next to nothing beside storing them.
class rehearsal {
public:
    explicit rehearsal(const script& words);

    std::size_t steps() const { return turns_[0].size(); }
    /// Transcript lines of one whole conversation of that part.
    int lines(std::size_t part) const;

    /// The turn of `step` (from 0) in conversation number `id`, whose customer has the same number. Even
    /// conversations are of the first part, odd ones of the second.
    storage::turn turn(std::int64_t id, std::size_t step) const;

private:
    std::vector<storage::turn> turns_[2];
};

} // namespace amends::bench
