#pragma once

#include <cstddef>
#include <iterator>
#include <string_view>

namespace amends::dialogs {

/// Counts the bytes that nlohmann's lexer has taken, which is how a token's place is known: SAX events
/// come without one.
class counting_iterator {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    counting_iterator(const char* at, std::size_t* taken) : at_{at}, taken_{taken} {}
    reference operator*() const { return *at_; }
    counting_iterator& operator++()
    {
        ++at_;
        ++*taken_;
        return *this;
    }
    counting_iterator operator++(int)
    {
        auto before = *this;
        ++*this;
        return before;
    }
    bool operator==(const counting_iterator& other) const { return at_ == other.at_; }

private:
    const char* at_;
    std::size_t* taken_;
};

/// Where the string begins whose closing quote is the last byte before `taken`.
std::size_t string_begin(std::string_view text, std::size_t taken);
/// Where the number begins that the lexer has passed by one byte.
std::size_t number_begin(std::string_view text, std::size_t taken);

} // namespace amends::dialogs
