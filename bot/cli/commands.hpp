#pragma once

#include "bot/cli/console.hpp"
#include "bot/ports/server_link.hpp"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace amends::bot {

/// The ids of the trees that new conversations can begin with.
result<std::vector<std::string>> published_trees(server_link& link);

/// What a command about one tree was given.
struct tree_request {
    std::string tree;
    std::string file;
    std::string version;
    std::string test;            ///< name of a dialog test
    std::string from = "active"; ///< of a difference: a file, "draft", "active" or a version
    std::string to;
    std::string reason;
    std::int64_t over = -1; ///< revision whose place is taken; -1: not said
    bool force = false;
};

/// The commands that ask a server, or this process in its stead. Each writes its result to `out` and returns
/// the exit code; problems go to `err`.
class commands {
public:
    /// Both outlive the commands. `json`: results are JSON.
    commands(server_link& link, console& console, bool json) : link_(link), console_(console), json_(json) {}

    int add_user(const std::string& name, const std::string& display, const std::string& role, bool password_from_in);
    int set_password(const std::string& name, bool password_from_in);
    int set_disabled(const std::string& name, bool disabled);
    int list_users();
    /// Publishes a tree file, or the draft of a tree; new conversations begin with it.
    int publish_tree(const std::string& what, const std::string& reason);
    int list_trees();
    /// Writes what is worked on, or a version, or one of the tests, to a file.
    int pull_tree(const tree_request& asked);
    /// Makes a file the draft, or a dialog script a test of its tree, unless somebody else's changes are there.
    int push_tree(const tree_request& asked);
    /// Plays the tests of a tree with what is worked on.
    int test_tree(const tree_request& asked);
    int diff_tree(const tree_request& asked);
    int roll_back_tree(const tree_request& asked);
    int list_publications(const tree_request& asked);
    int back_up(const std::filesystem::path& to);
    /// `to` empty or "-": standard output. `as_text`: for reading instead of JSON Lines.
    int export_all(const std::string& to, bool as_text);
    int verify();
    int status();

private:
    int push_test(const tree_request& asked, const std::string& text);
    int fail(const problem& p);
    /// Asks, and writes `done` to `err` when it is done and no JSON is wanted.
    int simply(const nlohmann::json& request, const std::string& done);

    server_link& link_;
    console& console_;
    bool json_;
};

/// Loads the trees in `files` and writes everything that is wrong with them. Asks no server.
int check_trees(const std::vector<std::string>& files, console& console, std::string_view language, bool json);

} // namespace amends::bot
