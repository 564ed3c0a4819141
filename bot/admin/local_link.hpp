#pragma once

#include "bot/ports/admin_command.hpp"
#include "bot/ports/runtime.hpp"
#include "bot/ports/server_link.hpp"
#include "bot/ports/store_access.hpp"

#include <filesystem>
#include <functional>
#include <memory>

namespace amends::bot {

/// The same commands without a server: opens the store under its lock and answers them in this process.
/// `commands` makes them; what they hold on to must live in what they capture. Errors of `open_sqlite`.
/// A directory without a store is refused ("store.none") rather than made.
result<std::unique_ptr<server_link>>
make_local_link(const std::filesystem::path& data, log_sink& log, metric_sink& metrics,
                const std::function<admin_commands(runtime&, store_access&)>& commands);

} // namespace amends::bot
