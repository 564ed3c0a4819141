#include "bench/load/frames.hpp"

#include "bench/failure.hpp"

#include <cstring>

namespace amends::bench {
namespace {

constexpr std::size_t largest_payload = std::size_t{1} << 20;

std::size_t big_endian(std::string_view bytes)
{
    std::size_t value = 0;
    for (const char byte : bytes) value = value << 8 | static_cast<unsigned char>(byte);
    return value;
}

/// Eight bytes at a time: this client shares its cores with the server that it measures.
void apply_mask(char* bytes, std::size_t size, const char (&mask)[4])
{
    std::uint64_t wide = 0;
    std::memcpy(&wide, mask, 4);
    std::memcpy(reinterpret_cast<char*>(&wide) + 4, mask, 4);
    std::size_t at = 0;
    for (; at + 8 <= size; at += 8) {
        std::uint64_t part = 0;
        std::memcpy(&part, bytes + at, 8);
        part ^= wide;
        std::memcpy(bytes + at, &part, 8);
    }
    for (; at < size; ++at) bytes[at] = static_cast<char>(bytes[at] ^ mask[at % 4]);
}

} // namespace

void append_frame(std::string& out, opcode kind, std::string_view payload, std::uint32_t mask)
{
    const auto size = payload.size();
    out += static_cast<char>(0x80 | static_cast<unsigned>(kind));
    if (size < 126) {
        out += static_cast<char>(0x80 | size);
    } else {
        const int bytes = size <= 0xFFFF ? 2 : 8;
        out += static_cast<char>(0x80 | (bytes == 2 ? 126 : 127));
        for (int i = bytes; i-- > 0;) out += static_cast<char>(size >> (8 * i));
    }
    char key[4];
    std::memcpy(key, &mask, 4);
    out.append(key, 4);
    const auto start = out.size();
    out += payload;
    apply_mask(out.data() + start, size, key);
}

std::optional<frame> take_frame(std::string_view& bytes)
{
    if (bytes.size() < 2) return std::nullopt;
    const auto first = static_cast<unsigned char>(bytes[0]);
    const auto second = static_cast<unsigned char>(bytes[1]);
    if ((first & 0xF0) != 0x80 || (second & 0x80) != 0)
        throw failure("the server sent a fragmented, masked or reserved frame");
    std::size_t header = 2;
    std::size_t size = second & 0x7F;
    if (size >= 126) {
        const std::size_t wide = size == 126 ? 2 : 8;
        header += wide;
        if (bytes.size() < header) return std::nullopt;
        size = big_endian(bytes.substr(2, wide));
    }
    if (size > largest_payload) throw failure("the server sent a frame of " + std::to_string(size) + " bytes");
    if (bytes.size() < header + size) return std::nullopt;
    const frame taken{static_cast<opcode>(first & 0x0F), bytes.substr(header, size)};
    bytes.remove_prefix(header + size);
    return taken;
}

} // namespace amends::bench
