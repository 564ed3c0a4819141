#include "dialogs/understand/understand.hpp"

#include "dialogs/slots/phrases.hpp"
#include "dialogs/slots/yes_no.hpp"
#include "dialogs/understand/bands.hpp"
#include "dialogs/understand/classes.hpp"
#include "dialogs/understand/evidence.hpp"
#include "dialogs/understand/opinion.hpp"
#include "dialogs/understand/themes.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

namespace amends::dialogs {
namespace {

constexpr std::size_t story_bytes = 30; ///< ten Chinese characters or some six English words

/// One message on its way to being understood: what was found in it, and what the model thinks of that.
class reader {
public:
    reader(const evidence& found, const text_model& learned) : found_{found}, thinks_{learned, read_features(found)} {}

    understanding read()
    {
        made_.language = found_.language;
        made_.entities = found_.entities;
        read_kind();
        read_signals();
        read_emotion();
        read_wishes();
        read_act();
        read_intent();
        read_story();
        return std::move(made_);
    }

private:
    bool is_complaint() const { return made_.kind == message_kind::complaint; }

    /// What phrases and patterns tell of signals, without the model.
    std::array<bool, names_of<signal>::list.size()> spelled_out() const
    {
        std::array<bool, names_of<signal>::list.size()> made{};
        for (const auto& hit : found_.hits) {
            if (hit.entry->kind != cue::signal) continue;
            const auto s = static_cast<signal>(hit.entry->what);
            // "Don't want to live" is no denial, and neither is what introduces a correction.
            const bool deniable =
                s != signal::self_harm && s != signal::correction && s != signal::stop && s != signal::repeat_contact;
            if (!deniable || !negated(found_.heard.text, hit.begin)) made[hit.entry->what] = true;
        }
        for (const auto s : found_.cues.signals) made[static_cast<std::size_t>(s)] = true;
        const auto word = bare(found_.heard.text);
        constexpr std::array<std::string_view, 6> stops{"stop", "td", "退订", "停止", "t", "unsubscribe"};
        if (std::find(stops.begin(), stops.end(), word) != stops.end())
            made[static_cast<std::size_t>(signal::stop)] = true;
        return made;
    }

    /// A request, a question, thanks or an answer, and no doubt of it.
    bool is_plainly_harmless() const
    {
        return !is_complaint() && made_.kind != message_kind::dissatisfaction && made_.kind_confidence >= kind_sure;
    }

    /// Whether anything in the message is about what the signal is about: a weak opinion of the model counts only then.
    bool has_its_theme(signal s) const
    {
        const auto about = [&](std::initializer_list<theme> any_of) {
            return std::any_of(found_.themes.begin(), found_.themes.end(), [&](const auto& hit) {
                return std::find(any_of.begin(), any_of.end(), static_cast<theme>(hit.entry->what)) != any_of.end();
            });
        };
        using enum theme;
        switch (s) {
        case signal::human_wanted: // in English people are asked for in too many ways that name nobody
            return found_.how == cutting::english || about({person, superior, talking});
        case signal::safety_threat:
            return about({fire, shock, hurt, ill, rescue, violence, hazard, risk}) ||
                   (found_.how == cutting::english &&
                    about({body, crash})); // in Chinese these words mean too much else
        case signal::regulator_threat:
            return about({agency, law, police, reporting});
        default:
            return true;
        }
    }

    void read_signals()
    {
        const auto spelled = spelled_out();
        for (std::size_t i = 0; i < spelled.size(); ++i) {
            const auto s = static_cast<signal>(i);
            if (s == signal::human_wanted && found_.cues.human_declined) continue;
            if (s == signal::self_harm && found_.figurative && !spelled[i]) continue;
            const auto sure = thinks_.of(head::signals, i);
            const auto& band = signal_bands[i];
            // Who wants to die may say so calmly, as if it were a request or an answer.
            const bool calmer = is_threat(s) && s != signal::self_harm && is_plainly_harmless();
            const double plainer = calmer ? threat_in_harmless : 1;
            const bool supported = spelled[i] || has_its_theme(s);
            const double enough = std::max(plainer * band.alone, supported ? 0.0 : band.without_theme);
            if (sure >= enough || (spelled[i] && sure >= band.doubted))
                made_.signals.push_back(s);
            else if (sure >= band.ask || spelled[i])
                made_.unsure_signals.push_back(s);
        }
        if (found_.cues.language_wanted.empty()) return;
        if (!made_.has(signal::language_switch)) made_.signals.push_back(signal::language_switch);
        std::sort(made_.signals.begin(), made_.signals.end());
        made_.entities.push_back({"language", std::string{found_.cues.language_wanted}, 1.0, {}});
    }

    void read_kind()
    {
        const auto complaint = thinks_.of(head::kind, message_kind::complaint);
        made_.kind = static_cast<message_kind>(thinks_.likeliest(head::kind));
        if (complaint >= complaint_from)
            made_.kind = message_kind::complaint;
        else if (is_complaint())
            made_.kind = likeliest_but_complaint();
        made_.kind_confidence = thinks_.of(head::kind, made_.kind);
        const auto objection = thinks_.likeliest(head::objection);
        if (thinks_.of(head::objection, objection) >= objection_from)
            made_.objection = static_cast<objection_kind>(objection + 1);
        if (!is_complaint()) return;
        made_.complaint_class = complaint_kind_names[class_of_complaint()];
        made_.cause = static_cast<complaint_cause>(thinks_.likeliest(head::cause) + 1);
    }

    message_kind likeliest_but_complaint() const
    {
        auto best = message_kind::other;
        for (const auto each :
             {message_kind::dissatisfaction, message_kind::request, message_kind::question, message_kind::thanks})
            if (thinks_.of(head::kind, each) > thinks_.of(head::kind, best)) best = each;
        return best;
    }

    /// The model's class, unless words that hardly mean another say otherwise.
    std::size_t class_of_complaint() const
    {
        std::array<double, complaint_kind_names.size()> score{};
        for (std::size_t i = 0; i < score.size(); ++i) score[i] = thinks_.of(head::about, i);
        for (const auto& hit : found_.hits) {
            if (hit.entry->kind != cue::complaint_class) continue;
            // "不等了": Chinese denies right before the word; an English "not" further off denies less surely.
            const bool denied =
                static_cast<unsigned char>(hit.entry->phrase.front()) >= 0x80 && negated(found_.heard.text, hit.begin);
            if (!denied) score[hit.entry->what] += weight_of_class_word * hit.entry->weight;
        }
        return static_cast<std::size_t>(std::max_element(score.begin(), score.end()) - score.begin());
    }

    /// The words that gave the feeling away stay its evidence (recovery.md A6).
    void read_emotion()
    {
        made_.emotion.evidence = found_.tone.evidence;
        double level = 0;
        for (std::size_t i = 0; i < outputs_of(head::level); ++i) level += thinks_.of(head::level, i);
        level += weight_of_tone * std::max(0.0, found_.tone.level - level);
        if (found_.tone.level == 0 && denies_feeling()) level -= 1;
        made_.emotion.level = static_cast<std::uint8_t>(std::lround(std::clamp(level, 0.0, 3.0)));
        if (made_.emotion.level > 0)
            made_.emotion.kind = static_cast<emotion_kind>(thinks_.likeliest(head::feeling, 1));
        if (const auto* word = word_of_feeling_alone()) {
            made_.emotion.kind = static_cast<emotion_kind>(word->entry->what);
            made_.emotion.level = std::max(found_.tone.level, made_.emotion.level);
        }
    }

    /// The strongest word of feeling when its clause is hardly more than it: then it means what it says.
    const lexicon_hit* word_of_feeling_alone() const
    {
        const std::string_view text = found_.heard.text;
        const auto press = [](const lexicon_hit& hit) { return std::pair{hit.entry->weight, hit.entry->what}; };
        const lexicon_hit* made = nullptr;
        for (const auto& hit : found_.hits) {
            if (hit.entry->kind != cue::emotion || negated(text, hit.begin)) continue;
            constexpr std::string_view stops = ",.!?;:";
            const auto before = text.substr(0, hit.begin).find_last_of(stops);
            const auto begin = before == std::string_view::npos ? 0 : before + 1;
            const auto end = std::min(text.find_first_of(stops, hit.end), text.size());
            if (2 * (hit.end - hit.begin) < bare(text.substr(begin, end - begin)).size()) continue;
            if (!made || press(hit) > press(*made)) made = &hit;
        }
        return made;
    }

    bool denies_feeling() const
    {
        return std::any_of(found_.hits.begin(), found_.hits.end(), [&](const auto& hit) {
            return hit.entry->kind == cue::emotion && negated(found_.heard.text, hit.begin);
        });
    }

    /// Remedies that the message asks for (recovery.md D1).
    void read_wishes()
    {
        std::vector<const lexicon_hit*> wished;
        bool wants = bare(found_.heard.text).size() <= 24;
        for (const auto& hit : found_.hits) {
            if (hit.entry->kind == cue::want) wants = true;
            if (hit.entry->kind == cue::question && hit.entry->what == static_cast<std::uint8_t>(question_kind::how_to))
                return;
            if (hit.entry->kind != cue::remedy || negated(found_.heard.text, hit.begin)) continue;
            if (thinks_.of(head::wish, hit.entry->what) < wish_doubted) continue;
            const bool covered = std::any_of(found_.hits.begin(), found_.hits.end(), [&](const auto& other) {
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
                                      found_.heard.source(hit->begin, hit->end)});
        if (!wished.empty()) remedy_ = remedy_kind_names[wished.front()->entry->what];
        add_unspoken_wishes(wished);
    }

    /// What the model hears although no word of the lexicon says it: to be confirmed.
    void add_unspoken_wishes(const std::vector<const lexicon_hit*>& spoken)
    {
        for (std::size_t i = 0; i < outputs_of(head::wish); ++i) {
            const bool known = std::any_of(spoken.begin(), spoken.end(), [&](auto w) { return w->entry->what == i; });
            const auto sure = thinks_.of(head::wish, i);
            if (known || sure < wish_alone) continue;
            made_.entities.push_back({"desired_outcome", std::string{remedy_kind_names[i]}, 0.6, {}});
            if (remedy_.empty()) remedy_ = remedy_kind_names[i];
        }
    }

    void read_act()
    {
        const auto& text = found_.heard.text;
        const auto word = bare(text);
        const auto guess = static_cast<dialogue_act>(thinks_.likeliest(head::act));
        if (const auto said = yes_or_no(found_.heard); said && said->how == fit::exact)
            made_.act = said->value == "yes" ? dialogue_act::yes : dialogue_act::no;
        else if (word == "hi" || word == "嗨")
            made_.act = dialogue_act::greeting;
        else if (const auto courtesy = courtesy_alone(); courtesy)
            made_.act = *courtesy;
        else if (guess != dialogue_act::thanks || made_.kind == message_kind::thanks)
            made_.act = guess;
    }

    /// Thanks, a greeting or a farewell with hardly anything beside it; beside other matter it is only courtesy.
    std::optional<dialogue_act> courtesy_alone() const
    {
        const auto word = bare(found_.heard.text);
        std::optional<dialogue_act> made;
        for (const auto& hit : found_.hits) {
            if (hit.entry->kind != cue::act || is_complaint()) continue;
            const auto act = static_cast<dialogue_act>(hit.entry->what);
            const bool alone =
                word.size() <= hit.end - hit.begin + 18 && remedy_.empty() && !negated(found_.heard.text, hit.begin);
            if (alone && (!made || act == dialogue_act::thanks)) made = act;
        }
        return made;
    }

    void read_intent()
    {
        std::optional<question_kind> question;
        for (const auto& hit : found_.hits)
            if (hit.entry->kind == cue::question && !question) question = static_cast<question_kind>(hit.entry->what);
        if (made_.has(signal::status_asked) && !question) question = question_kind::case_status;
        const auto set = [&](std::string intent, double confidence) {
            made_.intent = std::move(intent);
            made_.intent_confidence = confidence;
        };
        if (found_.cues.bot_again)
            set("request.resume_bot", 0.9);
        else if (question && (!is_complaint() || made_.kind_confidence < kind_sure || asks_how_to_complain(*question)))
            set("question." + std::string{question_kind_names[static_cast<std::size_t>(*question)]}, 0.8);
        else if (is_complaint())
            set("complaint." + made_.complaint_class, made_.kind_confidence);
        else if (!remedy_.empty())
            set("request." + std::string{remedy_}, 0.7);
        else if (made_.has(signal::human_wanted))
            set("request.human", 0.9);
        else if (made_.kind == message_kind::dissatisfaction)
            set("dissatisfaction", made_.kind_confidence);
    }

    /// "How do I complain?" names a complaint and tells none (A10).
    bool asks_how_to_complain(question_kind question) const
    {
        return question == question_kind::how_to && made_.complaint_class == "other" &&
               bare(found_.heard.text).size() < story_bytes;
    }

    /// A complaint that tells enough not to be asked for again (C4).
    void read_story()
    {
        const auto size = bare(found_.heard.text).size();
        const bool vague = made_.complaint_class == "other" && size < 2 * story_bytes;
        if (!made_.intent.starts_with("complaint.") || vague || size < story_bytes) return;
        const double sure = made_.kind_confidence < kind_sure ? 0.6 : size >= 2 * story_bytes ? 0.95 : 0.85;
        made_.entities.push_back(
            {"story",
             {},
             sure,
             {0, static_cast<std::uint32_t>(std::min<std::size_t>(found_.text.size(), UINT32_MAX))}});
    }

    const evidence& found_;
    opinion thinks_;
    understanding made_;
    std::string_view remedy_;
};

} // namespace

understanding understand(std::string_view text, const message_surroundings& around)
{
    const auto found = gather(text, around);
    return reader{found, shipped_model(found.how)}.read();
}

understanding understand(std::string_view text, const message_surroundings& around, const text_model& learned)
{
    const auto found = gather(text, around);
    return reader{found, learned}.read();
}

} // namespace amends::dialogs
