#include "dialogs/slots/pattern.hpp"

#include <re2/re2.h>

namespace amends::dialogs {

result<std::shared_ptr<const re2::RE2>> compile_order_pattern(std::string_view pattern)
{
    re2::RE2::Options options;
    options.set_case_sensitive(false);
    options.set_log_errors(false);
    options.set_max_mem(1 << 20);
    auto compiled = std::make_shared<const re2::RE2>(re2::StringPiece{pattern.data(), pattern.size()}, options);
    if (!compiled->ok()) return problem{"tree.pattern", compiled->error()};
    return std::shared_ptr<const re2::RE2>{compiled};
}

} // namespace amends::dialogs
