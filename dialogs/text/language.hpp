#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace amends::dialogs {

/// The one of `supported` that serves a speaker of `wanted` (BCP 47): the same tag, else the same script,
/// else the same language; empty when none does. "zh-CN" and "zh" mean zh-Hans; "zh-TW" means zh-Hant.
std::string supported_language(std::string_view wanted, const std::vector<std::string>& supported);

} // namespace amends::dialogs
