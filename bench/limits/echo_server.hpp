#pragma once

#include <cstdint>

namespace amends::bench {

/// A bare Beast echo server on 127.0.0.1: one thread, a coroutine a connection, Beast's suggested timeouts. What
/// WebSocket alone costs here. Serves until the process is killed.
void serve_echo(std::uint16_t port);

} // namespace amends::bench
