#pragma once

#include "dialogs/lint/lint.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace amends::dialogs {

// Words are in `language`, a BCP 47 tag: Chinese or English.

/// "file:line:column: error: [node] reason (rule)", and below it how to mend it. One paragraph a finding.
std::string as_text(const std::vector<finding>& findings, std::string_view language = "en");

/// A JSON array of objects with rule, severity, file, line, column, node, message and mend.
std::string as_json(const std::vector<finding>& findings, std::string_view language = "en");

/// A SARIF 2.1.0 log with one run and every rule, for editors and build servers. `version` is the program's.
std::string as_sarif(const std::vector<finding>& findings, std::string_view version, std::string_view language = "en");

} // namespace amends::dialogs
