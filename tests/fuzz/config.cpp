#include "bot/config/config.hpp"
#include "bot/config/hours.hpp"

#include "bytes.hpp"

#include <sys/mman.h>
#include <unistd.h>

using namespace amends;
using namespace amends::bot;

namespace {

/// Puts the text where it can be read as a file.
std::string file_of(const std::uint8_t* data, std::size_t size)
{
    static const int file = memfd_create("config", MFD_CLOEXEC);
    fuzz::must(file >= 0 && ftruncate(file, 0) == 0);
    fuzz::must(pwrite(file, data, size, 0) == static_cast<ssize_t>(size));
    return "/proc/self/fd/" + std::to_string(file);
}

} // namespace

/// Any text is a configuration or has problems, each with its place and words.
// NOLINTNEXTLINE(readability-identifier-naming): the name that libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string text{reinterpret_cast<const char*>(data), size};
    const auto loaded = load_config(file_of(data, size), {{"AMENDS_SERVER_PORT", text}}, {});
    for (const auto& each : loaded.problems) fuzz::must(!to_string(each).empty() && !each.message.empty());
    const auto at = from_unix_ms(1'795'762'800'000);
    if (loaded.problems.empty()) fuzz::must(next_open(loaded.config.hours, at) >= at);
    return 0;
}
