#include "dialogs/understand/evidence.hpp"

#include "dialogs/slots/phrases.hpp"
#include "dialogs/slots/yes_no.hpp"
#include "dialogs/text/pattern_bank.hpp"
#include "dialogs/understand/entities.hpp"
#include "dialogs/understand/tone.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace amends::dialogs {
namespace {

constexpr std::size_t most_read = 4096;
constexpr std::size_t most_clauses = 12;
constexpr std::size_t most_paired = 6; ///< of more clauses no pairs are made: they cost twice the whole

const lexicon& words()
{
    static const lexicon shipped{words_of_feeling(), words_of_complaint(), words_of_signal(), words_of_wish()};
    return shipped;
}

const lexicon& themes(cutting how)
{
    static const lexicon chinese{words_of_theme_zh()};
    static const lexicon english{words_of_theme_en()};
    return how == cutting::chinese ? chinese : english;
}

/// By the language where it is told, else by the script; signs without letters are read as the talk so far.
cutting cutting_for(const evidence& found, std::string_view language_so_far)
{
    if (!found.language.empty()) return found.language.starts_with("zh") ? cutting::chinese : cutting::english;
    const auto lead = [](char c) { return static_cast<unsigned char>(c); };
    const auto& text = found.heard.text;
    if (std::any_of(text.begin(), text.end(), [&](char c) { return lead(c) >= 0xe4 && lead(c) <= 0xe9; }))
        return cutting::chinese;
    const bool letters = std::any_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    return language_so_far.starts_with("zh") && !letters ? cutting::chinese : cutting::english;
}

/// Manners of speaking in which a word of the lexicon does not mean what it says.
const pattern_bank& figures()
{
    static const pattern_bank bank{{
        "\\b(?:die|dying|died|dead) (?:laughing|from laughing|of "
        "(?:laughter|boredom|shame|embarrassment|curiosity|hunger|"
        "thirst))\\b|不想(?:再)?活在.{0,6}(?:等|盼|催|电话|投诉|里)",
    }};
    return bank;
}

/// Numbers of something that look like a hotline's: "order number 12345", "订单号是12345", "315元".
const pattern_bank& numbered()
{
    static const pattern_bank bank{{
        "(?:\\b(?:order|booking|tracking|reference|ref|ticket|case|room|number|no|nr)\\b|#|单号|订单|编号|号码|尾号|"
        "房间|"
        "房号|车次|航班)[ .:#]{0,2}(?:号码?|number|no|id)?[ .:#]{0,2}(?:is|was|are|是|为|叫|应该是)?[ "
        ".:#]{0,2}[0-9]{3,6}",
        "[0-9]{3,6} "
        "?(?:元|块|件|个|号房|号店|室|房|公里|克|斤|毫升|rmb|yuan|dollars|pounds|euros|usd|gbp|eur|cny|pieces|items|"
        "grams|kg|ml|km|miles)",
    }};
    return bank;
}

bool touches(const lexicon_hit& hit, const std::vector<pattern_match>& places)
{
    return std::any_of(places.begin(), places.end(),
                       [&](const auto& place) { return place.begin < hit.end && hit.begin < place.end; });
}

/// Leaves out what only looks like a word of the lexicon.
void leave_out_look_alikes(std::string_view text, const std::vector<pattern_match>& spoken,
                           std::vector<lexicon_hit>& hits)
{
    const auto is_figure = [&spoken](const lexicon_hit& hit) { return touches(hit, spoken); };
    const auto is_number = [text](const lexicon_hit& hit) {
        const auto digit = [](char c) { return c >= '0' && c <= '9'; };
        return std::all_of(hit.entry->phrase.begin(), hit.entry->phrase.end(), digit) &&
               (touches(hit, numbered().matches(0, text)) || touches(hit, numbered().matches(1, text)));
    };
    std::erase_if(hits, [&](const lexicon_hit& hit) { return is_figure(hit) || is_number(hit); });
}

unsigned number_of_type(std::string_view entity_type)
{
    constexpr std::array<std::string_view, 6> types{"email", "time", "date", "money", "phone", "order_id"};
    return static_cast<unsigned>(std::find(types.begin(), types.end(), entity_type) - types.begin());
}

} // namespace

evidence gather(std::string_view text, const message_surroundings& around)
{
    evidence made;
    made.text = text;
    made.heard = fold(text);
    made.hits = words().find(made.heard.text);
    const auto spoken = figures().matches(0, made.heard.text);
    made.figurative = !spoken.empty();
    leave_out_look_alikes(made.heard.text, spoken, made.hits);
    made.cues = find_pattern_cues(made.heard.text);
    made.language = language_of(made.heard.text, around.language);
    made.how = cutting_for(made, around.language);
    made.themes = themes(made.how).find(made.heard.text);
    leave_out_look_alikes(made.heard.text, spoken, made.themes);
    made.tone = tone_of(made.heard, made.hits, text.substr(0, fold_limit));
    const std::string_view reading = made.language.empty() ? around.language : std::string_view{made.language};
    made.entities = find_entities(made.heard, text, around, reading);
    return made;
}

namespace {

/// Where the text's clauses begin and end. Short ones join the next; a full stop within "3.5" ends none.
std::vector<span> clauses_of(std::string_view text, cutting how)
{
    const std::string_view stops = how == cutting::chinese ? "!?;,. " : "!?;,.:";
    const std::size_t shortest = how == cutting::chinese ? 9 : 12;
    std::vector<span> made;
    std::size_t begin = 0;
    for (std::size_t at = 0; at < text.size() && made.size() < most_clauses;) {
        const bool wide = text.substr(at).starts_with("。") || text.substr(at).starts_with("…");
        const bool stop = wide || stops.find(text[at]) != std::string_view::npos;
        at += wide ? 3 : 1;
        const bool more_stops = at < text.size() && (stops.find(text[at]) != std::string_view::npos && text[at] != ' ');
        const bool within_word = how == cutting::english && at < text.size() && text[at] != ' ' && !wide &&
                                 text[at - 1] != '!' && text[at - 1] != '?';
        if (!stop || more_stops || within_word || at - begin < shortest) continue;
        made.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)});
        begin = at;
    }
    if (begin < text.size() && made.size() < most_clauses)
        made.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(text.size())});
    return made;
}

/// Gathers the features of one stretch of the folded text.
class stretch {
public:
    stretch(const evidence& found, span where)
        : found_{found}, where_{where}, text_{std::string_view{found.heard.text}.substr(where.begin,
                                                                                        where.end - where.begin)}
    {
        made_.reserve(text_.size() * 4 + 64);
        cut_features(text_, found.how, made_);
        add_phrases();
        add_themes();
        add_patterns(find_pattern_cues(text_));
        cue("asks", asks(text_) ? 1 : 0);
        cue("length", static_cast<unsigned>(std::bit_width(bare(text_).size())));
    }

    void add_what_is_known_of_the_whole()
    {
        cue("tone", static_cast<unsigned>(found_.tone.kind) * 4 + found_.tone.level);
        if (const auto said = yes_or_no(found_.heard); said && said->how == fit::exact)
            cue("exactly", said->value == "yes");
        for (const auto& each : found_.entities) cue("holds", number_of_type(each.type));
    }

    std::vector<feature> take() && { return std::move(made_); }

private:
    void cue(std::string_view family, unsigned number) { made_.push_back(cue_feature(family, number)); }
    bool holds(const lexicon_hit& hit) const { return hit.begin >= where_.begin && hit.end <= where_.end; }

    void add_phrases()
    {
        for (const auto& hit : found_.hits) {
            if (!holds(hit)) continue;
            const auto which = static_cast<unsigned>(hit.entry->kind) << 16U |
                               static_cast<unsigned>(hit.entry->what) << 8U | hit.entry->weight;
            cue(negated(found_.heard.text, hit.begin) ? "denied" : "said", which);
        }
    }

    /// Themes alone, and in the order in which they follow each other.
    void add_themes()
    {
        unsigned previous = 0xff;
        for (const auto& hit : found_.themes) {
            if (!holds(hit)) continue;
            const unsigned which = hit.entry->what;
            made_.push_back(cue_feature("theme", which, feature_sort::themes));
            made_.push_back(cue_feature("themes", previous << 8U | which, feature_sort::themes));
            previous = which;
        }
    }

    void add_patterns(const pattern_cues& cues)
    {
        for (const auto each : cues.signals) cue("pattern", static_cast<unsigned>(each));
        if (cues.human_declined) cue("declined", 0);
        if (cues.bot_again) cue("again", 0);
        if (!cues.language_wanted.empty()) cue("language", 0);
    }

    const evidence& found_;
    span where_;
    std::string_view text_;
    std::vector<feature> made_;
};

} // namespace

reading read_features(const evidence& found)
{
    const auto text = cut(found.heard.text, most_read);
    reading made;
    stretch whole{found, {0, static_cast<std::uint32_t>(text.size())}};
    whole.add_what_is_known_of_the_whole();
    made.whole = std::move(whole).take();
    const auto clauses = clauses_of(text, found.how);
    if (clauses.size() < 2) return made;
    for (const auto& each : clauses) made.clauses.push_back(stretch{found, each}.take());
    for (std::size_t i = 0; i + 1 < clauses.size() && clauses.size() > 2 && clauses.size() <= most_paired; ++i)
        made.pairs.push_back(stretch{found, {clauses[i].begin, clauses[i + 1].end}}.take());
    return made;
}

} // namespace amends::dialogs
