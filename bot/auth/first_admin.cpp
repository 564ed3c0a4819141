#include "bot/auth/accounts.hpp"
#include "bot/auth/secrets.hpp"

#include <future>

namespace amends::bot {

result<std::optional<std::string>> ensure_admin(storage::store& store, const clock& time, password_cost cost)
{
    auto reader = store.open_reader();
    if (!reader) return reader.error();
    auto users = (*reader)->users();
    if (!users) return users.error();
    if (!users->empty()) return std::optional<std::string>{};

    auto password = random_password();
    storage::user_record admin{{}, "admin", "Admin", storage::role::admin, hash_password(password, cost), false};
    std::promise<result<user_id>> added;
    store.add_user(admin, {time.now(), {}, "user.add", R"({"name":"admin","first_run":true})"},
                   [&](result<user_id> answer) { added.set_value(std::move(answer)); });
    auto id = added.get_future().get();
    if (!id) return id.error();
    return std::optional(std::move(password));
}

} // namespace amends::bot
