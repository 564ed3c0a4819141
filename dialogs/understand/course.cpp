#include "dialogs/understand/course.hpp"

#include "dialogs/understand/opinion.hpp"

#include <algorithm>

namespace amends::dialogs {
namespace {

constexpr std::size_t fifths = 5;
constexpr double cost = 0.4;
constexpr double weight_of_signal = 3; ///< signals are rare, and a missed one is worse than a false one

/// Which fifth a family belongs to: always the same, whatever else there is.
std::size_t fifth_of(const example& each) { return cue_feature(each.domain + "/" + each.family, 0) % fifths; }

/// Examples have no clock of their own; dates in them are read as of this day.
constexpr std::int64_t a_day = 1'795'762'800'000;

bool is_signal(std::size_t output)
{
    const auto first = first_output(head::signals);
    return output >= first && output < first + outputs_of(head::signals);
}

/// What is also told for domains that a model knows nothing of.
bool is_essential(std::size_t output)
{
    constexpr auto signals = first_output(head::signals);
    const auto is = [&](head h) { return output >= first_output(h) && output < first_output(h) + outputs_of(h); };
    return is(head::kind) || is(head::feeling) || is(head::level) ||
           output == signals + static_cast<std::size_t>(signal::human_wanted) ||
           (output >= signals + static_cast<std::size_t>(signal::safety_threat) &&
            output <= signals + static_cast<std::size_t>(signal::self_harm));
}

std::vector<std::size_t> indices(const std::vector<bool>& chosen)
{
    std::vector<std::size_t> made;
    for (std::size_t i = 0; i < chosen.size(); ++i)
        if (chosen[i]) made.push_back(i);
    return made;
}

} // namespace

course::course(const std::vector<example>& examples, cutting how) : examples_{examples}
{
    const message_surroundings around{how == cutting::chinese ? "zh-Hans" : "en", "UTC", from_unix_ms(a_day)};
    for (const auto& each : examples) {
        readings_.push_back(read_features(gather(each.text, around)));
        answers_.push_back(answers_of(each.meant));
    }
    std::vector<model_parts> learned;
    for (std::size_t fifth = 0; fifth < fifths; ++fifth) {
        std::vector<bool> out(examples.size());
        for (std::size_t i = 0; i < out.size(); ++i) out[i] = fifth_of(examples[i]) == fifth;
        by_family_.push_back({"families " + std::to_string(fifth + 1), {}, indices(out)});
        out.flip();
        learned.push_back(learn_from(out));
    }
    calibrate_by(learned);
    for (std::size_t fifth = 0; fifth < fifths; ++fifth) by_family_[fifth].model = written(std::move(learned[fifth]));
}

std::vector<held_out> course::by_domain() const
{
    std::vector<std::string> domains;
    for (const auto& each : examples_)
        if (std::find(domains.begin(), domains.end(), each.domain) == domains.end()) domains.push_back(each.domain);
    std::vector<held_out> made;
    for (const auto& domain : domains) {
        std::vector<bool> out(examples_.size());
        for (std::size_t i = 0; i < out.size(); ++i) out[i] = examples_[i].domain == domain;
        held_out without{domain, {}, indices(out)};
        out.flip();
        without.model = written(learn_from(out, true));
        made.push_back(std::move(without));
    }
    return made;
}

std::string course::whole() const { return written(learn_from(std::vector<bool>(examples_.size(), true))); }

model_parts course::learn_from(const std::vector<bool>& chosen, bool essentials) const
{
    std::vector<document> texts;
    std::vector<lesson> lessons(all_outputs);
    for (std::size_t output = 0; output < all_outputs; ++output) {
        lessons[output].cost = cost;
        if (is_signal(output)) lessons[output].weight_of_yes = weight_of_signal;
    }
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        if (!chosen[i]) continue;
        texts.push_back(readings_[i].whole);
        for (std::size_t output = 0; output < all_outputs; ++output)
            lessons[output].answers.push_back(answers_[i][output]);
    }
    const auto wholes = texts.size();
    // Where a message has no signal none of its clauses has; where it has one, nobody says which.
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        if (!chosen[i]) continue;
        for (const auto& part : readings_[i].clauses) {
            texts.push_back(part);
            for (std::size_t output = 0; output < all_outputs; ++output)
                lessons[output].answers.push_back(is_signal(output) && answers_[i][output] < 0 ? std::int8_t{-1}
                                                                                               : std::int8_t{0});
        }
    }
    for (std::size_t output = 0; essentials && output < all_outputs; ++output)
        if (!is_essential(output)) lessons[output].answers.assign(texts.size(), 0);
    return learn(texts, lessons, wholes);
}

/// Fits the probabilities to the margins that each model gives to what it has not seen.
void course::calibrate_by(const std::vector<model_parts>& learned)
{
    std::vector<std::vector<float>> margins(all_outputs, std::vector<float>(examples_.size()));
    for (std::size_t fifth = 0; fifth < fifths; ++fifth) {
        const auto bytes = write_model(learned[fifth]);
        const auto model = text_model::open(bytes).value();
        for (const auto i : by_family_[fifth].examples) {
            const auto opinions = margins_of(model, readings_[i]);
            for (std::size_t output = 0; output < all_outputs; ++output) margins[output][i] = opinions[output];
        }
    }
    for (std::size_t output = 0; output < all_outputs; ++output) {
        std::vector<std::int8_t> answers;
        for (const auto& each : answers_) answers.push_back(each[output]);
        calibrations_[output] = calibrate(margins[output], answers);
    }
}

std::string course::written(model_parts parts) const
{
    for (std::size_t output = 0; output < all_outputs; ++output) {
        parts.slopes[output] = calibrations_[output].slope;
        parts.offsets[output] = calibrations_[output].offset;
    }
    return write_model(parts);
}

} // namespace amends::dialogs
