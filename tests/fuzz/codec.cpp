#include "dialogs/codec/codec.hpp"

#include "bytes.hpp"

using namespace amends::dialogs;

/// What decodes is encoded and decoded to the same again.
// NOLINTNEXTLINE(readability-identifier-naming): the name that libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    if (const auto s = decode_state(text)) amends::fuzz::must(*decode_state(encode(*s)) == *s);
    if (const auto e = decode_event(text)) amends::fuzz::must(*decode_event(encode(*e)) == *e);
    if (const auto f = decode_facts(text)) amends::fuzz::must(*decode_facts(encode(*f)) == *f);
    return 0;
}
