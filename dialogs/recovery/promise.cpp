#include "dialogs/recovery/promise.hpp"

#include <algorithm>

namespace amends::dialogs {

instant promise_due(const promise_node& promise, const facts& now)
{
    const double minutes = promise.amount * (promise.in == promise_node::unit::minutes ? 1 : 60);
    const auto wait = std::chrono::milliseconds{static_cast<std::int64_t>(minutes * 60'000)};
    auto from = now.now;
    if (promise.in == promise_node::unit::business_hours && !now.business_open) from = std::max(from, now.next_open);
    return std::chrono::ceil<std::chrono::minutes>(from + wait);
}

} // namespace amends::dialogs
