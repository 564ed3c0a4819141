#include "bot/cli/lint.hpp"

#include "bot/cli/cli.hpp"
#include "bot/cli/tree_text.hpp"
#include "dialogs/lint/report.hpp"
#include "dialogs/text/sentence.hpp"
#include "dialogs/trees/shipped.hpp"

#include <algorithm>
#include <ostream>
#include <system_error>

namespace amends::bot {
namespace {

namespace fs = std::filesystem;

/// A tree's file and what is in it.
struct tree_file {
    std::string name;
    std::string text;
};

/// The trees in `folder`, by name; a schema is none.
std::vector<std::string> trees_in(const std::string& folder, std::error_code& error)
{
    std::vector<std::string> found;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        const auto name = at->path().filename().string();
        std::error_code unknown;
        if (at->is_regular_file(unknown) && name.ends_with(".json") && !name.ends_with(".schema.json"))
            found.push_back(at->path().string());
    }
    std::sort(found.begin(), found.end());
    return found;
}

class linter {
public:
    linter(const linting& asked, console& console) : request_(asked), console_(console) {}

    int run()
    {
        if (request_.files.empty())
            for (const auto& each : dialogs::shipped_trees())
                files_.push_back({std::string(each.file), std::string(each.text)});
        for (const auto& each : request_.files) read(each);
        std::vector<dialogs::finding> all;
        for (const auto& each : files_) {
            auto linted = dialogs::lint_source({each.name, each.text}, others_than(each));
            std::move(linted.findings.begin(), linted.findings.end(), std::back_inserter(all));
        }
        write(all);
        const bool wrong = std::any_of(all.begin(), all.end(), [&](const auto& each) {
            return request_.strict || each.severity == dialogs::lint_severity::error;
        });
        return failed_ || wrong ? exit_failed : exit_done;
    }

private:
    void fail(const std::string& what)
    {
        console_.err << "amends: " << printable(what) << "\n";
        failed_ = true;
    }

    void read(const std::string& place)
    {
        std::error_code error;
        if (!fs::is_directory(place, error)) {
            read_file(place);
            return;
        }
        const auto found = trees_in(place, error);
        if (error) fail(place + ": " + error.message());
        if (!error && found.empty()) fail(place + ": no tree in this folder; name a file, or a folder with *.json");
        for (const auto& each : found) read_file(each);
    }

    void read_file(const std::string& name)
    {
        auto text = tree_text(name);
        if (!text) {
            fail(text.error().message);
            return;
        }
        files_.push_back({name, std::move(*text)});
    }

    /// What the tree may call.
    std::vector<dialogs::tree_source> others_than(const tree_file& one) const
    {
        std::vector<dialogs::tree_source> others;
        for (const auto& each : files_)
            if (&each != &one) others.push_back({each.name, each.text});
        return others;
    }

    void write(const std::vector<dialogs::finding>& all)
    {
        if (request_.format == "json") {
            console_.out << dialogs::as_json(all, request_.language);
        } else if (request_.format == "sarif") {
            console_.out << dialogs::as_sarif(all, AMENDS_VERSION, request_.language);
        } else {
            console_.out << printable(dialogs::as_text(all, request_.language));
            const auto errors = std::count_if(all.begin(), all.end(), [](const auto& each) {
                return each.severity == dialogs::lint_severity::error;
            });
            const auto warnings = static_cast<std::ptrdiff_t>(all.size()) - errors;
            const auto total =
                files_.size() == 1
                    ? fixed_sentence{"%1 棵对话树：%2 处错误，%3 条提示。\n", "%1 tree: %2 errors, %3 warnings.\n"}
                    : fixed_sentence{"%1 棵对话树：%2 处错误，%3 条提示。\n", "%1 trees: %2 errors, %3 warnings.\n"};
            console_.err << dialogs::told(total, {std::to_string(files_.size()), std::to_string(errors),
                                                  std::to_string(warnings)})
                                .in(request_.language);
        }
    }

    const linting& request_;
    console& console_;
    std::vector<tree_file> files_;
    bool failed_ = false;
};

} // namespace

int lint_trees(const linting& asked, console& console) { return linter{asked, console}.run(); }

} // namespace amends::bot
