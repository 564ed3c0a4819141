#include "bot/conversation/actor.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

namespace amends::bot {

void actor::start_lookups(const draft& d)
{
    for (const auto& each : d.lookups) {
        ++lookups_;
        // Not lost when detached: the look-up's stored timer takes over whatever becomes of it.
        boost::asio::co_spawn(strand_, ask(shared_from_this(), each), boost::asio::detached);
    }
}

boost::asio::awaitable<void> actor::ask([[maybe_unused]] std::shared_ptr<actor> self, look_up asked)
{
    fact_arrived fact{asked.id, asked.connector, lookup_outcome::failed, {}};
    const auto asking = services_.connectors.find(asked.connector);
    if (asking != services_.connectors.end()) {
        connector_request request{std::to_string(head_.id.value) + "-" + asked.id, std::move(asked.arguments),
                                  asked.limit};
        auto answer = co_await asking->second->look_up(std::move(request));
        fact.outcome = answer.outcome;
        fact.fields = std::move(answer.fields);
        if (!answer.error.empty())
            services_.runtime.log.write(log_level::warning, "connector.failed",
                                        {{"connector", std::string_view(fact.connector)},
                                         {"conversation", head_.id.value},
                                         {"what", std::string_view(answer.error)}});
    }
    post(fact_mail{std::move(fact)});
    --lookups_;
}

boost::asio::awaitable<void> actor::handle(fact_mail& m)
{
    auto awaited = [&] { return !m.fact.lookup.empty() && state_.lookup == m.fact.lookup; };
    if (!awaited()) co_return;
    bool loaded = co_await load_tree();
    if (!loaded) co_return;
    auto decide = [&]() -> std::optional<draft> {
        if (!awaited()) return std::nullopt;
        return decide_event(m.fact, {});
    };
    auto p = co_await perform(decide, nullptr);
    publish(p);
}

} // namespace amends::bot
