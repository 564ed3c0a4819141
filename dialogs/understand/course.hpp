#pragma once

#include "dialogs/understand/evidence.hpp"
#include "dialogs/understand/heads.hpp"
#include "dialogs/understand/trainer.hpp"

#include <array>
#include <string>
#include <vector>

namespace amends::dialogs {

/// A model and the examples that it has not learned from.
struct held_out {
    std::string name;  ///< "families 1 of 5", "without retail"
    std::string model; ///< bytes
    std::vector<std::size_t> examples;
};

/// Training of one language's model. Each family is held out of one of five models; their opinions of what
/// they have not seen give the probabilities of the model that learned everything.
class course {
public:
    /// `examples` outlives the course.
    course(const std::vector<example>& examples, cutting how);

    /// The five models that each leave out a fifth of the families.
    const std::vector<held_out>& by_family() const { return by_family_; }
    /// A model for each domain, which knows nothing of it and answers only for kind, emotion, a human wanted
    /// and threats.
    std::vector<held_out> by_domain() const;
    /// The model of all examples: what is shipped.
    std::string whole() const;

private:
    model_parts learn_from(const std::vector<bool>& chosen, bool essentials = false) const;
    void calibrate_by(const std::vector<model_parts>& learned);
    std::string written(model_parts parts) const;

    const std::vector<example>& examples_;
    std::vector<reading> readings_;
    std::vector<std::array<std::int8_t, all_outputs>> answers_;
    std::array<calibration, all_outputs> calibrations_{};
    std::vector<held_out> by_family_;
};

} // namespace amends::dialogs
