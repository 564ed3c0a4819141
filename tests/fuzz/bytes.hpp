#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace amends::fuzz {

/// Takes an input apart: numbers from its front, the rest as texts.
class bytes {
public:
    bytes(const std::uint8_t* data, std::size_t size) : left_{reinterpret_cast<const char*>(data), size} {}

    std::uint8_t number()
    {
        if (left_.empty()) return 0;
        const auto value = static_cast<std::uint8_t>(left_.front());
        left_.remove_prefix(1);
        return value;
    }
    /// Up to the next record separator (U+001E): a text may have lines.
    std::string_view text()
    {
        const auto end = left_.find('\x1e');
        const auto taken = left_.substr(0, end);
        left_ = end == std::string_view::npos ? std::string_view{} : left_.substr(end + 1);
        return taken;
    }
    std::string_view rest() const { return left_; }
    bool empty() const { return left_.empty(); }

private:
    std::string_view left_;
};

/// What must hold for every input; a fuzzer reports the abort.
inline void must(bool holds)
{
    if (!holds) std::abort();
}

} // namespace amends::fuzz
