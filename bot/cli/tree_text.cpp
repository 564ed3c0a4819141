#include "bot/cli/tree_text.hpp"

#include <cerrno>
#include <fstream>
#include <system_error>

namespace amends::bot {
namespace {

constexpr std::size_t largest_tree = 2U << 20U; ///< what the loader takes, and a byte more to let it say so

} // namespace

result<std::string> tree_text(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    if (!in) return problem{"tree.unreadable", file.string() + ": " + std::generic_category().message(errno)};
    std::string text(largest_tree + 1, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    if (in.bad()) return problem{"tree.unreadable", file.string() + ": " + std::generic_category().message(errno)};
    return result<std::string>(boost::system::in_place_value, std::move(text));
}

} // namespace amends::bot
