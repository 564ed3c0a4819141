#include "dialogs/understand/opinion.hpp"

#include "embedded/understanding_models.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace amends::dialogs {
namespace {

text_model open_shipped(cutting how)
{
    auto made = text_model::open(shipped_model_bytes(how)).value();
    if (made.outputs() != all_outputs)
        throw std::logic_error("the shipped model answers other questions than the program asks; run `amends train`");
    return made;
}

} // namespace

std::vector<float> margins_of(const text_model& learned, const reading& message)
{
    constexpr float weight_of_part = 0.5F;
    auto made = learned.margins(message.whole);
    if (message.clauses.empty()) return made;
    std::vector<float> loudest(made.size(), std::numeric_limits<float>::lowest());
    for (const auto* parts : {&message.clauses, &message.pairs})
        for (const auto& part : *parts) {
            const auto margins = learned.margins(part);
            for (std::size_t i = 0; i < loudest.size(); ++i) loudest[i] = std::max(loudest[i], margins[i]);
        }
    for (std::size_t i = 0; i < made.size(); ++i)
        made[i] = (made[i] + weight_of_part * loudest[i]) / (1 + weight_of_part);
    return made;
}

opinion::opinion(const text_model& learned, const reading& message)
{
    const auto margins = margins_of(learned, message);
    for (std::size_t i = 0; i < all_.size() && i < margins.size(); ++i)
        all_[i] = static_cast<double>(learned.probability(i, margins[i]));
}

std::size_t opinion::likeliest(head h, std::size_t first) const
{
    auto best = first;
    for (auto i = first + 1; i < outputs_of(h); ++i)
        if (of(h, i) > of(h, best)) best = i;
    return best;
}

const text_model& shipped_model(cutting how)
{
    static const auto chinese = open_shipped(cutting::chinese);
    static const auto english = open_shipped(cutting::english);
    return how == cutting::chinese ? chinese : english;
}

std::string_view shipped_model_bytes(cutting how)
{
    const std::string_view name = how == cutting::chinese ? "understand/model/zh.bin" : "understand/model/en.bin";
    for (const auto& file : embedded::understanding_models())
        if (file.name == name) return file.content;
    throw std::logic_error("the program was built without its model of understanding");
}

} // namespace amends::dialogs
