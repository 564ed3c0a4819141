#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace amends::dialogs {

/// The one of `supported` that serves a speaker of `wanted` (BCP 47): the same tag, else the same script,
/// else the same language; empty when none does. "zh-CN" and "zh" mean zh-Hans; "zh-TW" means zh-Hant. Upper and
/// lower case are the same (RFC 5646, 2.1.1).
std::string supported_language(std::string_view wanted, const std::vector<std::string>& supported);

/// The one of `supported` to begin with when all that is known is `wanted`: the one that serves it; for other languages
/// English, which their speakers read sooner than Chinese; the first when nothing is known. Empty only when `supported` is.
std::string first_language(std::string_view wanted, const std::vector<std::string>& supported);

} // namespace amends::dialogs
