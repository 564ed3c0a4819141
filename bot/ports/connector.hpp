#pragma once

#include "dialogs/model/event.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <map>
#include <memory>
#include <string>

namespace amends::bot {

/// What a dialog asks of a connector. `reference` is the same for every attempt at one question.
struct connector_request {
    std::string reference;
    std::map<std::string, std::string> arguments;
    std::chrono::milliseconds limit{}; ///< the answer is of no use later
};

/// What came back. Fields are in the canonical form of slots; a failure says for people what went wrong, without
/// the customer's data.
struct connector_answer {
    lookup_outcome outcome = lookup_outcome::failed;
    std::map<std::string, std::string> fields;
    std::string error;
};

/// A system of the operator's that knows something of orders or customers. May be asked from any thread, several
/// questions at once; never throws and answers within the limit.
class connector {
public:
    virtual ~connector() = default;
    virtual boost::asio::awaitable<connector_answer> look_up(connector_request request) = 0;
};

/// By the name under which trees ask ("order", "customer").
using connectors = std::map<std::string, std::shared_ptr<connector>>;

} // namespace amends::bot
