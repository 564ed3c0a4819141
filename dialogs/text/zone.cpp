#include "dialogs/text/zone.hpp"

#include <unicode/basictz.h>
#include <unicode/timezone.h>
#include <unicode/unistr.h>

#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>

namespace amends::dialogs {
namespace {

using zone_ptr = std::shared_ptr<const icu::BasicTimeZone>;

zone_ptr load(std::string_view name)
{
    // The longest name has 32 characters; anything longer is not worth ICU's time.
    if (name.empty() || name.size() > 64) return nullptr;
    auto id = icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size())));
    UErrorCode status = U_ZERO_ERROR;
    UBool of_database = false;
    icu::UnicodeString canonical;
    icu::TimeZone::getCanonicalID(id, canonical, of_database, status);
    if (U_FAILURE(status) || !of_database) return nullptr;
    std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone(id));
    if (*zone == icu::TimeZone::getUnknown()) return nullptr;
    return zone_ptr(dynamic_cast<icu::BasicTimeZone*>(zone.release()));
}

/// Loading a zone reads ICU's data; the names that exist bound the cache.
zone_ptr find(std::string_view name)
{
    static std::shared_mutex mutex;
    static std::map<std::string, zone_ptr, std::less<>> known;
    {
        std::shared_lock lock(mutex);
        if (auto at = known.find(name); at != known.end()) return at->second;
    }
    auto zone = load(name);
    if (!zone) return nullptr;
    std::unique_lock lock(mutex);
    return known.emplace(std::string(name), std::move(zone)).first->second;
}

} // namespace

bool is_zone(std::string_view zone) { return find(zone) != nullptr; }

local_time to_local(instant at, std::string_view zone)
{
    std::int32_t raw = 0;
    std::int32_t saving = 0;
    if (auto rules = find(zone)) {
        UErrorCode status = U_ZERO_ERROR;
        rules->getOffset(static_cast<UDate>(to_unix_ms(at)), false, raw, saving, status);
    }
    const auto wall = std::chrono::local_time<milliseconds>(at.time_since_epoch() + milliseconds(raw + saving));
    const auto date = std::chrono::floor<std::chrono::days>(wall);
    return {date, wall - date};
}

instant from_local(local_time local, std::string_view zone)
{
    const auto wall = std::chrono::local_time<milliseconds>(local.date) + local.of_day;
    std::int32_t raw = 0;
    std::int32_t saving = 0;
    if (auto rules = find(zone)) {
        UErrorCode status = U_ZERO_ERROR;
        rules->getOffsetFromLocal(static_cast<UDate>(wall.time_since_epoch().count()), UCAL_TZ_LOCAL_FORMER,
                                  UCAL_TZ_LOCAL_FORMER, raw, saving, status);
    }
    return instant(wall.time_since_epoch() - milliseconds(raw + saving));
}

} // namespace amends::dialogs
