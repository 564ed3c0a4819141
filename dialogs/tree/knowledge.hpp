#pragma once

#include "dialogs/tree/graph.hpp"

#include <cstdint>
#include <vector>

namespace amends::dialogs {

/// A set of things that are certainly filled at some place of the dialog: slots, case fields, the case's
/// number, the agent's name, ...
class known_set {
public:
    void add(std::size_t bit)
    {
        if (bit / 64 >= words_.size()) words_.resize(bit / 64 + 1);
        words_[bit / 64] |= std::uint64_t{1} << (bit % 64);
    }
    void remove(std::size_t bit)
    {
        if (bit / 64 < words_.size()) words_[bit / 64] &= ~(std::uint64_t{1} << (bit % 64));
    }
    bool has(std::size_t bit) const { return bit / 64 < words_.size() && (words_[bit / 64] >> (bit % 64) & 1) != 0; }
    known_set& operator|=(const known_set& other)
    {
        if (other.words_.size() > words_.size()) words_.resize(other.words_.size());
        for (std::size_t i = 0; i < other.words_.size(); ++i) words_[i] |= other.words_[i];
        return *this;
    }
    /// Keeps what `other` has too; true when that took something away.
    bool restrict_to(const known_set& other)
    {
        bool changed = false;
        for (std::size_t i = 0; i < words_.size(); ++i) {
            const auto kept = words_[i] & (i < other.words_.size() ? other.words_[i] : 0);
            changed = changed || kept != words_[i];
            words_[i] = kept;
        }
        return changed;
    }

private:
    std::vector<std::uint64_t> words_;
};

/// Gives each thing that a text may mention its bit.
class vocabulary {
public:
    explicit vocabulary(const tree::graph& graph) : graph_{graph}, slots_{graph.slots.size()} {}

    /// A slot that a channel may be unable to fill: its question is then passed over.
    bool may_be_passed(std::size_t slot) const { return graph_.slots[slot].type == slot_type::attachment; }
    bool has_amount(std::size_t rule) const { return graph_.remedies.rules[rule].has_band; }
    /// Whether its approval is about an amount, if it can need one at all.
    bool amount_needs_approval(std::size_t rule) const
    {
        return has_amount(rule) || graph_.remedies.rules[rule].limit > 0;
    }
    std::size_t section_start(std::size_t section) const { return graph_.sections[section].start; }

    std::size_t slot(std::size_t index) const { return index; }
    std::size_t own(argument_source::kind kind) const { return slots_ + static_cast<std::size_t>(kind); }
    std::size_t case_field(const std::string& name) const
    {
        const auto fresh = slots_ + 16 + fields_.size();
        return fields_.emplace(name, fresh).first->second;
    }
    /// The bit of an argument, or `nowhere` when it can never be empty.
    std::size_t argument(const argument_source& from) const;

private:
    const tree::graph& graph_;
    std::size_t slots_;
    mutable std::map<std::string, std::size_t> fields_;
};

/// What is certain when `test` came out as `truth`.
known_set implied(const vocabulary& names, const condition& test, bool truth);

/// A way out of a node and what taking it makes certain or empties.
struct way_out {
    std::size_t target = nowhere;
    known_set gained;
    std::vector<std::size_t> lost;
    bool waits = false; ///< taken only after the customer, a person or a timer has done something
};

std::vector<way_out> ways_out(const vocabulary& names, const node& from, const known_set& known);

} // namespace amends::dialogs
