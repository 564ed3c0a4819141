#pragma once

#include "dialogs/model/instant.hpp"

namespace amends::bot {

/// Wall time, injected so that tests and simulations own it. Thread-safe.
class clock {
public:
    virtual ~clock() = default;
    virtual instant now() const = 0;
};

/// The machine's clock.
class system_clock final : public clock {
public:
    instant now() const override
    {
        return std::chrono::time_point_cast<milliseconds>(std::chrono::system_clock::now());
    }
};

} // namespace amends::bot
