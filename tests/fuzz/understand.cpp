#include "dialogs/understand/understand.hpp"

#include "bytes.hpp"

/// Spans lie within the message, levels within their range.
// NOLINTNEXTLINE(readability-identifier-naming): the name that libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const auto u = amends::dialogs::understand(text, {"en", "Europe/Berlin", amends::from_unix_ms(1'795'762'800'000)});
    amends::fuzz::must(u.emotion.level <= 3);
    for (const auto& each : u.entities)
        amends::fuzz::must(each.where.begin <= each.where.end && each.where.end <= size);
    for (const auto& each : u.emotion.evidence) amends::fuzz::must(each.begin <= each.end && each.end <= size);
    return 0;
}
