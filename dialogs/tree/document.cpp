#include "dialogs/tree/document.hpp"

#include "dialogs/tree/places.hpp"
#include "dialogs/tree/reading.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace amends::dialogs {

using nlohmann::json;

/// SAX events to a DOM, refusing what passes a limit while it is being read.
class document_reader : public nlohmann::json_sax<json> {
public:
    explicit document_reader(document& into) : into_{into} {}

    void read()
    {
        const auto text = into_.text_;
        json::sax_parse(counting_iterator{text.data(), &taken_}, counting_iterator{text.data() + text.size(), &taken_},
                        this);
    }

    bool null() override { return put(json(nullptr)); }
    bool boolean(bool value) override { return put(json(value)); }
    bool number_integer(number_integer_t value) override { return put(json(value)); }
    bool number_unsigned(number_unsigned_t value) override { return put(json(value)); }
    bool number_float(number_float_t value, const string_t&) override { return put(json(value)); }
    bool string(string_t& value) override { return put(json(std::move(value))); }
    bool binary(binary_t&) override { return false; }
    bool start_object(std::size_t) override { return open(json::object()); }
    bool end_object() override { return close(); }
    bool start_array(std::size_t) override { return open(json::array()); }
    bool end_array() override { return close(); }

    bool key(string_t& name) override
    {
        auto& top = stack_.back();
        if (top.value->contains(name))
            stop("json.duplicate-key", string_begin(into_.text_, taken_),
                 told({"“%1”在这里出现了第二次；请只留一个", "\"%1\" stands here a second time; keep one of the two"},
                      {name.substr(0, 100)}));
        top.name = name;
        return true;
    }

    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& error) override
    {
        std::string what = error.what();
        if (const auto at = what.find(": "); at != std::string::npos) what = what.substr(at + 2, 300);
        return stop("json.syntax", taken_ > 0 ? taken_ - 1 : 0, told({"不是 JSON：%1", "not JSON: %1"}, {what}));
    }

private:
    struct level {
        json* value;
        std::string name;
    };

    bool stop(std::string_view code, std::size_t offset, sentence message)
    {
        into_.add({std::string{code}, pointer_here(), std::move(message), false, true, offset});
        return false;
    }

    std::string pointer_here() const
    {
        std::string pointer;
        for (std::size_t i = 0; i + 1 < stack_.size() && pointer.size() < 1000; ++i)
            pointer =
                child_pointer(pointer, stack_[i].value->is_array() ? std::string{"0"} : stack_[i].name.substr(0, 100));
        return pointer;
    }

    json* place(json&& value)
    {
        if (stack_.empty()) return &(*into_.root_ = std::move(value));
        auto& top = stack_.back();
        if (!top.value->is_array()) return &((*top.value)[top.name] = std::move(value));
        top.value->push_back(std::move(value));
        return &top.value->back();
    }

    bool put(json&& value)
    {
        if (++values_ > most_values)
            return stop("tree.too-long", taken_ - 1,
                        told({"对话树最多有 %1 个值", "a tree has at most %1 values"}, {std::to_string(most_values)}));
        place(std::move(value));
        return true;
    }

    bool open(json&& value)
    {
        if (stack_.size() >= deepest_tree)
            return stop("json.too-deep", taken_ - 1,
                        told({"嵌套超过 %1 层", "nested deeper than %1 levels"}, {std::to_string(deepest_tree)}));
        if (++values_ > most_values)
            return stop("tree.too-long", taken_ - 1,
                        told({"对话树最多有 %1 个值", "a tree has at most %1 values"}, {std::to_string(most_values)}));
        stack_.push_back({place(std::move(value)), {}});
        return true;
    }

    bool close()
    {
        stack_.pop_back();
        return true;
    }

    document& into_;
    std::size_t taken_ = 0;
    std::size_t values_ = 0;
    std::vector<level> stack_;
};

document::document(std::string_view text, std::string_view file)
    : text_{text}, file_{file}, root_{std::make_unique<json>()}
{
    if (text.size() > longest_tree) {
        add({"tree.too-long", "",
             told({"对话树最多有 %1 字节", "a tree has at most %1 bytes"}, {std::to_string(longest_tree)}), false, true,
             0});
        return;
    }
    document_reader{*this}.read();
}

document::~document() = default;

void document::add(finding made)
{
    if (problems_.size() < most_problems) problems_.push_back(std::move(made));
}

void document::report(std::string_view code, std::string pointer, sentence message)
{
    add({std::string{code}, std::move(pointer), std::move(message), false, false, 0});
}

void document::report_name(std::string_view code, std::string pointer, sentence message)
{
    add({std::string{code}, std::move(pointer), std::move(message), true, false, 0});
}

namespace {

/// The node that "/nodes/NODE/..." is about; "SECTION.NODE" for "/sections/SECTION/nodes/NODE/...".
std::string node_of(std::string_view pointer)
{
    constexpr std::string_view sections = "/sections/";
    constexpr std::string_view nodes = "/nodes/";
    std::string section;
    if (pointer.starts_with(sections)) {
        pointer.remove_prefix(sections.size());
        const auto end = pointer.find('/');
        if (end == std::string_view::npos) return {};
        section = std::string{pointer.substr(0, end)} + ".";
        pointer.remove_prefix(end);
    }
    if (!pointer.starts_with(nodes)) return {};
    pointer.remove_prefix(nodes.size());
    return section + std::string{pointer.substr(0, pointer.find('/'))};
}

} // namespace

diagnostic document::spell(const finding& f) const
{
    diagnostic made;
    made.code = f.code;
    made.file = file_;
    const auto before = text_.substr(0, std::min(f.offset, text_.size()));
    made.line = 1 + static_cast<int>(std::count(before.begin(), before.end(), '\n'));
    const auto newline = before.rfind('\n');
    const auto in_line = newline == std::string_view::npos ? before : before.substr(newline + 1);
    // Columns count characters, as editors do.
    made.column =
        1 + static_cast<int>(std::count_if(in_line.begin(), in_line.end(), [](char c) { return (c & 0xc0) != 0x80; }));
    made.node = node_of(f.pointer);
    made.message = f.message;
    return made;
}

std::vector<diagnostic> document::problems() &&
{
    std::vector<std::string> wanted;
    for (const auto& each : problems_)
        if (!each.placed) wanted.push_back(each.pointer);
    if (!wanted.empty()) {
        const auto places = find_places(text_, wanted);
        std::size_t next = 0;
        for (auto& each : problems_) {
            if (each.placed) continue;
            const auto& at = places[next++];
            each.offset = each.at_name ? at.name : at.value;
        }
    }
    std::stable_sort(problems_.begin(), problems_.end(),
                     [](const auto& a, const auto& b) { return a.offset < b.offset; });
    std::vector<diagnostic> result;
    for (const auto& each : problems_) {
        auto made = spell(each);
        if (result.empty() || result.back() != made) result.push_back(std::move(made));
    }
    return result;
}

std::string child_pointer(std::string_view parent, std::string_view name)
{
    std::string result{parent};
    result.push_back('/');
    for (const char c : name) {
        if (c == '~')
            result += "~0";
        else if (c == '/')
            result += "~1";
        else
            result.push_back(c);
    }
    return result;
}

std::string child_pointer(std::string_view parent, std::size_t index)
{
    return std::string{parent} + '/' + std::to_string(index);
}

} // namespace amends::dialogs
