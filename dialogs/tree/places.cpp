#include "dialogs/tree/places.hpp"

#include "dialogs/tree/reading.hpp"

#include <nlohmann/json.hpp>

#include <map>

namespace amends::dialogs {
namespace {

/// The wanted pointers as a tree of their steps.
struct wanted {
    std::map<std::string, wanted, std::less<>> below;
    place at;
    bool found = false;
};

template <class Visit> void each_step(std::string_view pointer, Visit&& visit)
{
    while (!pointer.empty()) {
        pointer.remove_prefix(1);
        const auto end = pointer.find('/');
        std::string step;
        for (std::size_t i = 0; i < pointer.substr(0, end).size(); ++i) {
            if (pointer[i] == '~' && i + 1 < pointer.size())
                step.push_back(pointer[++i] == '1' ? '/' : '~');
            else
                step.push_back(pointer[i]);
        }
        visit(step);
        pointer = end == std::string_view::npos ? std::string_view{} : pointer.substr(end);
    }
}

class place_finder : public nlohmann::json_sax<nlohmann::json> {
public:
    place_finder(std::string_view text, wanted& root) : text_{text}, root_{root} {}

    void read()
    {
        nlohmann::json::sax_parse(counting_iterator{text_.data(), &taken_},
                                  counting_iterator{text_.data() + text_.size(), &taken_}, this);
    }

    bool null() override { return scalar(taken_ - 4); }
    bool boolean(bool value) override { return scalar(taken_ - (value ? 4 : 5)); }
    bool number_integer(number_integer_t) override { return scalar(number_begin(text_, taken_)); }
    bool number_unsigned(number_unsigned_t) override { return scalar(number_begin(text_, taken_)); }
    bool number_float(number_float_t, const string_t&) override { return scalar(number_begin(text_, taken_)); }
    bool string(string_t&) override { return scalar(string_begin(text_, taken_)); }
    bool binary(binary_t&) override { return false; }
    bool start_object(std::size_t) override { return open(false); }
    bool end_object() override { return close(); }
    bool start_array(std::size_t) override { return open(true); }
    bool end_array() override { return close(); }
    bool key(string_t& name) override
    {
        stack_.back().name = name;
        stack_.back().name_at = string_begin(text_, taken_);
        return true;
    }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }

private:
    struct level {
        wanted* here;
        bool array;
        std::string name;
        std::size_t name_at = 0;
        std::size_t count = 0;
    };

    /// The wanted step that the value beginning at `at` is, or null.
    wanted* enter(std::size_t at)
    {
        if (stack_.empty()) {
            root_.at = {at, at};
            root_.found = true;
            return &root_;
        }
        auto& top = stack_.back();
        const auto index = top.count++;
        if (!top.here) return nullptr;
        const auto step = top.here->below.find(top.array ? std::to_string(index) : top.name);
        if (step == top.here->below.end()) return nullptr;
        step->second.at = {top.array ? at : top.name_at, at};
        step->second.found = true;
        return &step->second;
    }

    bool scalar(std::size_t at)
    {
        enter(at);
        return true;
    }
    bool open(bool array)
    {
        auto* here = enter(taken_ - 1);
        stack_.push_back({here, array, {}, 0, 0});
        return true;
    }
    bool close()
    {
        stack_.pop_back();
        return true;
    }

    std::string_view text_;
    wanted& root_;
    std::size_t taken_ = 0;
    std::vector<level> stack_;
};

} // namespace

std::size_t string_begin(std::string_view text, std::size_t taken)
{
    auto at = taken > 0 ? taken - 1 : 0; // the closing quote
    while (at > 0) {
        --at;
        if (text[at] != '"') continue;
        std::size_t slashes = 0;
        while (slashes < at && text[at - 1 - slashes] == '\\') ++slashes;
        if (slashes % 2 == 0) return at;
    }
    return at;
}

std::size_t number_begin(std::string_view text, std::size_t taken)
{
    auto at = taken > 0 ? taken - 1 : 0;
    while (at > 0 && std::string_view{"0123456789+-.eE"}.find(text[at - 1]) != std::string_view::npos) --at;
    return at;
}

std::vector<place> find_places(std::string_view text, const std::vector<std::string>& pointers)
{
    wanted root;
    for (const auto& pointer : pointers) {
        auto* here = &root;
        each_step(pointer, [&](const std::string& step) { here = &here->below[step]; });
    }
    place_finder{text, root}.read();
    std::vector<place> result;
    result.reserve(pointers.size());
    for (const auto& pointer : pointers) {
        const auto* here = &root;
        auto nearest = root.at;
        each_step(pointer, [&](const std::string& step) {
            if (!here) return;
            const auto below = here->below.find(step);
            here = below != here->below.end() && below->second.found ? &below->second : nullptr;
            if (here) nearest = here->at;
        });
        result.push_back(nearest);
    }
    return result;
}

} // namespace amends::dialogs
