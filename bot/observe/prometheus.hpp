#pragma once

#include "bot/ports/metrics.hpp"
#include "storage/store.hpp"

#include <memory>
#include <string>

namespace amends::bot {

/// Counts in memory and renders the Prometheus text format. Thread-safe; nothing is labelled with what comes
/// from outside, so the number of series is fixed.
class prometheus_metrics : public metric_sink {
public:
    /// Everything counted so far, the process's own size and, when given, the store's statistics.
    virtual std::string text(const storage::store::statistics* store = nullptr) = 0;
};

std::unique_ptr<prometheus_metrics> make_prometheus_metrics();

} // namespace amends::bot
