#include "dialogs/slots/order_id.hpp"
#include "dialogs/slots/parse.hpp"
#include "dialogs/slots/pattern.hpp"
#include "dialogs/understand/understand.hpp"

#include "bytes.hpp"

using namespace amends;
using namespace amends::dialogs;

/// Every slot type reads any message; what fits has a value.
// NOLINTNEXTLINE(readability-identifier-naming): the name that libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    fuzz::bytes in{data, size};
    slot_definition slot;
    slot.type = static_cast<slot_type>(in.number() % 12);
    slot.choices = {{"refund", "a", {"refund", "退款"}}, {"exchange", "b", {"exchange", "换货"}}};
    if (slot.type == slot_type::order_id) {
        static const auto pattern = *compile_order_pattern("[A-Z]{0,3}[0-9]{6,10}");
        slot.pattern = pattern;
    }
    const auto text = in.rest();
    const auto heard = fold(text);
    const auto found =
        parse_slot(slot, text, heard, understand(text, {"", "Asia/Shanghai", from_unix_ms(1'795'762'800'000)}));
    fuzz::must(found.how == fit::none || !found.value.empty());
    passes(heard);
    corrected_tail(heard, "AB123456");
    return 0;
}
