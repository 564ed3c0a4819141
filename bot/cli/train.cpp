#include "bot/cli/train.hpp"

#include "bot/cli/cli.hpp"
#include "dialogs/codec/names.hpp"
#include "dialogs/understand/course.hpp"
#include "dialogs/understand/opinion.hpp"
#include "dialogs/understand/scoreboard.hpp"
#include "dialogs/understand/understand.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <fstream>
#include <iterator>
#include <ostream>
#include <set>
#include <system_error>

namespace amends::bot {
namespace {

using dialogs::scoreboard;

constexpr std::int64_t a_day = 1'795'762'800'000; ///< dates in examples are read as of this day

struct language {
    const char* folder;
    const char* tag;
    dialogs::cutting how;
};

constexpr language languages[]{{"zh", "zh-Hans", dialogs::cutting::chinese}, {"en", "en", dialogs::cutting::english}};

problem unreadable(const std::filesystem::path& path, int error)
{
    return {"examples.unreadable", path.string() + ": " + std::generic_category().message(error)};
}

result<std::vector<dialogs::example>> read_folder(const std::filesystem::path& folder)
{
    std::error_code error;
    std::vector<std::filesystem::path> files;
    for (const auto& each : std::filesystem::directory_iterator(folder, error))
        if (each.path().extension() == ".tsv") files.push_back(each.path());
    if (error) return unreadable(folder, error.value());
    std::sort(files.begin(), files.end());
    std::vector<dialogs::example> made;
    for (const auto& file : files) {
        std::ifstream in(file, std::ios::binary);
        const std::string content{std::istreambuf_iterator<char>(in), {}};
        if (!in) return unreadable(file, errno);
        auto read = dialogs::read_examples(content, file.stem().string(), file.string());
        if (!read) return read.error();
        made.insert(made.end(), std::make_move_iterator(read->begin()), std::make_move_iterator(read->end()));
    }
    if (made.empty()) return problem{"examples.none", folder.string() + " holds no examples (*.tsv)."};
    return made;
}

/// One language's training and everything that is said of it.
class lecture {
public:
    lecture(const language& of, const std::vector<dialogs::example>& examples, console& console)
        : language_(of), examples_(examples), out_(console.out), course_(examples, of.how)
    {}

    std::string learn() const { return course_.whole(); }

    /// Prints how well the model does, and models that know less.
    void examine(const std::string& model)
    {
        std::set<std::string> families;
        for (const auto& each : examples_) families.insert(each.domain + "/" + each.family);
        out_ << fmt::format("\n{}: {} examples in {} families; the model has {} bytes\n\n", language_.folder,
                            examples_.size(), families.size(), model.size());
        out_ << fmt::format("{:<20}{:>13}{:>15}{:>15}{:>15}\n{:<20}{:>13}{:>15}{:>15}{:>15}{:>9}{:>7}{:>7}{:>7}{:>7}\n",
                            "", "complaint", "human", "threats", "emotion", "", "recall prec.", "recall prec.",
                            "recall prec.", "<=1  exact", "kind", "about", "cause", "act", "wish");
        std::vector<std::size_t> all;
        for (std::size_t i = 0; i < examples_.size(); ++i) all.push_back(i);
        scoreboard learned;
        judge(model, all, learned);
        row("what it learned", learned);
        scoreboard families_out;
        scoreboard trades_out; // without the plain sentences of no trade
        for (const auto& each : course_.by_family()) {
            judge(each.model, each.examples, families_out);
            auto of_trades = each.examples;
            std::erase_if(of_trades, [&](std::size_t i) { return examples_[i].domain == "general"; });
            judge(each.model, of_trades, trades_out);
        }
        row("families left out", families_out);
        row("  of these, trades", trades_out);
        for (const auto& each : course_.by_domain()) {
            scoreboard domain;
            judge(each.model, each.examples, domain);
            row("without " + each.name, domain, false);
        }
        signals(trades_out);
    }

private:
    void judge(const std::string& bytes, const std::vector<std::size_t>& which, scoreboard& into) const
    {
        const auto model = dialogs::text_model::open(bytes).value();
        const dialogs::message_surroundings around{language_.tag, "UTC", from_unix_ms(a_day)};
        for (const auto i : which) into.add(examples_[i].meant, dialogs::understand(examples_[i].text, around, model));
    }

    void row(const std::string& name, const scoreboard& s, bool whole = true)
    {
        const auto& human = s.signals[static_cast<std::size_t>(signal::human_wanted)];
        out_ << fmt::format("{:<20}{:>7.3f}{:>6.3f}{:>9.3f}{:>6.3f}{:>9.3f}{:>6.3f}{:>9.3f}{:>6.3f}{:>9.3f}", name,
                            s.complaint.recall(), s.complaint.precision(), human.recall(), human.precision(),
                            s.threats.recall(), s.threats.precision(), s.emotion_within_one.value(),
                            s.emotion_level.value(), s.kind.value());
        if (whole)
            out_ << fmt::format("{:>7.3f}{:>7.3f}{:>7.3f}{:>7.3f}", s.about.value(), s.cause.value(), s.act.value(),
                                s.wishes.f1());
        out_ << '\n';
    }

    void signals(const scoreboard& s)
    {
        out_ << "\nsignals, families of trades left out\n";
        for (std::size_t i = 0; i < s.signals.size(); ++i) {
            const auto& each = s.signals[i];
            out_ << fmt::format("  {:<18} recall {:.3f}  precision {:.3f}  of {}\n",
                                dialogs::name_of(static_cast<signal>(i)), each.recall(), each.precision(),
                                each.found_rightly + each.missed);
        }
        out_ << fmt::format("  {:<18} recall {:.3f}  precision {:.3f}\n", "objections", s.objections.recall(),
                            s.objections.precision());
    }

    const language& language_;
    const std::vector<dialogs::example>& examples_;
    std::ostream& out_;
    dialogs::course course_;
};

bool write_file(const std::filesystem::path& path, const std::string& content)
{
    std::error_code error;
    std::filesystem::create_directories(path.parent_path(), error);
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out << content;
    return out.flush().good();
}

} // namespace

int train(const training& asked, console& console)
{
    const auto fail = [&](const std::string& message) {
        console.err << "amends: " << printable(message) << "\n";
        return static_cast<int>(exit_failed);
    };
    const auto started = std::chrono::steady_clock::now();
    bool same = true;
    for (const auto& each : languages) {
        const auto examples = read_folder(asked.examples / each.folder);
        if (!examples) return fail(examples.error().message);
        lecture lessons{each, *examples, console};
        const auto model = lessons.learn();
        if (!asked.check) lessons.examine(model);
        if (asked.check && model != dialogs::shipped_model_bytes(each.how)) {
            same = false;
            console.err << "The model of " << each.folder << " is not the one that this program carries.\n";
        }
        if (asked.to.empty()) continue;
        const auto file = asked.to / (std::string(each.folder) + ".bin");
        if (!write_file(file, model))
            return fail(file.string() + " cannot be written (" + std::generic_category().message(errno) + ").");
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - started;
    console.err << fmt::format("Trained in {:.1f} s.\n", took.count());
    return same ? exit_done : exit_failed;
}

} // namespace amends::bot
