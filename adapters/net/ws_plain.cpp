#include "adapters/net/http_connection.hpp"

namespace amends::adapters {

void serve_plain(service_ptr host, tcp_socket socket, std::unique_ptr<seat> place)
{
    std::make_shared<http_connection<tcp_socket>>(std::move(host), std::move(socket), std::move(place))->start();
}

} // namespace amends::adapters
