#pragma once

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

namespace amends::dialogs {

/// Writes JSON text straight into a string: a turn encodes three values, and a DOM would cost more than
/// the step. Members come in the order of the calls; the caller nests `open` and `close` rightly.
class json_writer {
public:
    void open(char bracket)
    {
        separate();
        text_.push_back(bracket);
        fresh_ = true;
    }
    void close(char bracket)
    {
        text_.push_back(bracket);
        fresh_ = false;
    }
    void key(std::string_view name)
    {
        separate();
        quote(name);
        text_.push_back(':');
        fresh_ = true;
    }
    void value(std::string_view text)
    {
        separate();
        quote(text);
    }
    void value(const char* text) { value(std::string_view{text}); }
    void value(const std::string& text) { value(std::string_view{text}); }
    void value(bool flag)
    {
        separate();
        text_ += flag ? "true" : "false";
    }
    void value(std::int64_t number) { number_value(number); }
    void value(std::uint64_t number) { number_value(number); }
    void value(int number) { number_value(number); }
    void value(double number) { number_value(number - number == 0 ? number : 0.0); } // JSON has no infinity

    template <class Value> void member(std::string_view name, const Value& of)
    {
        key(name);
        value(of);
    }
    /// A member that reads as its default when it is absent is not written.
    template <class Value> void member_unless(std::string_view name, const Value& of, const Value& otherwise)
    {
        if (!(of == otherwise)) member(name, of);
    }

    /// An object of strings, left out when empty.
    template <class Map> void member_map(std::string_view name, const Map& of)
    {
        if (of.empty()) return;
        key(name);
        open('{');
        for (const auto& [each, what] : of) member(each, what);
        close('}');
    }
    /// A list of strings, left out when empty.
    template <class List> void member_list(std::string_view name, const List& of)
    {
        if (of.empty()) return;
        key(name);
        open('[');
        for (const auto& each : of) value(each);
        close(']');
    }

    std::string take() && { return std::move(text_); }

private:
    void separate()
    {
        if (!fresh_) text_.push_back(',');
        fresh_ = false;
    }
    template <class Number> void number_value(Number number)
    {
        separate();
        char buffer[32];
        const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, number);
        text_.append(buffer, static_cast<std::size_t>(end - buffer));
    }
    void quote(std::string_view text);

    std::string text_;
    bool fresh_ = true;
};

} // namespace amends::dialogs
