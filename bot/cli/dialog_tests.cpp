#include "bot/cli/dialog_tests.hpp"

#include "bot/cli/cli.hpp"
#include "dialogs/text/sentence.hpp"
#include "dialogs/trees/shipped.hpp"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <map>
#include <ostream>
#include <set>
#include <system_error>

namespace amends::bot {
namespace {

namespace fs = std::filesystem;

constexpr const char* usual_folder = "dialogs/trees/tests";
constexpr const char* script_ending = ".dialog";
constexpr std::size_t longest_tree = 2U << 20U; ///< what the loader takes

result<std::string> content_of(const fs::path& file, std::size_t most)
{
    std::ifstream in(file, std::ios::binary);
    std::string text(most + 1, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (!in.is_open() || in.bad())
        return problem{"test.unreadable", file.string() + ": " + std::generic_category().message(errno)};
    text.resize(static_cast<std::size_t>(in.gcount()));
    return {boost::system::in_place_value, std::move(text)};
}

/// The scripts in `folder` and below, in the order of their names.
std::vector<fs::path> scripts_below(const fs::path& folder)
{
    std::vector<fs::path> found;
    std::error_code error;
    for (fs::recursive_directory_iterator each(folder, error), end; !error && each != end; each.increment(error))
        if (each->path().extension() == script_ending) found.push_back(each->path());
    std::sort(found.begin(), found.end());
    return found;
}

result<std::vector<fs::path>> scripts_asked_for(const std::vector<std::string>& what)
{
    std::error_code error;
    std::vector<fs::path> found;
    const auto wanted = what.empty() ? std::vector<std::string>{usual_folder} : what;
    for (const auto& each : wanted) {
        const auto of_tree = fs::path{usual_folder} / each;
        if (fs::is_regular_file(each, error)) {
            found.emplace_back(each);
            continue;
        }
        const auto folder = fs::is_directory(each, error) ? fs::path{each} : of_tree;
        const auto below = scripts_below(folder);
        if (below.empty())
            return problem{"usage", "There are no scripts (*.dialog) at \"" + each + "\" or in " + of_tree.string() +
                                        "; docs/dialog-tests.md says how to write one."};
        found.insert(found.end(), below.begin(), below.end());
    }
    return found;
}

/// A tree, the text it was loaded from, and what the scripts so far walked of it.
struct tree_at_hand {
    std::string file;
    std::string text;
    dialogs::loaded_tree loaded;
    std::set<dialogs::stretch> walked;
};

class test_run {
public:
    explicit test_run(fs::path trees) : trees_(std::move(trees)) {}

    void play(const fs::path& file)
    {
        played_script played{file.string(), {}, {}, {}};
        if (const auto text = content_of(file, dialogs::longest_script); !text) {
            played.problems.push_back(
                {text.error().code, file.string(), 0, 0, {}, dialogs::as_it_is(text.error().message)});
        } else {
            const auto loaded = dialogs::load_script(*text, file.string());
            played.problems = loaded.problems;
            played.tree = loaded.script.tree.empty() ? file.parent_path().filename().string() : loaded.script.tree;
            play(loaded.script, played);
        }
        report_.scripts.push_back(std::move(played));
    }

    dialog_test_report finish() &&
    {
        for (const auto& [file, each] : known_)
            if (each.loaded.tree)
                report_.trees.push_back(
                    {each.loaded.tree->id(), file, dialogs::measure(*each.loaded.tree, each.text, each.walked)});
        return std::move(report_);
    }

private:
    void play(const dialogs::script& script, played_script& played)
    {
        auto& at_hand = find_tree(script.file, played.tree);
        if (!at_hand.loaded.tree) {
            played.problems.insert(played.problems.end(), at_hand.loaded.problems.begin(),
                                   at_hand.loaded.problems.end());
            if (at_hand.loaded.problems.empty())
                played.problems.push_back(
                    {"script.tree",
                     script.file,
                     1,
                     0,
                     {},
                     dialogs::told({"没有对话树“%1”；请在开头写“tree: ID”，或把脚本放进同名的文件夹",
                                    "there is no tree \"%1\"; name one with \"tree: ID\" at the "
                                    "top, or put the script into a folder called like it"},
                                   {played.tree})});
            return;
        }
        for (const auto& each : script.conversations) {
            played.conversations.push_back(dialogs::play(at_hand.loaded.tree, script, each));
            const auto& walked = played.conversations.back().walked;
            at_hand.walked.insert(walked.begin(), walked.end());
        }
    }

    /// The tree's file in the folder that was named, else near the script; empty when it is in neither.
    fs::path file_of(const fs::path& script, const std::string& id) const
    {
        std::error_code error;
        for (const auto& folder : folders_for(script))
            if (auto file = folder / (id + ".json"); fs::is_regular_file(file, error)) return file;
        return {};
    }

    /// That file's tree, else the one that comes with Amends; without a tree when there is none or it is wrong.
    tree_at_hand& find_tree(const fs::path& script, const std::string& id)
    {
        const auto file = file_of(script, id);
        const auto shipped = id + ".json";
        const auto [at, fresh] = known_.try_emplace(file.empty() ? shipped : file.string());
        auto& made = at->second;
        if (!fresh) return made;
        made.file = at->first;
        if (auto text = file.empty() ? result<std::string>(problem{}) : content_of(file, longest_tree))
            made.text = std::move(*text);
        std::vector<dialogs::tree_source> others;
        for (const auto& each : dialogs::shipped_trees()) {
            if (each.file != shipped)
                others.push_back({each.file, each.text});
            else if (file.empty())
                made.text = each.text;
        }
        if (!made.text.empty()) made.loaded = dialogs::load_tree(made.text, made.file, others);
        return made;
    }

    std::vector<fs::path> folders_for(const fs::path& script) const
    {
        std::vector<fs::path> folders;
        if (!trees_.empty()) folders.push_back(trees_);
        std::error_code error;
        auto folder = fs::absolute(script, error).lexically_normal().parent_path();
        const auto here = fs::current_path(error);
        for (int up = 0; up < 3; ++up, folder = folder.parent_path()) {
            // As people would write it: from here on when it is below, else from the root.
            const auto near = folder.lexically_proximate(here);
            const auto shown = near.empty() || *near.begin() == ".." ? folder : near;
            folders.push_back(shown);
        }
        return folders;
    }

    fs::path trees_;
    std::map<std::string, tree_at_hand> known_; ///< by file
    dialog_test_report report_;
};

} // namespace

bool dialog_test_report::passed() const
{
    return std::all_of(scripts.begin(), scripts.end(), [](const auto& script) {
        return script.problems.empty() && std::all_of(script.conversations.begin(), script.conversations.end(),
                                                      [](const auto& each) { return each.passed(); });
    });
}

bool dialog_test_report::lacks(int minimum) const
{
    return std::any_of(trees.begin(), trees.end(), [&](const auto& each) { return each.reached.percent() < minimum; });
}

result<dialog_test_report> run_dialog_tests(const dialog_test_options& asked)
{
    const auto files = scripts_asked_for(asked.what);
    if (!files) return files.error();
    test_run run(asked.trees);
    for (const auto& each : *files) run.play(each);
    return std::move(run).finish();
}

int test_dialogs(const dialog_test_options& asked, console& console)
{
    const auto report = run_dialog_tests(asked);
    if (!report) {
        console.err << "amends: " << printable(report.error().message) << "\n";
        return exit_code_of(report.error());
    }
    write_report(*report, asked, console.out);
    const bool enough = !asked.minimum_coverage || !report->lacks(*asked.minimum_coverage);
    return report->passed() && enough ? exit_done : exit_failed;
}

} // namespace amends::bot
