#include "bench/report.hpp"

#include "bench/machine.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace amends::bench {
namespace {

std::string padded(std::string text, std::size_t width, bool right)
{
    const auto missing = width > text.size() ? width - text.size() : 0;
    return right ? std::string(missing, ' ') + text : text + std::string(missing, ' ');
}

} // namespace

void report::add(std::string name, double value, std::string meaning)
{
    figures_.push_back({std::move(name), value, std::move(meaning)});
}

void report::add(std::string name, std::int64_t value, std::string meaning)
{
    figures_.push_back({std::move(name), value, std::move(meaning)});
}

void report::add(std::string name, std::string value, std::string meaning)
{
    figures_.push_back({std::move(name), std::move(value), std::move(meaning)});
}

void report::add_machine()
{
    const auto here = this_machine();
    add("cores", std::int64_t{here.cores}, "for the server and the load client together");
    add("cpu", here.cpu, "");
    add("kernel", here.kernel, "");
}

std::string report::table() const
{
    std::string text = bench_ + "\n";
    for (const auto& each : figures_) {
        const nlohmann::json value = std::visit([](const auto& v) { return nlohmann::json(v); }, each.value);
        const bool words = value.is_string();
        text += "  " + padded(each.name, 28, false) + " " +
                padded(words ? value.get<std::string>() : value.dump(), 12, !words) + "  " + each.meaning + "\n";
    }
    return text;
}

std::string report::json() const
{
    nlohmann::ordered_json object;
    object["bench"] = bench_;
    for (const auto& each : figures_) std::visit([&](const auto& value) { object[each.name] = value; }, each.value);
    return object.dump();
}

double rounded(double value, int digits)
{
    const double scale = std::pow(10, digits);
    return std::round(value * scale) / scale;
}

} // namespace amends::bench
