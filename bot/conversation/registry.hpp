#pragma once

#include "bot/config/config.hpp"
#include "bot/conversation/conversation.hpp"
#include "bot/conversation/delivery.hpp"
#include "bot/conversation/trees.hpp"
#include "bot/ports/channel.hpp"
#include "bot/ports/connector.hpp"
#include "bot/ports/desk_feed.hpp"
#include "bot/ports/runtime.hpp"
#include "bot/ports/store_access.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace amends::bot {

/// How a customer comes to a channel: who, and what the client says of itself.
struct arrival {
    std::string channel;
    std::string key;    ///< the platform's id of the customer, or the hash of a visitor token
    std::string locale; ///< BCP 47, may be empty
    std::string zone;   ///< IANA, may be empty
    std::string tree;   ///< wanted dialog, may be empty
};

/// Texts of a dialog that a channel shows before anything was said.
struct dialog_welcome {
    std::string title;
    std::string greeting;
};

/// All conversations: takes them up from the store when they are needed, lets idle ones go, bounds how many
/// are hot. Thread-safe.
class registry {
public:
    virtual ~registry() = default;

    /// The customer's conversation on that channel; one that begins is stored with its first message.
    virtual boost::asio::awaitable<result<conversation_ptr>> open(arrival who) = 0;
    /// A stored conversation by its id, for the desk and for timers.
    virtual boost::asio::awaitable<result<conversation_ptr>> find(conversation_id id) = 0;

    /// Customer-visible lines after `after`, at most `limit`; withdrawn ones without text.
    virtual boost::asio::awaitable<result<std::vector<spoken_line_ptr>>> lines_after(conversation_id id,
                                                                                     std::int64_t after, int limit) = 0;
    /// The latest `limit` customer-visible lines before `before`, ascending.
    virtual boost::asio::awaitable<result<std::vector<spoken_line_ptr>>>
    lines_before(conversation_id id, std::int64_t before, int limit) = 0;
    /// Everything an agent may read, in the order of storing.
    virtual boost::asio::awaitable<result<std::vector<spoken_line_ptr>>> transcript(conversation_id id, int limit) = 0;

    /// Store generation, for cursors.
    virtual const std::string& generation() const = 0;
    /// Title and greeting of `tree` (the default one when empty or unknown) in the language of `locale`.
    virtual boost::asio::awaitable<dialog_welcome> welcome(std::string tree, std::string locale) = 0;

    /// True when the store takes turns: what `/readyz` says. Writes to it when nothing was written for a second; false
    /// for ten seconds after a turn that it could not take, and when it does not answer within three.
    virtual boost::asio::awaitable<bool> ready() = 0;

    /// Takes up what a restart interrupted: stored timers, unsent lines, conversations that wait or are held.
    virtual boost::asio::awaitable<result<void>> resume() = 0;
    /// Tells the desk again of what waits, is held, and of the `most` owed answers that are due first: it has room.
    virtual void list_owed(int most) = 0;
    /// Refuses new conversations, waits until no turn is in flight (at most `limit`), stops timers and delivery.
    virtual boost::asio::awaitable<void> stop(std::chrono::milliseconds limit) = 0;
};

/// What the registry works with; all outlive it. `channels` are the platforms that the server calls.
struct registry_parts {
    bot::runtime& runtime;
    const bot::config& config;
    store_access& store;
    tree_library& trees;
    desk_feed& desk;
    std::map<std::string, std::shared_ptr<channel>> channels;
    delivery_limits delivery;
    bot::connectors connectors{};
};

std::unique_ptr<registry> make_registry(registry_parts parts);

} // namespace amends::bot
