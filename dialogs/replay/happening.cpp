#include "dialogs/replay/happening.hpp"

namespace amends::dialogs {
namespace {

struct naming {
    std::string operator()(const customer_message&) const { return "customer_message"; }
    std::string operator()(const timer_fired&) const { return "timer_fired"; }
    std::string operator()(const agent_joined&) const { return "agent_joined"; }
    std::string operator()(const agent_left&) const { return "agent_left"; }
    std::string operator()(const fact_arrived&) const { return "fact_arrived"; }
    std::string operator()(const remedy_decided&) const { return "remedy_decided"; }
    std::string operator()(const remedy_executed&) const { return "remedy_executed"; }
};

} // namespace

std::string name_of(const event& e) { return std::visit(naming{}, e); }

} // namespace amends::dialogs
