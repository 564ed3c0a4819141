#include "bench/public_sets.hpp"

#include "bench/failure.hpp"
#include "dialogs/text/fold.hpp"
#include "dialogs/understand/scoreboard.hpp"
#include "dialogs/understand/text_model.hpp"
#include "dialogs/understand/trainer.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <vector>

namespace amends::bench {
namespace {

using namespace dialogs;

struct message {
    std::vector<std::string> labels;
    document features;
};

std::vector<message> load(const std::filesystem::path& file, cutting how)
{
    std::ifstream in(file);
    if (!in) throw failure(file.string() + " cannot be read; it is part of the source tree");
    std::vector<message> made;
    for (std::string line; std::getline(in, line);) {
        const auto tab = line.find('\t');
        if (tab == std::string::npos) throw failure(file.string() + " has a line without a tab: " + line);
        auto& each = made.emplace_back();
        for (std::size_t begin = 0; begin < tab;) {
            const auto end = std::min(line.find(',', begin), tab);
            each.labels.push_back(line.substr(begin, end - begin));
            begin = end + 1;
        }
        cut_features(fold(std::string_view{line}.substr(tab + 1)).text, how, each.features);
    }
    return made;
}

/// The engine with one question a label.
class classifier {
public:
    classifier(const std::vector<message>& examples, double cost)
    {
        std::set<std::string> known;
        for (const auto& each : examples) known.insert(each.labels.begin(), each.labels.end());
        known.erase("-");
        labels_.assign(known.begin(), known.end());
        std::vector<document> texts;
        texts.reserve(examples.size());
        for (const auto& each : examples) texts.push_back(each.features);
        std::vector<lesson> lessons(labels_.size());
        for (std::size_t i = 0; i < labels_.size(); ++i) {
            lessons[i].cost = cost;
            for (const auto& each : examples)
                lessons[i].answers.push_back(
                    std::find(each.labels.begin(), each.labels.end(), labels_[i]) != each.labels.end() ? 1 : -1);
        }
        bytes_ = write_model(learn(texts, lessons, texts.size()));
    }

    struct guess {
        std::string label;
        float margin = 0;
    };

    /// The likeliest label of each message.
    std::vector<guess> guesses(const std::vector<message>& messages) const
    {
        const auto model = text_model::open(bytes_).value();
        std::vector<guess> made;
        for (const auto& each : messages) {
            const auto margins = model.margins(each.features);
            const auto best = std::max_element(margins.begin(), margins.end());
            made.push_back({labels_[static_cast<std::size_t>(best - margins.begin())], *best});
        }
        return made;
    }

    /// Every label of each message whose margin is above `least`, against the true ones.
    tally all_labels(const std::vector<message>& messages, float least) const
    {
        const auto model = text_model::open(bytes_).value();
        tally made;
        for (const auto& each : messages) {
            const auto margins = model.margins(each.features);
            for (std::size_t i = 0; i < labels_.size(); ++i)
                made.add(margins[i] > least,
                         std::find(each.labels.begin(), each.labels.end(), labels_[i]) != each.labels.end());
        }
        return made;
    }

private:
    std::vector<std::string> labels_;
    std::string bytes_;
};

/// The part of messages that got their own label, with a margin of at least `least`.
double accuracy(const std::vector<classifier::guess>& guesses, const std::vector<message>& truth, float least = -1e9F)
{
    std::size_t right = 0;
    for (std::size_t i = 0; i < truth.size(); ++i)
        right += guesses[i].margin >= least && guesses[i].label == truth[i].labels.front() ? 1 : 0;
    return static_cast<double>(right) / static_cast<double>(truth.size());
}

double part_below(const std::vector<classifier::guess>& guesses, float threshold)
{
    const auto below = std::count_if(guesses.begin(), guesses.end(), [&](auto& g) { return g.margin < threshold; });
    return static_cast<double>(below) / static_cast<double>(guesses.size());
}

/// The margin below which the given part of the messages lies.
float margin_at(const std::vector<classifier::guess>& guesses, double part)
{
    std::vector<float> margins;
    margins.reserve(guesses.size());
    for (const auto& each : guesses) margins.push_back(each.margin);
    std::sort(margins.begin(), margins.end());
    return margins[static_cast<std::size_t>(part * static_cast<double>(margins.size()))];
}

void measure_clinc(const std::filesystem::path& folder, report& into)
{
    constexpr double given_up = 0.05; // of the validation part's messages, to hear what is out of scope
    const auto of = [&](const char* name) { return load(folder / name, cutting::english); };
    const classifier engine{of("train.tsv"), 1.0};
    const auto threshold = margin_at(engine.guesses(of("val.tsv")), given_up);
    const auto test = of("test.tsv");
    const auto guesses = engine.guesses(test);
    into.add("clinc150_in_scope_accuracy", rounded(accuracy(guesses, test), 4), "150 intents");
    into.add("clinc150_in_scope_accuracy_kept", rounded(accuracy(guesses, test, threshold), 4),
             "the same when what is below the threshold counts as wrong");
    into.add("clinc150_oos_recall", rounded(part_below(engine.guesses(of("oos_test.tsv")), threshold), 4),
             "out of scope found at the threshold that gives up 5 % of the validation part");
}

} // namespace

void measure_public_sets(const std::filesystem::path& data, report& into)
{
    {
        const classifier engine{load(data / "banking77/train.tsv", cutting::english), 1.0};
        const auto test = load(data / "banking77/test.tsv", cutting::english);
        into.add("banking77_accuracy", rounded(accuracy(engine.guesses(test), test), 4), "77 intents");
    }
    measure_clinc(data / "clinc150", into);
    for (const std::string domain : {"banking", "hotels"}) {
        const classifier engine{load(data / "nlupp" / (domain + "-train.tsv"), cutting::english), 1.0};
        const auto found = engine.all_labels(load(data / "nlupp" / (domain + "-test.tsv"), cutting::english), -0.1F);
        into.add("nlupp_" + domain + "_f1", rounded(found.f1(), 4), "several intents a message");
    }
    const classifier engine{load(data / "cold/train.tsv", cutting::chinese), 0.3};
    const auto test = load(data / "cold/test.tsv", cutting::chinese);
    into.add("cold_accuracy", rounded(accuracy(engine.guesses(test), test), 4), "offensive or not");
}

} // namespace amends::bench
