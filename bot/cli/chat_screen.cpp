#include "bot/cli/chat_screen.hpp"

#include <charconv>
#include <chrono>
#include <ostream>

namespace amends::bot {

void chat_screen::welcome(const std::string& greeting)
{
    std::scoped_lock lock(mutex_);
    if (console_.interactive)
        console_.err
            << (chinese_ ? "输入您要反映的问题，按回车发送；输入数字可以选择选项；按 Ctrl-D 结束。\n"
                         : "Type your complaint and press Enter; a number picks an option; Ctrl-D ends the chat.\n");
    if (!greeting.empty()) console_.out << printable(greeting) << "\n";
    console_.out.flush();
}

void chat_screen::prompt()
{
    std::scoped_lock lock(mutex_);
    if (console_.interactive) console_.out << "> " << std::flush;
}

inbound_message chat_screen::chosen(std::string key, const std::string& typed) const
{
    std::scoped_lock lock(mutex_);
    std::size_t number = 0;
    auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
    const bool whole = error == std::errc{} && end == typed.data() + typed.size();
    if (!whole || number < 1 || number > options_.size()) return {std::move(key), typed, {}, {}};
    const auto& pressed = options_[number - 1];
    return {std::move(key), pressed.label, pressed.value, question_};
}

bool chat_screen::wait_for(std::int64_t sequence)
{
    std::unique_lock lock(mutex_);
    return shown_.wait_for(lock, std::chrono::seconds(10), [&] { return last_ >= sequence; });
}

void chat_screen::on_line(spoken_line_ptr line)
{
    std::scoped_lock lock(mutex_);
    show(*line);
    last_ = line->sequence;
    shown_.notify_all();
}

std::string chat_screen::name_of(const spoken_line& line) const
{
    switch (line.from) {
    case speaker::customer:
        return chinese_ ? "您：" : "You: ";
    case speaker::bot:
        return chinese_ ? "助手：" : "Assistant: ";
    case speaker::agent:
        return printable(line.author) + (chinese_ ? "：" : ": ");
    case speaker::system:
        break;
    }
    return "· ";
}

void chat_screen::show(const spoken_line& line)
{
    // What was offered has been answered; a number typed later is a number.
    if (line.from == speaker::customer) options_.clear();
    // A person who types sees the own words already.
    if (line.withdrawn || (line.from == speaker::customer && console_.interactive)) return;
    console_.out << name_of(line) << printable(line.text) << "\n";
    for (std::size_t i = 0; i < line.options.size(); ++i)
        console_.out << "  " << i + 1 << "  " << printable(line.options[i].label) << "\n";
    if (!line.options.empty()) {
        options_ = line.options;
        question_ = line.question;
    }
    console_.out.flush();
}

} // namespace amends::bot
