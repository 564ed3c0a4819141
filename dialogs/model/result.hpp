#pragma once

#include <boost/system/result.hpp>

#include <stdexcept>
#include <string>

namespace amends {

/// An expected failure. `code` is stable and machine-readable ("tree.unknown_node"); `message` is for a
/// person and names the place and the mend.
struct problem {
    std::string code;
    std::string message;

    bool operator==(const problem&) const = default;
};

/// Called by `result::value()` on an error: only a programming error gets here.
[[noreturn]] inline void throw_exception_from_error(const problem& p, const boost::source_location&)
{
    throw std::logic_error(p.code + ": " + p.message);
}

template <class T> using result = boost::system::result<T, problem>;

} // namespace amends
