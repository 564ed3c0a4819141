#pragma once

#include "bot/ports/runtime.hpp"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

namespace amends::tests {

/// Counts what is counted.
class fake_metrics final : public bot::metric_sink {
public:
    void add(bot::counter c, std::int64_t n) override { counts_[static_cast<std::size_t>(c)] += n; }
    void set(bot::gauge g, std::int64_t value) override { gauges_[static_cast<std::size_t>(g)] = value; }
    void observe(bot::duration, double) override {}
    std::int64_t of(bot::counter c) const { return counts_[static_cast<std::size_t>(c)]; }
    std::int64_t of(bot::gauge g) const { return gauges_[static_cast<std::size_t>(g)]; }

private:
    std::array<std::atomic<std::int64_t>, static_cast<std::size_t>(bot::counter::count_)> counts_{};
    std::array<std::atomic<std::int64_t>, static_cast<std::size_t>(bot::gauge::count_)> gauges_{};
};

class silent_log final : public bot::log_sink {
public:
    void write(bot::log_level, std::string_view, std::initializer_list<bot::log_field>) override {}
};

} // namespace amends::tests
