#include "bench/load/idlers.hpp"

#include "bench/failure.hpp"

#include <algorithm>

namespace amends::bench {

using namespace std::chrono_literals;

class idlers::idler final : public chat_client {
public:
    idler(loop& on, const endpoint& to, unsigned number, const script& words, idlers& all)
        : chat_client(on, to, number, words, number % words.parts.size()), all_(all)
    {}

    void beat() { send(R"({"type":"ping","n":)" + std::to_string(++sent_) + "}"); }
    int answered() const { return answered_; }

private:
    void on_welcome(std::string_view text) override
    {
        ++all_.welcomed_;
        all_.heartbeat_ = std::chrono::seconds{number_member(text, "heartbeat")};
    }
    void on_frame(std::string_view type, std::string_view text) override
    {
        if (type != "pong") return;
        if (number_member(text, "n") != ++answered_) throw failure("a pong for another ping");
        ++all_.pongs_;
    }
    void on_closed() override {}

    idlers& all_;
    int sent_ = 0;
    int answered_ = 0;
};

idlers::idlers(loop& on, const endpoint& to, const script& words, int connections) : loop_(on)
{
    for (int number = 0; number < connections; ++number) {
        all_.push_back(std::make_unique<idler>(on, to, static_cast<unsigned>(number), words, *this));
        loop_.run_until([&] { return number - welcomed_ < 200; }, 20s, "connections wait for a welcome");
    }
    loop_.run_until([&] { return welcomed_ == connections; }, 20s, "connections wait for a welcome");
    next_ = steady::now();
}

idlers::~idlers() = default;

/// Evenly over the heartbeat, as clients that came at different moments are.
void idlers::beat(moment now)
{
    const auto pace = std::chrono::nanoseconds{heartbeat_} / static_cast<std::int64_t>(all_.size());
    for (; next_ <= now; next_ += pace) {
        all_[turn_]->beat();
        ++pings_;
        turn_ = (turn_ + 1) % all_.size();
    }
}

void idlers::run_for(std::chrono::milliseconds length)
{
    const auto until = steady::now() + length;
    for (auto now = steady::now(); now < until; now = steady::now()) {
        beat(now);
        loop_.run_once(std::min({until, now + 10ms}));
    }
}

int idlers::whole_rounds() const
{
    const auto least = std::min_element(all_.begin(), all_.end(),
                                        [](const auto& a, const auto& b) { return a->answered() < b->answered(); });
    return (*least)->answered();
}

void idlers::prove_all_alive()
{
    for (const auto& each : all_) each->beat();
    pings_ += static_cast<std::int64_t>(all_.size());
    loop_.run_until([this] { return pongs_ == pings_; }, 30s, "a connection has not answered its ping");
}

} // namespace amends::bench
