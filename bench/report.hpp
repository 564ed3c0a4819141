#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace amends::bench {

/// The figures of one bench, in order: a table for people or one JSON object.
class report {
public:
    explicit report(std::string bench) : bench_(std::move(bench)) {}

    /// `name` is stable and carries its unit ("p99_ms"); `meaning` is for the table.
    void add(std::string name, double value, std::string meaning);
    void add(std::string name, std::int64_t value, std::string meaning);
    void add(std::string name, std::string value, std::string meaning);
    /// Cores, processor and kernel.
    void add_machine();

    const std::string& bench() const { return bench_; }
    std::string table() const;
    /// One line.
    std::string json() const;

private:
    struct figure {
        std::string name;
        std::variant<double, std::int64_t, std::string> value;
        std::string meaning;
    };

    std::string bench_;
    std::vector<figure> figures_;
};

/// `value` rounded to `digits` after the point, for figures whose further digits are noise.
double rounded(double value, int digits);

} // namespace amends::bench
