#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace amends::dialogs {

/// How a MessageFormat pattern may read, with arguments as "{name}". Each reading takes one branch of every select and
/// plural, and each branch is in some reading; where several stand side by side they move on together, so that there
/// are as many readings as the widest has branches. Those beyond `most` share the last reading. A pattern that is not
/// well-formed reads as it is written.
std::vector<std::string> readings(std::string_view pattern, std::size_t most = 32);

} // namespace amends::dialogs
