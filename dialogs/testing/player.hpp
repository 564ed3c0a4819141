#pragma once

#include "dialogs/state.hpp"
#include "dialogs/testing/play.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace amends::dialogs {

class player;

/// What a line of a script came to.
struct verdict {
    enum class is : std::uint8_t { held, failed, mistaken };
    is kind = is::held;
    sentence message;
};

/// A word that lines of a script begin with.
struct script_word {
    enum class is : std::uint8_t { setting, happening, expectation };
    std::string_view word;
    is kind;
    verdict (player::*play)(const std::string& value);
};

/// All of them, in the order of docs/dialog-tests.md.
const std::vector<script_word>& script_words();
/// One of them, or null.
const script_word* word_named(std::string_view word);

/// The world of one scripted conversation: its clock, its timers, what was said. Single-threaded; private to
/// dialogs/testing.
class player {
public:
    explicit player(tree_ptr tree);

    /// Plays one line. Failures of expectations are about what happened since the latest event.
    verdict play(const script_word& word, const std::string& value);
    /// What is wrong with the latest event whatever the script expects; empty for nothing.
    sentence broken() const;
    /// How `happened` spells: with the words of each line, or as lines that a script can expect.
    enum class telling : std::uint8_t { in_full, to_expect };
    /// What was said and done since the latest event, a line each.
    std::string happened(telling how = telling::in_full) const;
    const trail& walked() const { return walked_; }

    // settings.cpp: what the world is like from here on
    verdict locale(const std::string& value);
    verdict zone(const std::string& value);
    verdict now(const std::string& value);
    verdict hours(const std::string& value);
    verdict agents(const std::string& value);
    verdict queue(const std::string& value);
    verdict channel(const std::string& value);
    verdict connectors(const std::string& value);
    verdict known(const std::string& value);
    verdict budget(const std::string& value);
    verdict seed(const std::string& value);

    // events.cpp: what happens
    verdict customer(const std::string& value);
    verdict press(const std::string& value);
    verdict send(const std::string& value);
    verdict clock(const std::string& value);
    verdict lookup(const std::string& value);
    verdict remedy(const std::string& value);
    verdict agent(const std::string& value);

    // said.cpp: what the customer is expected to see
    verdict bot(const std::string& value);
    verdict unsaid(const std::string& value);
    verdict options(const std::string& value);

    // expectations.cpp: what else is expected
    verdict case_is(const std::string& value);
    verdict slot_is(const std::string& value);
    verdict tag(const std::string& value);
    verdict offered(const std::string& value) { return remedy_took(remedy_step::offered, value); }
    verdict accepted(const std::string& value) { return remedy_took(remedy_step::accepted, value); }
    verdict declined(const std::string& value) { return remedy_took(remedy_step::declined, value); }
    verdict countered(const std::string& value) { return remedy_took(remedy_step::countered, value); }
    verdict withheld(const std::string& value) { return remedy_took(remedy_step::withheld, value); }
    verdict promise(const std::string& value);
    verdict handoff(const std::string& value);
    verdict timer(const std::string& value);
    verdict asked(const std::string& value);
    verdict survey(const std::string& value);
    verdict floor(const std::string& value);
    verdict node(const std::string& value);
    verdict asking(const std::string& value);
    verdict speaks(const std::string& value);
    verdict ended(const std::string& value);

private:
    struct line_said {
        std::string text; ///< its id
        std::string words;
        std::vector<option> options;
        std::string question;
    };

    void begin_event();
    void hear(customer_message message);
    void take(const event& e);
    void carry_out(const effect& each);
    verdict remedy_took(remedy_step step, const std::string& value);
    /// The effects of one kind since the latest event.
    template <class Effect> std::vector<const Effect*> done() const
    {
        std::vector<const Effect*> found;
        for (const auto& each : effects_)
            if (const auto* one = std::get_if<Effect>(&each)) found.push_back(one);
        return found;
    }

    tree_ptr tree_;
    dialogs::state state_;
    amends::facts facts_;
    std::map<std::string, instant> timers_;
    std::vector<line_said> questions_; ///< those with quick replies, the latest last
    look_up looking_;
    std::vector<effect> effects_;
    std::vector<line_said> lines_;
    std::size_t seen_ = 0; ///< lines up to the one that was expected last
    bool begun_ = false;
    bool unanswered_ = false;
    trail walked_;
};

inline verdict held_if(bool holds, sentence otherwise)
{
    return holds ? verdict{} : verdict{verdict::is::failed, std::move(otherwise)};
}
inline verdict mistaken(sentence mend) { return {verdict::is::mistaken, std::move(mend)}; }

} // namespace amends::dialogs
