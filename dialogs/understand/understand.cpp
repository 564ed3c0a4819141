#include "dialogs/understand/understand.hpp"

#include "dialogs/slots/phrases.hpp"
#include "dialogs/slots/yes_no.hpp"
#include "dialogs/text/fold.hpp"
#include "dialogs/understand/classes.hpp"
#include "dialogs/understand/cue_patterns.hpp"
#include "dialogs/understand/entities.hpp"
#include "dialogs/understand/lexicon.hpp"
#include "dialogs/understand/tone.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace amends::dialogs {
namespace {

constexpr std::size_t story_bytes = 30; ///< ten Chinese characters or some six English words
constexpr int telling = 2;              ///< class weight from which a message is a complaint by itself

const lexicon& words()
{
    static const lexicon shipped{words_of_feeling(), words_of_complaint(), words_of_signal(), words_of_wish()};
    return shipped;
}

/// One message on its way to being understood.
class reader {
public:
    reader(std::string_view text, const message_surroundings& around)
        : text_{text}, around_{around}, heard_{fold(text)}, hits_{words().find(heard_.text)}, cues_{find_pattern_cues(
                                                                                                  heard_.text)}
    {}

    understanding read()
    {
        made_.language = language_of(heard_.text, around_.language);
        const std::string_view reading = made_.language.empty() ? around_.language : std::string_view{made_.language};
        made_.emotion = tone_of(heard_, hits_, text_.substr(0, fold_limit));
        made_.entities = find_entities(heard_, text_, around_, reading);
        read_signals();
        read_class();
        read_wishes();
        read_act();
        read_intent();
        read_story();
        return std::move(made_);
    }

private:
    void hear(signal s)
    {
        if (!made_.has(s)) made_.signals.push_back(s);
    }

    void read_signals()
    {
        for (const auto& hit : hits_) {
            if (hit.entry->kind != cue::signal) continue;
            const auto s = static_cast<signal>(hit.entry->what);
            // "Don't want to live" is no denial, and neither is what introduces a correction.
            const bool deniable =
                s != signal::self_harm && s != signal::correction && s != signal::stop && s != signal::repeat_contact;
            if (!deniable || !negated(heard_.text, hit.begin)) hear(s);
        }
        for (const auto s : cues_.signals) hear(s);
        if (cues_.human_declined) std::erase(made_.signals, signal::human_wanted);
        const auto word = bare(heard_.text);
        constexpr std::array<std::string_view, 6> stops{"stop", "td", "退订", "停止", "t", "unsubscribe"};
        if (std::find(stops.begin(), stops.end(), word) != stops.end()) hear(signal::stop);
        if (!cues_.language_wanted.empty()) {
            hear(signal::language_switch);
            made_.entities.push_back({"language", std::string{cues_.language_wanted}, 1.0, {}});
        }
        std::sort(made_.signals.begin(), made_.signals.end());
    }

    void read_class()
    {
        std::array<int, complaint_kind_names.size()> score{};
        for (const auto& hit : hits_) {
            if (hit.entry->kind != cue::complaint_class) continue;
            // "不等了": Chinese denies right before the word; an English "not" further off denies less surely.
            const bool denied =
                static_cast<unsigned char>(hit.entry->phrase.front()) >= 0x80 && negated(heard_.text, hit.begin);
            if (!denied) score[hit.entry->what] += hit.entry->weight;
        }
        constexpr auto safety = static_cast<std::size_t>(complaint_kind::safety);
        constexpr auto other = static_cast<std::size_t>(complaint_kind::other);
        if (made_.has(signal::safety_threat) && score[safety] > 0) score[safety] += 10; // nothing outweighs it
        const int generic = made_.has(signal::status_asked) ? 0 : score[other]; // asking after a complaint is none
        score[other] = 0;
        const auto best = std::max_element(score.begin(), score.end());
        const bool upset = made_.emotion.level > 0;
        if (*best >= telling || (*best > 0 && (upset || generic > 0))) {
            made_.complaint_class = complaint_kind_names[static_cast<std::size_t>(best - score.begin())];
            class_weight_ = *best;
        } else if (generic >= telling || made_.emotion.level >= 2 || (generic > 0 && upset)) {
            made_.complaint_class = complaint_kind_names[other];
            class_weight_ = 1;
        }
    }

    /// Remedies that the message asks for (recovery.md D1).
    void read_wishes()
    {
        std::vector<const lexicon_hit*> wished;
        bool wants = bare(heard_.text).size() <= 24;
        for (const auto& hit : hits_) {
            if (hit.entry->kind == cue::want) wants = true;
            if (hit.entry->kind == cue::question && hit.entry->what == static_cast<std::uint8_t>(question_kind::how_to))
                return;
            if (hit.entry->kind != cue::remedy || negated(heard_.text, hit.begin)) continue;
            const bool covered = std::any_of(hits_.begin(), hits_.end(), [&](const auto& other) {
                return other.entry->kind == cue::remedy && other.entry != hit.entry && other.begin <= hit.begin &&
                       hit.end <= other.end && other.end - other.begin > hit.end - hit.begin;
            });
            const bool known =
                std::any_of(wished.begin(), wished.end(), [&](auto w) { return w->entry->what == hit.entry->what; });
            if (!known && !covered) wished.push_back(&hit);
        }
        const double confidence = wished.size() > 1 ? 0.6 : wants ? 0.9 : 0.7;
        for (const auto* hit : wished)
            made_.entities.push_back({"desired_outcome", std::string{remedy_kind_names[hit->entry->what]}, confidence,
                                      heard_.source(hit->begin, hit->end)});
        if (!wished.empty()) remedy_ = remedy_kind_names[wished.front()->entry->what];
    }

    void read_act()
    {
        const auto word = bare(heard_.text);
        if (const auto said = yes_or_no(heard_); said && said->how == fit::exact)
            made_.act = said->value == "yes" ? dialogue_act::yes : dialogue_act::no;
        else if (asks(heard_.text))
            made_.act = dialogue_act::question;
        for (const auto& hit : hits_) {
            if (hit.entry->kind != cue::act || !made_.complaint_class.empty() || made_.act == dialogue_act::question)
                continue;
            const auto act = static_cast<dialogue_act>(hit.entry->what);
            // Courtesy beside other matter is only courtesy.
            const bool alone =
                word.size() <= hit.end - hit.begin + 18 && remedy_.empty() && !negated(heard_.text, hit.begin);
            if (alone && (made_.act == dialogue_act::answer || act == dialogue_act::thanks)) made_.act = act;
        }
        if (word == "hi" || word == "嗨") made_.act = dialogue_act::greeting;
    }

    void read_intent()
    {
        std::optional<question_kind> question;
        for (const auto& hit : hits_)
            if (hit.entry->kind == cue::question && !question) question = static_cast<question_kind>(hit.entry->what);
        if (made_.has(signal::status_asked) && !question) question = question_kind::case_status;
        const auto set = [&](std::string intent, double confidence) {
            made_.intent = std::move(intent);
            made_.intent_confidence = confidence;
        };
        if (cues_.bot_again)
            set("request.resume_bot", 0.9);
        else if (question && (made_.complaint_class.empty() || (class_weight_ < 3 && made_.emotion.level == 0)))
            set("question." + std::string{question_kind_names[static_cast<std::size_t>(*question)]}, 0.8);
        else if (!made_.complaint_class.empty())
            set("complaint." + made_.complaint_class, std::min(0.95, 0.5 + 0.1 * class_weight_));
        else if (!remedy_.empty())
            set("request." + std::string{remedy_}, 0.7);
        else if (made_.has(signal::human_wanted))
            set("request.human", 0.9);
    }

    /// A complaint that tells enough not to be asked for again (C4).
    void read_story()
    {
        const bool tells =
            made_.intent.starts_with("complaint.") && class_weight_ >= telling && made_.complaint_class != "other";
        const auto size = bare(heard_.text).size();
        if (!tells || size < story_bytes) return;
        made_.entities.push_back({"story",
                                  {},
                                  size >= 2 * story_bytes ? 0.95 : 0.85,
                                  {0, static_cast<std::uint32_t>(std::min<std::size_t>(text_.size(), UINT32_MAX))}});
    }

    std::string_view text_;
    const message_surroundings& around_;
    folded heard_;
    std::vector<lexicon_hit> hits_;
    pattern_cues cues_;
    understanding made_;
    std::string_view remedy_;
    int class_weight_ = 0;
};

} // namespace

understanding understand(std::string_view text, const message_surroundings& around)
{
    return reader{text, around}.read();
}

} // namespace amends::dialogs
