#include "dialogs/testing/script.hpp"

#include "dialogs/testing/player.hpp"
#include "dialogs/testing/spelling.hpp"
#include "dialogs/tree/document.hpp"

#include <algorithm>
#include <map>

namespace amends::dialogs {
namespace {

constexpr std::string_view wide_colon = "：";

class script_reader {
public:
    explicit script_reader(std::string_view file) { read_.script.file = file; }

    loaded_script read(std::string_view text)
    {
        if (text.size() > longest_script) {
            report("script.too-long",
                   {"脚本最多 1 MiB；请拆成几个文件", "a script has at most 1 MiB; make it several files"});
            return std::move(read_);
        }
        if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
        while (!text.empty()) {
            ++number_;
            const auto end = text.find('\n');
            take(trimmed(text.substr(0, end)));
            text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
        }
        if (read_.script.conversations.empty() && read_.problems.empty())
            report("script.empty", {"没有对话；对话以“== 快递晚了”这样的一行开头",
                                    "there is no conversation; one begins with a line like \"== A late parcel\""});
        return std::move(read_);
    }

private:
    void report(const char* code, sentence message)
    {
        if (read_.problems.size() < most_problems)
            read_.problems.push_back({code, read_.script.file, number_, 0, {}, std::move(message)});
    }

    void take(std::string_view line)
    {
        if (line.empty() || line.front() == '#') return;
        if (line.starts_with("==")) return begin(line);
        const auto narrow = line.find(':');
        const auto wide = line.find(wide_colon);
        const auto colon = std::min(narrow, wide);
        if (colon == std::string_view::npos)
            return report("script.form", {"看不懂；一行写作“词: 值”，例如“customer: 快递晚了”；注释以 # 开头",
                                          "not understood; a line is \"word: value\", such as \"customer: My parcel is "
                                          "late\", a comment begins with #"});
        const auto length = colon == narrow ? 1 : wide_colon.size();
        keep({number_, std::string{trimmed(line.substr(0, colon))}, std::string{trimmed(line.substr(colon + length))}});
    }

    void begin(std::string_view line)
    {
        line.remove_prefix(std::min(line.find_first_not_of('='), line.size()));
        const auto last = line.find_last_not_of('=');
        const auto name = trimmed(line.substr(0, last == std::string_view::npos ? 0 : last + 1));
        if (name.empty())
            return report("script.name",
                          {"对话需要名称：“== 快递晚了”", "a conversation needs a name: \"== A late parcel\""});
        const auto [first, fresh] = names_.emplace(name, number_);
        if (!fresh)
            report("script.name",
                   told({"第 %1 行已用了这个名称；请另取一个", "line %1 has that name already; choose another"},
                        {std::to_string(first->second)}));
        read_.script.conversations.push_back({std::string{name}, number_, {}});
    }

    void keep(script_line line)
    {
        const auto* known = word_named(line.word);
        auto& made = read_.script;
        if (line.word == "tree") {
            if (!made.conversations.empty())
                report("script.tree", {"“tree:”属于整个脚本；请放在第一段对话之前",
                                       "\"tree:\" is for the whole script; put it before the first conversation"});
            made.tree = line.value;
        } else if (!known) {
            std::string all = "tree";
            for (const auto& each : script_words()) all += ", " + std::string{each.word};
            report("script.word",
                   told({"没有“%1:”；可以用 %2", "there is no \"%1:\"; there are %2"}, {line.word.substr(0, 40), all}));
        } else if (!made.conversations.empty()) {
            made.conversations.back().lines.push_back(std::move(line));
        } else if (known->kind == script_word::is::setting) {
            made.settings.push_back(std::move(line));
        } else {
            report("script.outside", told({"“%1:”属于一段对话；请在它上面开始一段：“== 名称”",
                                           "\"%1:\" belongs to a conversation; begin one above it: \"== A name\""},
                                          {line.word}));
        }
    }

    loaded_script read_;
    std::map<std::string, int, std::less<>> names_; ///< of conversations, with the line that has it first
    int number_ = 0;
};

} // namespace

loaded_script load_script(std::string_view text, std::string_view file) { return script_reader{file}.read(text); }

} // namespace amends::dialogs
