#pragma once

#include "bot/config/config.hpp"
#include "bot/conversation/alarms.hpp"
#include "bot/conversation/trees.hpp"
#include "bot/ports/channel.hpp"
#include "bot/ports/connector.hpp"
#include "bot/ports/desk_feed.hpp"
#include "bot/ports/runtime.hpp"
#include "bot/ports/store_access.hpp"

#include <atomic>
#include <cstdint>
#include <exception>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace amends::bot {

class delivery;

/// Ids for new rows, reserved from the store in blocks so that asking for one costs nothing. A crash wastes
/// the rest of a block, never repeats an id. Thread-safe.
class id_blocks {
public:
    id_blocks(storage::store& store, storage::id_kind kind) : store_(store), kind_(kind) {}

    /// May block for one commit, once in a thousand calls.
    result<std::int64_t> next();

private:
    storage::store& store_;
    storage::id_kind kind_;
    std::mutex mutex_;
    std::int64_t next_ = 0;
    std::int64_t end_ = 0;
};

/// What every conversation works with. Owned by the registry.
struct conversation_services {
    bot::runtime& runtime;
    const bot::config& config;
    store_access& store;
    tree_library& trees;
    desk_feed& desk;
    bot::alarms& alarms;
    bot::delivery& delivery;
    id_blocks& conversation_ids;
    id_blocks& customer_ids;
    id_blocks& case_numbers;
    const std::map<std::string, std::shared_ptr<channel>>& channels; ///< those that are called; web chat is none
    const bot::connectors& connectors;
};

/// What `/readyz` and the log say of the store: that a turn was stored, or that it could take none.
void note_stored(store_access& store, const runtime& with);
void note_failure(store_access& store, const runtime& with, const problem& why);

/// What kind of exception it was. Its own words may quote a customer, and are not for the log.
std::string kind_of(const std::exception& defect);

/// FNV-1a of `text`, continued from that of another: tells a repeat from a reused key, and need not resist anybody.
std::uint64_t digest_of(std::string_view text, std::uint64_t continued = 14695981039346656037U);

/// "AM-1000423-7": the store's number with a check digit (ISO/IEC 7064 MOD 11-2, X for ten), so that a
/// number misread on the phone is noticed.
std::string case_number_text(std::int64_t number);

} // namespace amends::bot
