#pragma once

#include "dialogs/step.hpp"
#include "dialogs/tree/tree.hpp"

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace amends::test {

/// Conversations of random events with one tree, the same for the same seed. Every step is checked: it comes out
/// the same twice (I6), a customer is answered (I5), nobody speaks over an agent (I4), a state is small and
/// survives being stored (I10), and a person can be had with one message (H9).
class random_walk {
public:
    random_walk(dialogs::tree_ptr tree, std::uint64_t seed) : tree_(std::move(tree)), dice_(seed) {}

    void conversation(int turns);

    std::size_t steps() const { return steps_; }
    /// Steps that were cut short because of a mistake in the tree.
    std::size_t defects() const { return defects_; }

private:
    std::size_t roll(std::size_t sides) { return static_cast<std::size_t>(dice_() % sides); }
    void begin();
    void pass_time();
    event next_event();
    customer_message any_message();
    fact_arrived any_answer();
    void take(const event& e);
    void check(const event& e, const dialogs::outcome& taken);
    void check_person_can_be_had();

    dialogs::tree_ptr tree_;
    std::mt19937_64 dice_;
    dialogs::state state_;
    facts facts_;
    std::vector<option> offered_;
    std::vector<std::string> timers_;
    std::size_t steps_ = 0;
    std::size_t defects_ = 0;
};

} // namespace amends::test
