#include "bench/load/echo_load.hpp"

#include "bench/failure.hpp"

namespace amends::bench {

using namespace std::chrono_literals;

class echo_load::caller final : public client {
public:
    caller(loop& on, const endpoint& to, unsigned number, echo_load& load) : client(on, to, number), load_(load) {}

private:
    void on_open() override
    {
        ++load_.open_;
        ++load_.idle_;
    }
    void on_text(std::string_view text) override
    {
        if (text != load_.message_) throw failure("the echo server sent something else back");
        ++load_.echoes_;
        if (load_.calling_)
            send(load_.message_);
        else
            ++load_.idle_;
    }
    void on_closed() override {}

    echo_load& load_;
};

echo_load::echo_load(loop& on, const endpoint& to, int connections, std::size_t size) : loop_(on), message_(size, 'x')
{
    for (int number = 0; number < connections; ++number) {
        callers_.push_back(std::make_unique<caller>(on, to, static_cast<unsigned>(number), *this));
        loop_.run_until([&] { return number - open_ < 200; }, 10s, "the echo server does not answer");
    }
    loop_.run_until([&] { return open_ == connections; }, 10s, "the echo server does not answer");
}

echo_load::~echo_load() = default;

double echo_load::measure(std::chrono::milliseconds warm_up, std::chrono::milliseconds window)
{
    calling_ = true;
    idle_ = 0;
    for (const auto& each : callers_) each->send(message_);
    const auto run_for = [this](std::chrono::milliseconds length) {
        const auto until = steady::now() + length;
        while (steady::now() < until) loop_.run_once(until);
    };
    run_for(warm_up);
    const auto start = steady::now();
    const auto before = echoes_;
    run_for(window);
    const auto messages = static_cast<double>(echoes_ - before);
    const std::chrono::duration<double> took = steady::now() - start;
    calling_ = false;
    loop_.run_until([&] { return idle_ == open_; }, 10s, "the echo server has not answered all");
    return messages / took.count();
}

} // namespace amends::bench
