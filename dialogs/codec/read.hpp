#pragma once

#include "dialogs/codec/names.hpp"
#include "dialogs/model/instant.hpp"
#include "dialogs/model/result.hpp"

#include <nlohmann/json.hpp>

#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace amends::dialogs {

inline constexpr std::size_t longest_record = 4 * 1024 * 1024;

/// Reads the members of one stored JSON object. An absent member reads as its default; one of the wrong
/// type is a problem that names it. The first problem is kept and everything after it reads as default.
class json_reader {
public:
    explicit json_reader(std::string what) : what_{std::move(what)} {}

    /// Parses text of bounded size and depth that must be an object of a known version.
    nlohmann::json parse(std::string_view text, int newest);

    void fail(std::string_view member, std::string_view why)
    {
        if (!problem_)
            problem_ = problem{"codec.malformed", what_ + ": \"" + std::string{member} + "\" " + std::string{why}};
    }
    const std::optional<problem>& failure() const { return problem_; }

    const nlohmann::json* find(const nlohmann::json& in, const char* name)
    {
        if (!in.is_object()) return fail(name, "is looked for in what is not an object"), nullptr;
        const auto at = in.find(name);
        return at == in.end() ? nullptr : &*at;
    }
    /// The member if it is an object or an array as `type` says.
    const nlohmann::json* find(const nlohmann::json& in, const char* name, nlohmann::json::value_t type)
    {
        const auto* value = find(in, name);
        if (value && value->type() != type) return fail(name, "is of the wrong type"), nullptr;
        return value;
    }

    void read(const nlohmann::json& in, const char* name, std::string& into)
    {
        if (const auto* value = find(in, name, nlohmann::json::value_t::string))
            into = value->get_ref<const std::string&>();
    }
    void read(const nlohmann::json& in, const char* name, bool& into)
    {
        if (const auto* value = find(in, name, nlohmann::json::value_t::boolean)) into = value->get<bool>();
    }
    void read(const nlohmann::json& in, const char* name, double& into)
    {
        const auto* value = find(in, name);
        if (!value) return;
        if (!value->is_number()) return fail(name, "is not a number");
        into = value->get<double>();
    }
    void read(const nlohmann::json& in, const char* name, instant& into)
    {
        std::int64_t ms = to_unix_ms(into);
        read_integer(in, name, ms);
        into = from_unix_ms(ms);
    }
    template <class Integer> void read_integer(const nlohmann::json& in, const char* name, Integer& into)
    {
        const auto* value = find(in, name);
        if (!value) return;
        if (!value->is_number_integer()) return fail(name, "is not a whole number");
        const bool huge = value->is_number_unsigned() &&
                          value->get<std::uint64_t>() > static_cast<std::uint64_t>(std::numeric_limits<Integer>::max());
        const bool small =
            !value->is_number_unsigned() &&
            (std::is_unsigned_v<Integer> ||
             value->get<std::int64_t>() < static_cast<std::int64_t>(std::numeric_limits<Integer>::min()));
        if (huge || small) return fail(name, "is out of range");
        into = value->get<Integer>();
    }
    void read_map(const nlohmann::json& in, const char* name, std::map<std::string, std::string>& into)
    {
        const auto* map = find(in, name, nlohmann::json::value_t::object);
        if (!map) return;
        for (const auto& [each, value] : map->items()) {
            if (!value.is_string()) return fail(name, "holds what is not a string");
            into.emplace(each, value.get_ref<const std::string&>());
        }
    }
    void read_set(const nlohmann::json& in, const char* name, std::set<std::string>& into)
    {
        const auto* words = find(in, name, nlohmann::json::value_t::array);
        if (!words) return;
        for (const auto& word : *words) {
            if (!word.is_string()) return fail(name, "holds what is not a string");
            into.insert(word.get_ref<const std::string&>());
        }
    }
    template <class Enum> void read_name(const nlohmann::json& in, const char* name, Enum& into)
    {
        std::string spelled;
        read(in, name, spelled);
        if (spelled.empty()) return;
        const auto known = named<Enum>(spelled);
        if (!known) return fail(name, "has an unknown value");
        into = *known;
    }

private:
    std::string what_;
    std::optional<problem> problem_;
};

} // namespace amends::dialogs
