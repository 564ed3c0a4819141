#include "bot/observe/json_log.hpp"

#include <nlohmann/json.hpp>
#include <spdlog/async.h>
#include <spdlog/async_logger.h>
#include <spdlog/sinks/ostream_sink.h>

#include <fmt/format.h>

#include <atomic>
#include <iterator>
#include <string>

namespace amends::bot {
namespace {

constexpr std::size_t queue_length = 8192;
constexpr std::size_t longest_value = 2048; ///< bytes of one value

std::string_view name_of(log_level level)
{
    switch (level) {
    case log_level::debug:
        return "debug";
    case log_level::info:
        return "info";
    case log_level::warning:
        return "warning";
    case log_level::error:
        break;
    }
    return "error";
}

std::string utc(instant at)
{
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss time(at - day);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), time.hours().count(),
                       time.minutes().count(), time.seconds().count(), time.subseconds().count());
}

/// A quoted JSON string in ASCII; bytes that are not UTF-8 become U+FFFD.
std::string quoted(std::string_view text)
{
    using json = nlohmann::json;
    return json(text.substr(0, longest_value)).dump(-1, ' ', true, json::error_handler_t::replace);
}

class json_log final : public log_sink {
public:
    json_log(log_level least, std::ostream& out, const clock& time) : least_(least), time_(time)
    {
        pool_ = std::make_shared<spdlog::details::thread_pool>(queue_length, 1);
        auto sink = std::make_shared<spdlog::sinks::ostream_sink_mt>(out, true);
        logger_ = std::make_shared<spdlog::async_logger>("amends", std::move(sink), pool_,
                                                         spdlog::async_overflow_policy::overrun_oldest);
        logger_->set_pattern("%v");
        logger_->set_level(spdlog::level::trace);
        // Where the log itself cannot be written there is nobody left to tell.
        logger_->set_error_handler([](const std::string&) {});
    }

    ~json_log() override { report_dropped(); }

    void write(log_level level, std::string_view event, std::initializer_list<log_field> fields) override
    {
        if (level < least_) return;
        report_dropped();
        put(level, event, fields);
    }

private:
    struct value_text {
        std::string operator()(std::string_view text) const { return quoted(text); }
        std::string operator()(std::int64_t number) const { return std::to_string(number); }
        std::string operator()(bool yes) const { return yes ? "true" : "false"; }
    };

    void put(log_level level, std::string_view event, std::initializer_list<log_field> fields)
    {
        std::string line;
        fmt::format_to(std::back_inserter(line), R"({{"t":"{}","level":"{}","event":{})", utc(time_.now()),
                       name_of(level), quoted(event));
        for (const auto& field : fields)
            fmt::format_to(std::back_inserter(line), ",{}:{}", quoted(field.name),
                           std::visit(value_text{}, field.value));
        line += '}';
        logger_->log(spdlog::level::info, spdlog::string_view_t(line));
    }

    void report_dropped()
    {
        const auto dropped = pool_->overrun_counter();
        if (auto told = told_.exchange(dropped); dropped > told)
            put(log_level::warning, "log.dropped", {{"lines", static_cast<std::int64_t>(dropped - told)}});
    }

    log_level least_;
    const clock& time_;
    std::shared_ptr<spdlog::details::thread_pool> pool_;
    std::shared_ptr<spdlog::async_logger> logger_;
    std::atomic<std::size_t> told_ = 0;
};

} // namespace

std::optional<log_level> parse_log_level(std::string_view name)
{
    for (auto level : {log_level::debug, log_level::info, log_level::warning, log_level::error})
        if (name_of(level) == name) return level;
    return std::nullopt;
}

std::unique_ptr<log_sink> make_json_log(log_level least, std::ostream& out, const clock& time)
{
    return std::make_unique<json_log>(least, out, time);
}

} // namespace amends::bot
