#pragma once

#include <chrono>
#include <cstddef>

namespace amends::adapters {

/// Every bound of the network side in one place; tests shorten the waits.
struct limits {
    std::size_t header_bytes = 16 * 1024;  ///< request line and headers; more is answered by 431
    std::size_t body_bytes = 64 * 1024;    ///< more is answered by 413
    std::size_t message_bytes = 64 * 1024; ///< one WebSocket message; more closes with 1009. 4,000 escaped emoji fit
    std::size_t queue_bytes = 256 * 1024;  ///< outgoing queue of a socket, before it counts as slow
    std::size_t queue_frames = 500;
    std::chrono::milliseconds header_wait{10'000};     ///< from connecting to the end of the first header
    std::chrono::milliseconds keep_alive_wait{30'000}; ///< for the next request on an open connection
    std::chrono::milliseconds request_wait{30'000};    ///< for a body, for writing an answer
    std::chrono::milliseconds handler_wait{120'000};   ///< for our own work on a request
    std::chrono::milliseconds hello_wait{10'000};      ///< for a socket's first frame
    std::chrono::milliseconds close_wait{3'000};       ///< for the other side's close frame
    std::chrono::milliseconds sweep{500};              ///< how often overdue connections are looked for
    std::chrono::milliseconds accept_pause{100};       ///< after running out of descriptors
    std::size_t spare_connections = 64;                ///< over the maximum, to tell clients so
    int frames_in_window = 200;                        ///< per socket and 10 s; more closes with 4429
    int errors_in_window = 100;
    int messages_in_window = 20; ///< customer messages per socket and 10 s; more are refused as too_fast
};

} // namespace amends::adapters
