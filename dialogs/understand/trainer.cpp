#include "dialogs/understand/trainer.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <unordered_map>

#include <linear.h>

namespace amends::dialogs {
namespace {

constexpr double stop_at = 0.1; ///< LIBLINEAR's tolerance for its dual solvers

std::vector<feature> distinct(document words)
{
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return words;
}

/// The features worth a row, and how rare each is: ln((1 + texts) / (1 + texts with it)) + 1, in 1024ths.
void choose_features(std::span<const document> documents, model_parts& into)
{
    std::unordered_map<feature, std::uint32_t> texts;
    for (const auto& each : documents)
        for (const auto one : distinct(each)) ++texts[one];
    for (const auto& [one, count] : texts)
        if (count >= 2) into.keys.push_back(one);
    std::sort(into.keys.begin(), into.keys.end());
    for (const auto one : into.keys) {
        const double idf =
            std::log(static_cast<double>(documents.size() + 1) / static_cast<double>(texts[one] + 1)) + 1;
        const auto fixed = static_cast<std::uint16_t>(std::lround(idf * 1024));
        into.rarities.append(reinterpret_cast<const char*>(&fixed), sizeof fixed);
    }
}

sort_rows rows_of_sorts(const std::vector<feature>& keys)
{
    sort_rows made{};
    for (std::size_t sort = 0; sort < made.size(); ++sort)
        made[sort] = static_cast<std::uint32_t>(std::lower_bound(keys.begin(), keys.end(), std::uint64_t{sort} << 30) -
                                                keys.begin());
    return made;
}

/// The documents as LIBLINEAR wants them; the last feature is the constant.
class matrix {
public:
    matrix(const std::vector<document>& documents, const model_parts& parts)
        : width_{static_cast<int>(parts.keys.size()) + 1}
    {
        const auto sorts = rows_of_sorts(parts.keys);
        for (const auto& each : documents) {
            std::vector<std::uint32_t> rows;
            for (const auto one : each) {
                const auto at = std::lower_bound(parts.keys.begin(), parts.keys.end(), one);
                if (at != parts.keys.end() && *at == one)
                    rows.push_back(static_cast<std::uint32_t>(at - parts.keys.begin()));
            }
            auto& nodes = texts_.emplace_back();
            auto weighed = weigh(rows, parts.rarities, sorts);
            std::sort(weighed.begin(), weighed.end(), [](auto a, auto b) { return a.row < b.row; });
            for (const auto& word : weighed)
                nodes.push_back({static_cast<int>(word.row) + 1, static_cast<double>(word.weight)});
            nodes.push_back({width_, 1.0});
            nodes.push_back({-1, 0.0});
        }
    }

    /// Weights of the features and the constant's, last.
    std::vector<float> solve(const lesson& asked)
    {
        std::vector<double> y;
        std::vector<feature_node*> x;
        for (std::size_t i = 0; i < texts_.size(); ++i)
            if (asked.answers[i] != 0) {
                y.push_back(asked.answers[i]);
                x.push_back(texts_[i].data());
            }
        std::vector<float> made(static_cast<std::size_t>(width_));
        const bool both =
            std::find(y.begin(), y.end(), 1.0) != y.end() && std::find(y.begin(), y.end(), -1.0) != y.end();
        if (!both) {
            made.back() = y.empty() || y.front() < 0 ? -1.F : 1.F;
            return made;
        }
        const ::problem given{static_cast<int>(y.size()), width_, y.data(), x.data(), 1.0};
        int label = 1;
        double weight = asked.weight_of_yes;
        const parameter how{L2R_L2LOSS_SVC_DUAL, stop_at, asked.cost, 1, &label, &weight, 0, nullptr};
        std::srand(1); // LIBLINEAR shuffles by rand
        auto* solved = train(&given, &how);
        const double sign = solved->label[0] > 0 ? 1 : -1;
        for (std::size_t i = 0; i < made.size(); ++i) made[i] = static_cast<float>(sign * solved->w[i]);
        free_and_destroy_model(&solved);
        return made;
    }

private:
    int width_;
    std::vector<std::vector<feature_node>> texts_;
};

} // namespace

model_parts learn(const std::vector<document>& documents, const std::vector<lesson>& lessons, std::size_t counted)
{
    set_print_string_function([](const char*) {});
    model_parts made;
    choose_features(std::span{documents}.first(std::min(counted, documents.size())), made);
    matrix texts{documents, made};
    for (const auto& each : lessons) {
        auto weights = texts.solve(each);
        made.biases.push_back(weights.back());
        weights.pop_back();
        made.weights.push_back(std::move(weights));
        made.slopes.push_back(1);
        made.offsets.push_back(0);
    }
    return made;
}

namespace {

/// The loss of Platt's sigmoid over margins, with its first and second derivatives.
class sigmoid_fit {
public:
    sigmoid_fit(std::span<const float> margins, std::span<const std::int8_t> answers)
        : margins_{margins}, answers_{answers}
    {
        for (const auto each : answers) (each > 0 ? yes_ : no_) += each == 0 ? 0 : 1;
    }

    bool decided() const { return yes_ > 0 && no_ > 0; }
    double even_offset() const { return std::log((yes_ + 1) / (no_ + 1)); }

    double loss(double slope, double offset) const
    {
        double sum = 0;
        each([&](double margin, double target) {
            const double z = slope * margin + offset;
            sum += std::log1p(std::exp(-std::abs(z))) + std::max(z, 0.0) - target * z;
        });
        return sum;
    }

    /// Newton's step from here: what to subtract.
    std::pair<double, double> step(double slope, double offset) const
    {
        double gs = 0, go = 0, hss = 1e-9, hso = 0, hoo = 1e-9;
        each([&](double margin, double target) {
            const double p = 1 / (1 + std::exp(-(slope * margin + offset)));
            gs += (p - target) * margin;
            go += p - target;
            const double curve = p * (1 - p);
            hss += curve * margin * margin;
            hso += curve * margin;
            hoo += curve;
        });
        const double det = hss * hoo - hso * hso;
        if (!(det > 1e-12)) return {0, 0};
        return {(hoo * gs - hso * go) / det, (hss * go - hso * gs) / det};
    }

private:
    /// Platt's targets stay short of 0 and 1, so that the slope does not run off to infinity.
    template <class Sum> void each(Sum sum) const
    {
        for (std::size_t i = 0; i < margins_.size(); ++i)
            if (answers_[i] != 0)
                sum(static_cast<double>(margins_[i]), answers_[i] > 0 ? (yes_ + 1) / (yes_ + 2) : 1 / (no_ + 2));
    }

    std::span<const float> margins_;
    std::span<const std::int8_t> answers_;
    double yes_ = 0;
    double no_ = 0;
};

} // namespace

calibration calibrate(std::span<const float> margins, std::span<const std::int8_t> answers)
{
    const sigmoid_fit fit{margins, answers};
    if (!fit.decided()) return {4, -4};
    double slope = 0;
    double offset = fit.even_offset();
    double best = fit.loss(slope, offset);
    for (int round = 0; round < 60; ++round) {
        const auto [down, aside] = fit.step(slope, offset);
        double length = 1;
        double reached = best;
        while (length > 1e-4 && (reached = fit.loss(slope - length * down, offset - length * aside)) >= best)
            length /= 2;
        if (best - reached < 1e-6) break;
        best = reached;
        slope -= length * down;
        offset -= length * aside;
    }
    // Rounded, so that the last bit of another machine's logarithm changes nothing.
    const auto rounded = [](double value) { return static_cast<float>(std::round(value * 256) / 256); };
    return {rounded(slope), rounded(offset)};
}

} // namespace amends::dialogs
