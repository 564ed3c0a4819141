#include "dialogs/text/fold.hpp"
#include "dialogs/text/line_format.hpp"
#include "dialogs/text/pattern.hpp"
#include "dialogs/text/readings.hpp"
#include "dialogs/text/zone.hpp"

#include "bytes.hpp"

using namespace amends;
using namespace amends::dialogs;

namespace {

using use = pattern_argument::use;

line_argument argument_for(const pattern_argument& wanted, const std::string& words, double number, instant at)
{
    if (wanted.how == use::number || wanted.how == use::plural)
        return {wanted.name, number, line_argument::kind::number};
    if (wanted.how == use::date) return {wanted.name, at, line_argument::kind::instant};
    return {wanted.name, words, line_argument::kind::words};
}

/// A pattern that passes the inspection has readings, and a line for arguments of its types.
void spell(const std::string& pattern, const std::string& words, std::string_view language, std::string_view zone)
{
    const auto inspected = inspect_pattern(pattern, language);
    if (!inspected.error.empty()) return;
    fuzz::must(!readings(pattern).empty());
    line_format format{pattern, language, zone};
    std::vector<line_argument> arguments;
    for (const auto& each : inspected.arguments)
        arguments.push_back(
            argument_for(each, words, static_cast<double>(words.size()), from_unix_ms(1'795'762'800'000)));
    fuzz::must(format.constant().has_value() || format.format(arguments).has_value());
}

void fold_and_cut(const std::string& words)
{
    const auto heard = fold(words);
    fuzz::must(heard.origin.size() == heard.text.size() + 1);
    for (const auto each : heard.origin) fuzz::must(each <= words.size());
    const auto clean = clean_utf8(words);
    fuzz::must(clean == clean_utf8(clean) && clean.find('\0') == std::string::npos);
    fuzz::must(cut(clean, 16).size() <= 16);
    fold_words(words);
    trim(words);
}

} // namespace

/// A language, a zone, a pattern and words to put into it.
// NOLINTNEXTLINE(readability-identifier-naming): the name that libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    fuzz::bytes in{data, size};
    const auto language = in.number() % 2 ? "zh-Hans" : "en";
    const std::string zone{in.text()};
    const std::string pattern{in.text()};
    const std::string words{in.rest()};
    spell(pattern, words, language, zone);
    fold_and_cut(pattern);
    fold_and_cut(words);
    const auto at = from_unix_ms(1'795'762'800'000);
    if (is_zone(zone)) fuzz::must(from_local(to_local(at, zone), zone) == at);
    return 0;
}
