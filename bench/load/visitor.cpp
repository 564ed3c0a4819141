#include "bench/load/visitor.hpp"

#include "bench/failure.hpp"

#include <array>
#include <random>

namespace amends::bench {
namespace {

/// A version 4 UUID.
std::string make_id()
{
    thread_local std::mt19937_64 random{std::random_device{}()};
    constexpr std::string_view digits = "0123456789abcdef";
    std::string id(36, '-');
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < id.size(); ++i) {
        if (i == 0 || i == 19) bits = random();
        if (i == 8 || i == 13 || i == 18 || i == 23) continue;
        id[i] = digits[bits & 15];
        bits >>= 4;
    }
    id[14] = '4';
    id[19] = "89ab"[random() & 3];
    return id;
}

} // namespace

visitor::visitor(loop& on, const endpoint& to, unsigned number, const script& words, std::size_t part_number,
                 const answer_lengths& expected, watcher& told)
    : chat_client(on, to, number, words, part_number), expected_(expected), watcher_(told)
{}

void visitor::say(moment due)
{
    id_ = make_id();
    busy_ = true;
    own_line_seen_ = false;
    own_line_ = 0;
    answers_ = 0;
    due_ = due;
    const auto& text = words().json_texts[step_++];
    thread_local std::string frame;
    frame.assign(R"({"type":"say","id":")").append(id_).append(R"(","text":)").append(text).append("}");
    send(frame);
}

void visitor::on_welcome(std::string_view) { watcher_.on_ready(*this); }

void visitor::on_frame(std::string_view type, std::string_view text)
{
    if (type == "line") return on_line(text);
    if (type == "ack") return on_ack(text);
    if (type == "resync") throw failure("a visitor was told to resync: the client does not read fast enough");
}

void visitor::on_ack(std::string_view text)
{
    if (!busy_ || string_member(text, "id") != id_) throw failure("an ack for something else: " + std::string(text));
    own_line_ = number_member(text, "seq");
}

void visitor::on_line(std::string_view text)
{
    const auto sequence = number_member(text, "seq");
    if (sequence != last_ + 1)
        throw failure("line " + std::to_string(sequence) + " came after line " + std::to_string(last_));
    last_ = sequence;
    const auto from = string_member(text, "from");
    if (from == "customer") {
        if (own_line_ != sequence || string_member(text, "id") != id_)
            throw failure("a line came before its ack, or is not ours: " + std::string(text));
        own_line_seen_ = true;
        return;
    }
    if (!busy_ || !own_line_seen_) return; // a reminder, or more than the answer had when it was learned
    ++answers_;
    const auto& lengths = expected_[part_number()];
    if (lengths.empty()) last_line_.assign(text);
    if (lengths.empty() || answers_ != lengths[step()]) return;
    busy_ = false;
    watcher_.on_answered(*this);
}

} // namespace amends::bench
