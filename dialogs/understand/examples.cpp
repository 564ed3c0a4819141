#include "dialogs/understand/examples.hpp"

#include "dialogs/codec/names.hpp"

#include <algorithm>
#include <span>

namespace amends::dialogs {
namespace {

std::vector<std::string_view> split(std::string_view line, char at)
{
    std::vector<std::string_view> parts;
    for (;;) {
        const auto end = line.find(at);
        parts.push_back(line.substr(0, end));
        if (end == std::string_view::npos) return parts;
        line.remove_prefix(end + 1);
    }
}

/// Reads one line; keeps the first thing that is wrong with it.
class line_reader {
public:
    line_reader(std::string_view line, bool has_domain) : columns_{split(line, '\t')}, has_domain_{has_domain} {}

    example read()
    {
        example made;
        const std::size_t count = has_domain_ ? 11 : 10;
        if (columns_.size() != count) {
            wrong_ = "has " + std::to_string(columns_.size()) + " columns instead of " + std::to_string(count);
            return made;
        }
        made.family = columns_[0];
        auto& meant = made.meant;
        meant.kind = one<message_kind>(1, "kind");
        if (columns_[2] != "-")
            meant.about = static_cast<complaint_kind>(number_of(columns_[2], complaint_kind_names, "about"));
        if (columns_[3] != "-") meant.cause = one<complaint_cause>(3, "cause");
        read_emotion(meant);
        for (const auto name : listed(5))
            meant.signals.push_back(static_cast<signal>(number_of(name, names_of<signal>::list, "signals")));
        meant.act = one<dialogue_act>(6, "act");
        for (const auto name : listed(7))
            meant.wishes.push_back(static_cast<remedy_kind>(number_of(name, remedy_kind_names, "wish")));
        if (columns_[8] != "-") meant.objection = one<objection_kind>(8, "objection");
        if (has_domain_) made.domain = columns_[9];
        made.text = unescaped(columns_.back());
        return made;
    }

    const std::string& wrong() const { return wrong_; }

private:
    std::size_t number_of(std::string_view name, std::span<const std::string_view> names, const char* column)
    {
        const auto at = std::find(names.begin(), names.end(), name);
        if (at != names.end()) return static_cast<std::size_t>(at - names.begin());
        if (wrong_.empty()) {
            wrong_ = "has \"" + std::string{name} + "\" as " + column + "; it may be";
            for (const auto each : names) wrong_ += " " + std::string{each};
        }
        return 0;
    }

    template <class Enum> Enum one(std::size_t column, const char* name)
    {
        return static_cast<Enum>(number_of(columns_[column], names_of<Enum>::list, name));
    }

    std::vector<std::string_view> listed(std::size_t column) const
    {
        return columns_[column] == "-" ? std::vector<std::string_view>{} : split(columns_[column], ',');
    }

    void read_emotion(labels& meant)
    {
        auto name = columns_[4];
        const int level = name.empty() ? -1 : name.back() - '0';
        if (level < 0 || level > 3) {
            if (wrong_.empty()) wrong_ = "has \"" + std::string{name} + "\" as emotion; it ends in a level 0 to 3";
            return;
        }
        name.remove_suffix(1);
        meant.feeling = static_cast<emotion_kind>(number_of(name, names_of<emotion_kind>::list, "emotion"));
        meant.level = level;
    }

    static std::string unescaped(std::string_view text)
    {
        std::string made;
        for (std::size_t at = 0; at < text.size(); ++at)
            if (text[at] == '\\' && at + 1 < text.size() && text[at + 1] == 'n')
                made += '\n', ++at;
            else
                made += text[at];
        return made;
    }

    std::vector<std::string_view> columns_;
    bool has_domain_;
    std::string wrong_;
};

} // namespace

result<std::vector<example>> read_examples(std::string_view content, std::string_view domain, std::string_view file)
{
    std::vector<example> made;
    std::size_t number = 0;
    for (auto line : split(content, '\n')) {
        ++number;
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.empty() || line.front() == '#') continue;
        line_reader reader{line, domain.empty()};
        auto each = reader.read();
        if (!reader.wrong().empty())
            return problem{"examples.malformed",
                           std::string{file} + ":" + std::to_string(number) + " " + reader.wrong() + "."};
        if (!domain.empty()) each.domain = domain;
        made.push_back(std::move(each));
    }
    return made;
}

} // namespace amends::dialogs
