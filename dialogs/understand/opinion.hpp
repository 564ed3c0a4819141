#pragma once

#include "dialogs/understand/evidence.hpp"
#include "dialogs/understand/heads.hpp"
#include "dialogs/understand/text_model.hpp"

#include <array>
#include <cstdint>

namespace amends::dialogs {

/// The margins of a message: those of the whole, and half as much those of the part that speaks loudest.
std::vector<float> margins_of(const text_model& learned, const reading& message);

/// What the model thinks of a message: a probability for each of its questions.
class opinion {
public:
    /// `learned` answers the questions of `heads.hpp`.
    opinion(const text_model& learned, const reading& message);

    double of(head h, std::size_t which) const { return all_[first_output(h) + which]; }
    template <class Enum> double of(head h, Enum which) const { return of(h, static_cast<std::size_t>(which)); }

    /// The likeliest of a head's answers from `first` on.
    std::size_t likeliest(head h, std::size_t first = 0) const;

private:
    std::array<double, all_outputs> all_{};
};

/// The model that is part of this program. A model file that does not fit the program is a programming
/// error: the tests of `amends train` tell.
const text_model& shipped_model(cutting how);

/// The file of that model: "model/zh.bin".
std::string_view shipped_model_bytes(cutting how);

} // namespace amends::dialogs
