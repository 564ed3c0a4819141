#include "storage/records.hpp"

// The numbers that the schema's columns hold. Whoever inserts an enumerator in the middle would change what is
// stored already; new ones go to the end and get a line here.

namespace amends::storage {
namespace {

template <class... Enumerators> constexpr bool counts_from_zero(Enumerators... each)
{
    int expected = 0;
    return ((static_cast<int>(each) == expected++) && ...);
}

static_assert(counts_from_zero(speaker::customer, speaker::bot, speaker::agent, speaker::system));
static_assert(counts_from_zero(floor_holder::bot, floor_holder::waiting, floor_holder::agent));
static_assert(counts_from_zero(audience::customer, audience::internal));
static_assert(counts_from_zero(line_state::said, line_state::withdrawn));
static_assert(counts_from_zero(case_status::open, case_status::resolved_confirmed, case_status::resolved_unconfirmed,
                               case_status::closed_not_upheld, case_status::closed_no_contact, case_status::withdrawn));
static_assert(counts_from_zero(timer_kind::pause, timer_kind::deadline));
static_assert(counts_from_zero(outbox_state::pending, outbox_state::sending, outbox_state::sent, outbox_state::unknown,
                               outbox_state::dead, outbox_state::withdrawn));
static_assert(counts_from_zero(role::agent, role::admin));

} // namespace
} // namespace amends::storage
