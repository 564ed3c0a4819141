#pragma once

#include "bench/load/chat_client.hpp"

#include <functional>
#include <vector>

namespace amends::bench {

/// How many lines of the bot answer each text, by part and step: learned from one conversation before the load,
/// so that a turn under load counts only when its last line has arrived.
using answer_lengths = std::array<std::vector<int>, 2>;

/// One conversation of the fixed script. Checks what the protocol promises as it goes: the ack first and for the
/// id that was sent, every line once and in order without a gap.
class visitor final : public chat_client {
public:
    /// Who is told how the visitor fares. Called on the loop; may bury the visitor.
    struct watcher {
        virtual ~watcher() = default;
        virtual void on_ready(visitor& who) = 0;    ///< welcomed
        virtual void on_answered(visitor& who) = 0; ///< the ack and every line of the answer have arrived
        virtual void on_gone(visitor& who) = 0;
    };

    visitor(loop& on, const endpoint& to, unsigned number, const script& words, std::size_t part_number,
            const answer_lengths& expected, watcher& told);

    /// Says the next text of the script. `due` is when that should have happened.
    void say(moment due);
    bool done() const { return step_ == script_.steps(); }
    bool busy() const { return busy_; }
    /// Of the turn under way or just answered.
    std::size_t step() const { return step_ - 1; }
    moment due() const { return due_; }
    int answers() const { return answers_; }
    const std::string& last_line() const { return last_line_; } ///< kept while nothing is expected

private:
    void on_welcome(std::string_view text) override;
    void on_frame(std::string_view type, std::string_view text) override;
    void on_ack(std::string_view text);
    void on_line(std::string_view text);
    void on_closed() override { watcher_.on_gone(*this); }

    const answer_lengths& expected_;
    watcher& watcher_;
    std::size_t step_ = 0;
    bool busy_ = false;
    bool own_line_seen_ = false;
    std::int64_t last_ = 0;     ///< sequence of the last line that arrived
    std::int64_t own_line_ = 0; ///< of the text said last, once acknowledged
    int answers_ = 0;           ///< lines of the bot after it
    moment due_;
    std::string id_;
    std::string last_line_;
};

} // namespace amends::bench
