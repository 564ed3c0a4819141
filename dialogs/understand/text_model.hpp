#pragma once

#include "dialogs/model/result.hpp"
#include "dialogs/understand/features.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace amends::dialogs {

/// A feature of a text, as the model numbers them, and how much it weighs there.
struct weighed_feature {
    std::uint32_t row = 0;
    float weight = 0;
};

/// The first row of each sort of features, and the end of the last.
using sort_rows = std::array<std::uint32_t, feature_sorts + 1>;

/// Counts the rows of a text and weighs them, in the order in which they first occur: tf-idf, each sort scaled
/// to a length of its own. `rarities` are the rows' idf in 1024ths, two bytes each.
std::vector<weighed_feature> weigh(const std::vector<std::uint32_t>& rows, std::string_view rarities,
                                   const sort_rows& sorts);

/// A read-only linear model over bytes that it does not own: yes-or-no questions (`outputs`) about a text.
/// Weights are one byte each with a scale a question. Safe to use from any thread.
///
/// Layout, little-endian, no padding: magic "amendsTM", version, outputs, features, bucket bits (u32 each),
/// checksum of all that follows (u64); first row of each sort and their end (4 u32); scale and bias of each
/// output, slope and offset of its probability (4 floats); first row of each bucket (u32), the features in
/// ascending order (u32), their rarity (u16), their weights (i8 each, rows filled
/// up to sixteen).
class text_model {
public:
    /// Checks header, sizes and checksum; "model.malformed" otherwise.
    static result<text_model> open(std::string_view bytes);

    std::size_t outputs() const { return outputs_; }
    std::size_t features() const { return features_; }

    /// The margin of each question for a text of these features: above 0 is rather yes.
    std::vector<float> margins(const std::vector<feature>& found) const;
    /// The margin of one question as a probability.
    float probability(std::size_t output, float margin) const;

private:
    text_model() = default;
    bool lay_out(std::string_view bytes);

    std::uint32_t outputs_ = 0;
    std::uint32_t features_ = 0;
    std::uint32_t bucket_bits_ = 0;
    sort_rows sorts_{};
    std::vector<float> scales_;
    std::vector<float> biases_;
    std::vector<float> slopes_;
    std::vector<float> offsets_;
    std::string_view buckets_;
    std::string_view keys_;
    std::string_view rarities_;
    std::string_view weights_;
};

/// What a model file holds, before it is written.
struct model_parts {
    std::vector<feature> keys; ///< ascending
    std::string rarities;
    std::vector<std::vector<float>> weights; ///< an output, a feature
    std::vector<float> biases;
    std::vector<float> slopes;
    std::vector<float> offsets;
};

/// The bytes of a model file; equal parts give equal bytes.
std::string write_model(const model_parts& parts);

} // namespace amends::dialogs
