#pragma once

#include "bot/cli/console.hpp"
#include "bot/conversation/conversation.hpp"
#include "bot/ports/spoken.hpp"

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

namespace amends::bot {

/// A chat as a terminal shows it: a line each, options numbered. Called by the conversation's strand and by
/// the thread that reads what is typed.
class chat_screen final : public customer_listener {
public:
    chat_screen(console& console, std::string language) : console_(console), chinese_(language.starts_with("zh")) {}

    void welcome(const std::string& greeting);
    void prompt();
    /// What is typed as a message: the number of an option offered last presses it.
    inbound_message chosen(std::string key, const std::string& typed) const;
    /// Waits until line `sequence` is shown; false when it does not come.
    bool wait_for(std::int64_t sequence);

    void on_line(spoken_line_ptr line) override;
    void on_floor(const floor_view&) override {}
    void on_typing(speaker, bool) override {}

private:
    void show(const spoken_line& line);
    std::string name_of(const spoken_line& line) const;

    console& console_;
    bool chinese_;
    mutable std::mutex mutex_;
    std::condition_variable shown_;
    std::int64_t last_ = 0;
    std::vector<option> options_; ///< open to be pressed
    std::string question_;
};

/// Attached for a moment to learn how far the conversation is.
class chat_mark final : public customer_listener {
public:
    void on_line(spoken_line_ptr) override {}
    void on_floor(const floor_view&) override {}
    void on_typing(speaker, bool) override {}
};

} // namespace amends::bot
