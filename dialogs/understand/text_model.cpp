#include "dialogs/understand/text_model.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <utility>

namespace amends::dialogs {
namespace {

static_assert(std::endian::native == std::endian::little, "model files are read as they lie in memory");

constexpr std::string_view magic = "amendsTM";
constexpr std::uint32_t version = 1;
constexpr std::size_t header_size = 32;
constexpr std::uint32_t most_outputs = 1024;
constexpr std::uint32_t most_features = 1U << 24;

template <class Number> Number number_at(std::string_view bytes, std::size_t index)
{
    Number made{};
    std::memcpy(&made, bytes.data() + index * sizeof(Number), sizeof(Number));
    return made;
}

template <class Number> void append(std::string& to, Number number)
{
    to.append(reinterpret_cast<const char*>(&number), sizeof number);
}

/// Eight bytes at a time; guards against damage, not against malice.
std::uint64_t checksum(std::string_view bytes)
{
    std::uint64_t sum = bytes.size();
    std::size_t at = 0;
    const auto mix = [&](std::uint64_t word) { sum = std::rotl(sum ^ word, 29) * 0x9e3779b97f4a7c15ULL; };
    for (; at + 8 <= bytes.size(); at += 8) mix(number_at<std::uint64_t>(bytes.substr(at), 0));
    std::uint64_t rest = 0;
    if (at < bytes.size()) std::memcpy(&rest, bytes.data() + at, bytes.size() - at);
    mix(rest);
    return sum ^ sum >> 32;
}

/// 1 + ln(count), up to eight.
constexpr std::array<float, 8> weight_of_count{1.F, 1.693F, 2.099F, 2.386F, 2.609F, 2.792F, 2.946F, 3.079F};

/// How long each sort is in a text's vector: what lexicons and patterns found counts for as much as n-grams.
constexpr std::array<float, feature_sorts> share{1.F, 0.9F, 0.5F, 0.7F};

constexpr std::size_t lanes = 16;

/// Rows of weights are as long as whole lanes.
std::size_t row_size(std::size_t outputs) { return (outputs + lanes - 1) / lanes * lanes; }

/// sums += weight * row. Most of the time goes here; told that nothing overlaps, compilers use vectors.
void add_row(float* __restrict sums, const signed char* __restrict row, std::size_t size, float weight)
{
    for (std::size_t done = 0; done < size; done += lanes, sums += lanes, row += lanes)
        for (std::size_t lane = 0; lane < lanes; ++lane) sums[lane] += weight * static_cast<float>(row[lane]);
}

} // namespace

std::vector<weighed_feature> weigh(const std::vector<std::uint32_t>& rows, std::string_view rarities,
                                   const sort_rows& sorts)
{
    std::vector<std::uint8_t> counts(sorts.back());
    std::vector<weighed_feature> made;
    made.reserve(rows.size());
    for (const auto row : rows) {
        if (counts[row] == 0) made.push_back({row, 0});
        if (counts[row] < weight_of_count.size()) ++counts[row];
    }
    const auto sort_of_row = [&](std::uint32_t row) {
        std::size_t sort = 0;
        while (row >= sorts[sort + 1]) ++sort;
        return sort;
    };
    std::array<float, feature_sorts> scales{};
    for (auto& each : made) {
        const float rarity = static_cast<float>(number_at<std::uint16_t>(rarities, each.row)) / 1024.F;
        each.weight = rarity * weight_of_count[counts[each.row] - 1U];
        scales[sort_of_row(each.row)] += each.weight * each.weight;
    }
    for (std::size_t sort = 0; sort < feature_sorts; ++sort)
        if (scales[sort] > 0) scales[sort] = share[sort] / std::sqrt(scales[sort]);
    for (auto& each : made) each.weight *= scales[sort_of_row(each.row)];
    return made;
}

result<text_model> text_model::open(std::string_view bytes)
{
    const auto bad = [](const char* why) {
        return problem{"model.malformed", std::string{"The model of understanding "} + why +
                                              "; build Amends again or train it with `amends train`."};
    };
    if (bytes.size() < header_size || !bytes.starts_with(magic)) return bad("is no model file");
    if (number_at<std::uint32_t>(bytes.substr(8), 0) != version) return bad("has a form of another version");
    if (number_at<std::uint64_t>(bytes.substr(24), 0) != checksum(bytes.substr(header_size))) return bad("is damaged");
    text_model made;
    made.outputs_ = number_at<std::uint32_t>(bytes.substr(12), 0);
    made.features_ = number_at<std::uint32_t>(bytes.substr(16), 0);
    made.bucket_bits_ = number_at<std::uint32_t>(bytes.substr(20), 0);
    if (made.outputs_ > most_outputs || made.features_ > most_features || made.bucket_bits_ < 1 ||
        made.bucket_bits_ > 24 || !made.lay_out(bytes.substr(header_size)))
        return bad("does not have the size that it says");
    return made;
}

bool text_model::lay_out(std::string_view bytes)
{
    const std::size_t outputs = outputs_;
    const std::size_t features = features_;
    const std::size_t bucket_count = (std::size_t{1} << bucket_bits_) + 1;
    const auto whole = sizeof sorts_ + 16 * outputs + 4 * bucket_count + features * (6 + row_size(outputs));
    if (bytes.size() != whole) return false;
    const auto take = [&](std::size_t size) {
        const auto part = bytes.substr(0, size);
        bytes.remove_prefix(size);
        return part;
    };
    std::memcpy(sorts_.data(), take(sizeof sorts_).data(), sizeof sorts_);
    for (auto* each : {&scales_, &biases_, &slopes_, &offsets_}) {
        each->resize(outputs);
        const auto part = take(4 * outputs);
        if (outputs > 0) std::memcpy(each->data(), part.data(), part.size());
    }
    buckets_ = take(4 * bucket_count);
    keys_ = take(4 * features);
    rarities_ = take(2 * features);
    weights_ = take(features * row_size(outputs));
    for (std::size_t i = 0; i + 1 < bucket_count; ++i)
        if (number_at<std::uint32_t>(buckets_, i) > number_at<std::uint32_t>(buckets_, i + 1)) return false;
    return number_at<std::uint32_t>(buckets_, bucket_count - 1) == features_ &&
           std::is_sorted(sorts_.begin(), sorts_.end()) && sorts_.back() == features_;
}

std::vector<float> text_model::margins(const std::vector<feature>& found) const
{
    std::vector<std::uint32_t> rows;
    rows.reserve(found.size());
    for (const auto each : found) {
        const std::size_t bucket = each >> (32 - bucket_bits_);
        const auto end = number_at<std::uint32_t>(buckets_, bucket + 1);
        for (auto row = number_at<std::uint32_t>(buckets_, bucket); row < end; ++row)
            if (number_at<std::uint32_t>(keys_, row) == each) {
                rows.push_back(row);
                break;
            }
    }
    const auto size = row_size(outputs_);
    const auto* weights = reinterpret_cast<const signed char*>(weights_.data());
    std::vector<float> sums(size);
    for (const auto& each : weigh(rows, rarities_, sorts_))
        add_row(sums.data(), weights + each.row * size, size, each.weight);
    sums.resize(outputs_);
    for (std::size_t i = 0; i < sums.size(); ++i) sums[i] = sums[i] * scales_[i] + biases_[i];
    return sums;
}

float text_model::probability(std::size_t output, float margin) const
{
    return 1.F / (1.F + std::exp(-(slopes_[output] * margin + offsets_[output])));
}

std::string write_model(const model_parts& parts)
{
    const auto outputs = parts.weights.size();
    const auto features = parts.keys.size();
    const auto bits = std::max<std::uint32_t>(4, static_cast<std::uint32_t>(std::bit_width(features)) + 1);
    std::string body;
    for (std::size_t sort = 0; sort <= feature_sorts; ++sort) {
        const auto begin = std::lower_bound(parts.keys.begin(), parts.keys.end(), std::uint64_t{sort} << 30);
        append(body, static_cast<std::uint32_t>(begin - parts.keys.begin()));
    }
    std::vector<float> scales;
    for (const auto& each : parts.weights) {
        float widest = 0;
        for (const float weight : each) widest = std::max(widest, std::abs(weight));
        scales.push_back(widest > 0 ? widest / 127.F : 1.F);
    }
    for (const auto* each : {&std::as_const(scales), &parts.biases, &parts.slopes, &parts.offsets})
        for (const float number : *each) append(body, number);
    for (std::uint64_t bucket = 0; bucket <= std::uint64_t{1} << bits; ++bucket) {
        const auto first = std::lower_bound(parts.keys.begin(), parts.keys.end(), bucket << (32 - bits));
        append(body, static_cast<std::uint32_t>(first - parts.keys.begin()));
    }
    for (const auto key : parts.keys) append(body, key);
    body += parts.rarities;
    for (std::size_t row = 0; row < features; ++row) {
        for (std::size_t i = 0; i < outputs; ++i)
            body += static_cast<char>(static_cast<int>(std::lround(parts.weights[i][row] / scales[i])));
        body.append(row_size(outputs) - outputs, '\0');
    }

    std::string made{magic};
    append(made, version);
    append(made, static_cast<std::uint32_t>(outputs));
    append(made, static_cast<std::uint32_t>(features));
    append(made, bits);
    append(made, checksum(body));
    return made + body;
}

} // namespace amends::dialogs
