#include "adapters/desk/glance.hpp"

namespace amends::adapters {

namespace {

struct deaf final : bot::agent_listener {
    void on_line(conversation_id, bot::spoken_line_ptr) override {}
    void on_withdrawn(conversation_id, const std::vector<std::int64_t>&) override {}
    void on_change(const bot::conversation_view&) override {}
    void on_customer_typing(conversation_id, bool) override {}
    void on_seen(conversation_id, std::int64_t) override {}
};

} // namespace

boost::asio::awaitable<std::optional<bot::conversation_view>> glance(bot::conversation_ptr conversation)
{
    auto nobody = std::make_shared<deaf>();
    auto view = co_await followed(conversation, nobody);
    conversation->unfollow(nobody.get());
    co_return view;
}

} // namespace amends::adapters
