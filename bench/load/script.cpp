#include "bench/load/script.hpp"

#include "bench/failure.hpp"

#include <fstream>
#include <nlohmann/json.hpp>

namespace amends::bench {

script load_script(const std::filesystem::path& file)
{
    using nlohmann::json;
    try {
        std::ifstream in(file);
        in.exceptions(std::ios::failbit | std::ios::badbit);
        const auto document = json::parse(in);
        script read{document.at("tree"),
                    {part{"zh-CN", "Asia/Shanghai", document.at("zh"), {}},
                     part{"en-GB", "Europe/London", document.at("en"), {}}}};
        for (auto& each : read.parts) {
            if (each.texts.size() < 2 || each.texts.size() != read.steps())
                throw failure("both languages need the same number of texts, at least two");
            for (const auto& text : each.texts) each.json_texts.push_back(json(text).dump());
        }
        return read;
    } catch (const std::exception& wrong) {
        throw failure("cannot use the script " + file.string() + ": " + wrong.what());
    }
}

} // namespace amends::bench
