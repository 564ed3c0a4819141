#include "bot/conversation/services.hpp"

#include <boost/core/demangle.hpp>

#include <typeinfo>

namespace amends::bot {

namespace {
constexpr int block_size = 1000;
constexpr std::int64_t first_case_number = 1'000'000;
} // namespace

result<std::int64_t> id_blocks::next()
{
    std::scoped_lock lock(mutex_);
    if (next_ == end_) {
        auto first = store_.reserve(kind_, block_size);
        if (!first) return first.error();
        next_ = *first;
        end_ = *first + block_size;
    }
    return next_++;
}

void note_stored(store_access& store, const runtime& with)
{
    if (store.note_write(true, with.time.now())) with.log.write(log_level::info, "store.recovered");
}

void note_failure(store_access& store, const runtime& with, const problem& why)
{
    if (why.code == "stopped") return;
    if (store.note_write(false, with.time.now()))
        with.log.write(log_level::error, "store.failed",
                       {{"code", std::string_view(why.code)}, {"problem", std::string_view(why.message)}});
}

std::string kind_of(const std::exception& defect) { return boost::core::demangle(typeid(defect).name()); }

std::uint64_t digest_of(std::string_view text, std::uint64_t continued)
{
    for (char each : text) continued = (continued ^ static_cast<unsigned char>(each)) * 1099511628211U;
    return (continued ^ 0xffU) * 1099511628211U;
}

std::string case_number_text(std::int64_t number)
{
    auto digits = std::to_string(first_case_number + number);
    int sum = 0;
    for (char digit : digits) sum = (sum + (digit - '0')) * 2 % 11;
    int check = (12 - sum) % 11;
    return "AM-" + digits + "-" + (check == 10 ? std::string("X") : std::to_string(check));
}

} // namespace amends::bot
