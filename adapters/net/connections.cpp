#include "adapters/net/connections.hpp"

#include <algorithm>

namespace amends::adapters {

namespace {

std::int64_t monotonic_ms()
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

} // namespace

seat::seat(std::shared_ptr<connections> room, const ip_address& address, bool over)
    : room_(std::move(room)), address_(address), over_(over)
{}

seat::~seat()
{
    if (room_) room_->leave(address_);
}

connections::connections(bounds limit, bot::metric_sink& metrics)
    : limit_(limit), metrics_(metrics), now_(monotonic_ms())
{}

std::unique_ptr<seat> connections::admit(const ip_address& address, bool shared_address)
{
    // The unspecified address stands for "not counted by address".
    const auto name = shared_address ? ip_address{} : canonical(address);
    std::lock_guard lock(seats_mutex_);
    if (count_ >= limit_.total + limit_.spare) return nullptr;
    bool over = count_ >= limit_.total;
    if (!name.is_unspecified()) {
        auto& here = by_address_[name];
        if (here >= limit_.per_address + limit_.spare) return nullptr;
        over = over || here >= limit_.per_address;
        ++here;
    }
    ++count_;
    metrics_.set(bot::gauge::connections, static_cast<std::int64_t>(count_));
    return std::make_unique<seat>(shared_from_this(), name, over);
}

void connections::leave(const ip_address& address)
{
    std::lock_guard lock(seats_mutex_);
    --count_;
    metrics_.set(bot::gauge::connections, static_cast<std::int64_t>(count_));
    if (auto here = by_address_.find(address); here != by_address_.end() && --here->second == 0)
        by_address_.erase(here);
}

std::size_t connections::count() const
{
    std::lock_guard lock(seats_mutex_);
    return count_;
}

void connections::add(std::weak_ptr<connection> each)
{
    std::shared_ptr<connection> late;
    {
        std::lock_guard lock(list_mutex_);
        if (stopping_) late = each.lock();
        all_.push_back(std::move(each));
    }
    if (late) late->on_stop();
}

void connections::sweep()
{
    const auto now = monotonic_ms();
    now_.store(now, std::memory_order_relaxed);
    std::vector<std::shared_ptr<connection>> due;
    {
        std::lock_guard lock(list_mutex_);
        std::erase_if(all_, [&](const auto& weak) {
            auto each = weak.lock();
            if (each && each->take_due(now)) due.push_back(std::move(each));
            return weak.expired();
        });
    }
    for (const auto& each : due) each->on_due();
}

std::vector<std::shared_ptr<connection>> connections::stopping()
{
    std::vector<std::shared_ptr<connection>> found;
    std::lock_guard lock(list_mutex_);
    stopping_ = true;
    for (const auto& weak : all_)
        if (auto each = weak.lock()) found.push_back(std::move(each));
    return found;
}

void connections::stop_all()
{
    for (const auto& each : stopping()) each->on_stop();
}

void connections::abort_all()
{
    for (const auto& each : stopping()) each->on_abort();
}

} // namespace amends::adapters
