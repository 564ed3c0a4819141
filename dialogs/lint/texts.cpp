#include "dialogs/lint/history.hpp"
#include "dialogs/lint/wording.hpp"
#include "dialogs/text/readings.hpp"

#include <algorithm>
#include <set>

namespace amends::dialogs {
namespace {

using role = text_use::role;

constexpr std::size_t longest_invitation_zh = 60; ///< characters (C1)
constexpr std::size_t longest_invitation_en = 30; ///< words (C1)
constexpr std::string_view fault_admitted = "wording/fault-admitted";
constexpr std::string_view refusal_bare = "wording/refusal-bare";
constexpr std::string_view promise_undated = "wording/promise-undated";

bool mentions(const std::string& pattern, std::string_view argument)
{
    return pattern.find("{" + std::string{argument}) != std::string::npos;
}

/// The case says that the facts were checked, in every way that this condition can hold.
bool says_verified(const condition& test)
{
    if (test.what == condition::kind::case_is) return test.name == "fact_status" && test.value == "verified";
    if (test.what == condition::kind::all) return std::any_of(test.parts.begin(), test.parts.end(), says_verified);
    return test.what == condition::kind::any && !test.parts.empty() &&
           std::all_of(test.parts.begin(), test.parts.end(), says_verified);
}

class text_rules {
public:
    explicit text_rules(const lint_subject& of) : of_{of}, verified_(of.graph.nodes.size(), true) { find_verified(); }

    void check()
    {
        for (std::size_t i = 0; i < of_.graph.texts.size(); ++i) {
            if (of_.text_at(i).empty()) continue;
            check_apology(i);
            check_roles(i);
            for (const auto& each : of_.wordings(i)) check_words(i, each);
        }
        for (const auto& [language, greeting] : of_.graph.greeting)
            report_words({language, child_pointer("/greeting", language), greeting}, {});
    }

private:
    /// Nodes that are only reached where the facts are verified (B5): all but what is reached otherwise.
    void find_verified()
    {
        std::vector<std::size_t> ahead{of_.graph.start, of_.graph.after_resolved, of_.graph.after_return,
                                       of_.graph.after_promise};
        for (const auto& each : of_.graph.listeners) {
            if (each.when && says_verified(*each.when)) continue;
            ahead.push_back(each.jump);
            if (each.call != nowhere) ahead.push_back(of_.graph.sections[each.call].start);
        }
        while (!ahead.empty()) {
            const auto node = ahead.back();
            ahead.pop_back();
            if (node == nowhere || !verified_[node]) continue;
            verified_[node] = false;
            const auto& body = of_.graph.nodes[node].body;
            if (const auto* branch = std::get_if<branch_node>(&body)) {
                for (const auto& arm : branch->cases)
                    if (!says_verified(arm.test)) ahead.push_back(arm.next);
                ahead.push_back(branch->otherwise);
                continue;
            }
            if (const auto* set = std::get_if<set_node>(&body))
                if (const auto at = set->case_fields.find("fact_status");
                    at != set->case_fields.end() && at->second.literal == "verified")
                    continue;
            for (const auto& way : of_.ways(node)) ahead.push_back(way.target);
        }
    }

    bool used_as(std::size_t text, role as) const
    {
        const auto& uses = of_.uses(text);
        return std::any_of(uses.begin(), uses.end(), [&](const auto& use) { return use.as == as; });
    }

    bool said_in(std::size_t text, phase during) const
    {
        const auto& uses = of_.uses(text);
        return std::any_of(uses.begin(), uses.end(), [&](const auto& use) {
            return use.node != nowhere && use.as != role::internal && of_.graph.nodes[use.node].phase == during;
        });
    }

    void check_apology(std::size_t text) const
    {
        const auto& all = of_.wordings(text);
        const auto silent = [](const wording_at& each) { return !apologises(each.pattern, each.language); };
        const bool meant = said_in(text, phase::apologise);
        const auto how_many = std::count_if(all.begin(), all.end(), silent);
        if (how_many > 0 && (meant || how_many < static_cast<std::ptrdiff_t>(all.size())))
            for (const auto& each : all)
                if (silent(each))
                    of_.report(meant ? "recovery/apology-words" : "recovery/apology-uneven", each.pointer);
        if (meant)
            for (const auto& [language, wordings] : of_.graph.texts[text].languages)
                if (wordings.by_mood[text_wordings::angry].empty())
                    of_.report("recovery/apology-for-anger", child_pointer(of_.text_at(text), language));
        const bool varied =
            std::any_of(all.begin(), all.end(), [](const auto& each) { return each.pointer.ends_with("/1"); });
        if (meant && !of_.graph.texts[text].once && !varied)
            of_.report_name("recovery/apology-repeated", of_.text_at(text));
    }

    void check_roles(std::size_t text) const
    {
        const bool promise = used_as(text, role::promise);
        const bool refusal = used_as(text, role::refusal);
        const bool invitation = used_as(text, role::prompt) && said_in(text, phase::listen);
        for (const auto& each : of_.wordings(text)) {
            if (promise && !mentions(each.pattern, "promise_due")) of_.report("recovery/promise-time", each.pointer);
            if (promise && !names_owner(each.pattern, each.language))
                of_.report("recovery/promise-owner", each.pointer);
            if (invitation && too_long(each)) of_.report("recovery/listen-briefly", each.pointer);
            if (!refusal) continue;
            for (const auto& reading : readings(each.pattern))
                if (!refusal_is_whole(reading, each.language)) {
                    of_.report("recovery/refusal-incomplete", each.pointer);
                    break;
                }
        }
    }

    static bool too_long(const wording_at& each)
    {
        for (const auto& text : readings(each.pattern)) {
            const auto count = [&](auto counts) { return std::count_if(text.begin(), text.end(), counts); };
            const auto length = each.language.starts_with("zh") ? count([](char c) { return (c & 0xc0) != 0x80; })
                                                                : count([](char c) { return c == ' '; }) + 1;
            const auto most = each.language.starts_with("zh") ? longest_invitation_zh : longest_invitation_en;
            if (length > static_cast<std::ptrdiff_t>(most)) return true;
        }
        return false;
    }

    void check_words(std::size_t text, const wording_at& each) const
    {
        std::set<std::string_view> excused;
        const auto& uses = of_.uses(text);
        const auto unverified = [&](const text_use& use) { return use.node == nowhere || !verified_[use.node]; };
        if (std::none_of(uses.begin(), uses.end(), unverified)) excused.insert(fault_admitted);
        // Its own rules say it more closely.
        if (used_as(text, role::refusal)) excused.insert(refusal_bare);
        if (used_as(text, role::promise)) excused.insert(promise_undated);
        // What the customer says by pressing it, and what only agents read.
        if (std::all_of(uses.begin(), uses.end(),
                        [](const auto& use) { return use.as == role::label || use.as == role::internal; }))
            return;
        report_words(each, excused);
    }

    /// One report a rule, however many readings break it.
    void report_words(const wording_at& each, std::set<std::string_view> reported) const
    {
        for (const auto& reading : readings(each.pattern))
            for (const auto& found : check_wording(reading, each.language))
                if (reported.insert(found.rule->id).second)
                    of_.report(found.rule->id, each.pointer,
                               told({"“%1”", "\"%1\""},
                                    {reading.substr(found.where.begin, found.where.end - found.where.begin)}));
    }

    const lint_subject& of_;
    std::vector<bool> verified_;
};

} // namespace

void check_texts(const lint_subject& of) { text_rules{of}.check(); }

} // namespace amends::dialogs
