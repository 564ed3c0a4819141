#pragma once

#include "dialogs/model/result.hpp"
#include "dialogs/state.hpp"

#include <string>
#include <string_view>

namespace amends::dialogs {

/// Written into every stored state and event; every released version stays readable (invariant I6).
inline constexpr int codec_version = 1;

std::string encode(const state& s);
result<state> decode_state(std::string_view json);

/// The customer's own words are left out (`text` decodes empty): they live in the transcript alone, so
/// that erasing a message erases it everywhere. A replay puts them back from there.
std::string encode(const event& e);
result<event> decode_event(std::string_view json);

std::string encode(const facts& f);
result<facts> decode_facts(std::string_view json);

} // namespace amends::dialogs
