#include "bot/cli/dialog_tests.hpp"

#include <ostream>

namespace amends::bot {
namespace {

using dialogs::played_conversation;
using dialogs::script_failure;

/// `text` with `indent` before each of its lines.
std::string indented(const std::string& text, const std::string& indent)
{
    std::string made;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        made += indent + text.substr(at, end - at) + "\n";
        at = end + 1;
    }
    return made;
}

std::string spelled(const std::string& file, const played_conversation& in, const script_failure& failure)
{
    auto made = file + ":" + std::to_string(failure.line) + ": [" + in.name + "] " + failure.message.english + "\n";
    if (!failure.happened.empty()) made += "  what happened:\n" + indented(failure.happened, "    ");
    return printable(made);
}

std::size_t count_failed(const dialog_test_report& report)
{
    std::size_t failed = 0;
    for (const auto& script : report.scripts) {
        if (!script.problems.empty()) ++failed;
        for (const auto& each : script.conversations) failed += each.passed() ? 0 : 1;
    }
    return failed;
}

/// "40 of 80 edges (50 %)"
std::string share(std::size_t part, std::size_t all, const char* of)
{
    const auto percent = all == 0 ? 100 : part * 100 / all;
    return std::to_string(part) + " of " + std::to_string(all) + " " + of + " (" + std::to_string(percent) + " %)";
}

void write_coverage(const tree_coverage& tree, const dialog_test_options& asked, const std::string& before,
                    std::ostream& out)
{
    const auto& reached = tree.reached;
    out << before << printable(tree.tree) << ": " << share(reached.nodes_reached, reached.nodes, "nodes") << ", "
        << share(reached.edges_reached, reached.edges, "edges");
    if (asked.minimum_coverage && reached.percent() < *asked.minimum_coverage)
        out << ": less than the " << *asked.minimum_coverage << " % asked for";
    out << "\n";
    for (const auto& each : reached.missed) {
        out << before << "  " << printable(tree.file) << ":";
        if (each.line > 0) out << each.line << ":";
        out << " not reached: " << printable(dialogs::to_string(each.where)) << "\n";
    }
}

void write_text(const dialog_test_report& report, const dialog_test_options& asked, std::ostream& out)
{
    std::size_t conversations = 0;
    std::size_t expectations = 0;
    for (const auto& script : report.scripts) {
        for (const auto& each : script.problems) out << printable(to_string(each)) << "\n";
        for (const auto& each : script.conversations) {
            ++conversations;
            expectations += each.expectations;
            for (const auto& failure : each.failures) out << spelled(script.file, each, failure);
        }
    }
    for (const auto& each : report.trees) write_coverage(each, asked, "", out);
    const auto failed = count_failed(report);
    out << conversations << " conversations, " << expectations << " expectations: ";
    if (failed == 0)
        out << "all hold.\n";
    else
        out << failed << " failed.\n";
}

void write_tap(const dialog_test_report& report, const dialog_test_options& asked, std::ostream& out)
{
    std::size_t number = 0;
    out << "TAP version 13\n";
    for (const auto& script : report.scripts) {
        if (!script.problems.empty()) {
            out << "not ok " << ++number << " - " << printable(script.file) << "\n";
            for (const auto& each : script.problems) out << "# " << printable(to_string(each)) << "\n";
        }
        for (const auto& each : script.conversations) {
            out << (each.passed() ? "ok " : "not ok ") << ++number << " - " << printable(script.tree + ": " + each.name)
                << "\n";
            for (const auto& failure : each.failures) out << indented(spelled(script.file, each, failure), "# ");
        }
    }
    out << "1.." << number << "\n";
    for (const auto& each : report.trees) write_coverage(each, asked, "# ", out);
}

std::string for_xml(const std::string& text)
{
    std::string made;
    for (const char c : printable(text)) {
        if (c == '&')
            made += "&amp;";
        else if (c == '<')
            made += "&lt;";
        else if (c == '>')
            made += "&gt;";
        else if (c == '"')
            made += "&quot;";
        else
            made += c;
    }
    return made;
}

void write_junit_script(const played_script& script, std::ostream& out)
{
    std::size_t failures = 0;
    for (const auto& each : script.conversations) failures += each.passed() ? 0 : 1;
    const auto errors = script.problems.empty() ? 0 : 1;
    out << "  <testsuite name=\"" << for_xml(script.file) << "\" tests=\""
        << script.conversations.size() + static_cast<std::size_t>(errors) << "\" failures=\"" << failures
        << "\" errors=\"" << errors << "\">\n";
    if (errors > 0) {
        out << "    <testcase classname=\"" << for_xml(script.tree) << "\" name=\"" << for_xml(script.file)
            << "\"><error>";
        for (const auto& each : script.problems) out << for_xml(to_string(each)) << "\n";
        out << "</error></testcase>\n";
    }
    for (const auto& each : script.conversations) {
        out << "    <testcase classname=\"" << for_xml(script.tree) << "\" name=\"" << for_xml(each.name) << "\"";
        if (each.passed()) {
            out << "/>\n";
            continue;
        }
        out << "><failure message=\"" << for_xml(each.failures.front().message.english) << "\">";
        for (const auto& failure : each.failures) out << for_xml(spelled(script.file, each, failure));
        out << "</failure></testcase>\n";
    }
    out << "  </testsuite>\n";
}

} // namespace

void write_report(const dialog_test_report& report, const dialog_test_options& asked, std::ostream& out)
{
    if (asked.format == "tap") return write_tap(report, asked, out);
    if (asked.format != "junit") return write_text(report, asked, out);
    out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n";
    for (const auto& each : report.scripts) write_junit_script(each, out);
    out << "</testsuites>\n";
}

} // namespace amends::bot
