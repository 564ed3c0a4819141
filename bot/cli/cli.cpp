#include "bot/cli/cli.hpp"

#include "bot/cli/chat.hpp"
#include "bot/cli/commands.hpp"
#include "bot/cli/config_check.hpp"
#include "bot/cli/dialog_tests.hpp"
#include "bot/cli/help.hpp"
#include "bot/cli/lint.hpp"
#include "bot/cli/replay.hpp"
#include "bot/cli/train.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <ostream>

namespace amends::bot {
namespace {

constexpr auto overview = R"(Amends, the complaint server.

Examples:
  amends serve                                    the server, on http://127.0.0.1:8080/
  amends serve --config /etc/amends.toml
  amends chat --language zh                       complain in the terminal
  amends user add li.na --display "Li Na"         asks for the password
  amends trees check my-shop.json                 what is wrong with a dialog tree
  amends test my-tests                            does the dialog go as its scripts say?
  amends backup --to amends-backup.db
)";

constexpr auto codes = "\nExit codes: 0 done, 1 failed, 2 wrong command line or configuration, 3 port or data in use.\n"
                       "Everything else: docs/operations.md";

/// What was asked for, as far as it is not kept by CLI11.
struct request {
    std::string config_file;
    std::string data;
    std::vector<std::string> set;
    std::vector<config_flag> flags; ///< of serve
    bool json = false;
    std::string language;
    std::string tree;
    std::string name;
    std::string display;
    std::string role = "agent";
    bool password_from_in = false;
    bool enable = false;
    std::vector<std::string> files;
    tree_request of_tree;
    std::string to;
    std::string format = "jsonl";
    training lessons;
    linting lint;
    dialog_test_options tests;
};

class command_line {
public:
    command_line(console& console, const cli_parts& parts) : console_(console), parts_(parts) { describe(); }

    int run(const std::vector<std::string>& arguments);

private:
    using action = std::function<int()>;

    void describe();
    void describe_serve();
    void describe_chat();
    void describe_users();
    void describe_trees();
    void describe_lint();
    void describe_tests();
    void describe_tree_work(CLI::App& trees);
    void describe_training();
    void describe_data();
    CLI::App& command(CLI::App& under, const char* name, const std::string& summary, const char* examples, action run);
    void flag(CLI::App& at, const std::string& names, const char* key, const char* help);
    void language_flag(CLI::App& at)
    {
        at.add_option("--language", asked_.language, "zh or en (default: that of LANG)")
            ->check(CLI::IsMember({"zh", "en", "zh-Hans"}));
    }
    void json_flag(CLI::App& at) { at.add_flag("--json", asked_.json, "JSON on standard output"); }

    /// Prints everything that is wrong with it and returns nothing when it cannot be used.
    std::optional<config> load();
    loaded_config read() const;
    int check_config();
    template <class Command> action with_link(Command command);
    /// For a command that asks the server itself.
    template <class Command> action with_link_to(Command command);

    console& console_;
    const cli_parts& parts_;
    request asked_;
    action chosen_;
    CLI::App app_{overview, "amends"};
};

void command_line::describe()
{
    app_.set_version_flag("--version", "amends " AMENDS_VERSION, "Print the version");
    app_.set_help_flag("-h,--help", "Print this");
    app_.formatter(std::make_shared<short_lists>());
    app_.fallthrough();
    app_.footer(codes);
    app_.add_option("--config", asked_.config_file, "Configuration file (default: $AMENDS_CONFIG, ./amends.toml)")
        ->type_name("FILE");
    app_.add_option("--data", asked_.data, "Data directory (default: ./data)")->type_name("DIR");
    app_.add_option("--set", asked_.set, "Set a configuration key, such as --set chat.heartbeat=20s")
        ->type_name("KEY=VALUE")
        ->check([](const std::string& text) {
            return text.find('=') == std::string::npos
                       ? "must be KEY=VALUE, such as chat.heartbeat=20s, not \"" + text + "\""
                       : std::string{};
        })
        ->allow_extra_args(false);
    describe_serve();
    describe_chat();
    describe_users();
    describe_trees();
    describe_lint();
    describe_tests();
    describe_training();
    describe_data();
}

CLI::App& command_line::command(CLI::App& under, const char* name, const std::string& summary, const char* examples,
                                action run)
{
    auto* added = under.add_subcommand(name, summary);
    if (examples) added->description(summary + "\n\nExamples:\n" + examples);
    if (run) added->callback([this, run = std::move(run)] { chosen_ = run; });
    return *added;
}

void command_line::flag(CLI::App& at, const std::string& names, const char* key, const char* help)
{
    at.add_option_function<std::string>(
        names,
        [this, key, name = names](const std::string& value) {
            asked_.flags.push_back({key, value, name});
        },
        help);
}

void command_line::describe_serve()
{
    auto run = [this] {
        auto loaded = load();
        return loaded ? parts_.serve(*loaded, console_) : static_cast<int>(exit_usage);
    };
    auto& serve =
        command(app_, "serve", "Run the server",
                "  amends serve --port 9000 --data /var/lib/amends\n  amends serve --config /etc/amends.toml", run);
    flag(serve, "--host", "server.host", "Address to listen on (default 127.0.0.1)");
    flag(serve, "--port", "server.port", "Port to listen on (default 8080; 0: any free one)");
    flag(serve, "--public-url", "server.public_url", "What browsers see, such as https://chat.shop.example");
    flag(serve, "--web-root", "server.web_root", "Serve the front ends from this directory");
    flag(serve, "--log-level", "log.level", "debug, info, warning or error");

    auto& group =
        command(app_, "config", "Look at the configuration", "  amends config check --config amends.toml", {});
    auto& check = command(group, "check", "Tell everything that is wrong with the configuration", nullptr,
                          [this] { return check_config(); });
    json_flag(check);
}

void command_line::describe_chat()
{
    auto run = [this] {
        auto loaded = load();
        if (!loaded) return static_cast<int>(exit_usage);
        return chat({console_language(asked_.language, console_.environment), asked_.tree, asked_.to}, *loaded,
                    console_);
    };
    auto& talk =
        command(app_, "chat", "Complain in the terminal; nothing is kept",
                "  amends chat --language zh --tree hotel-stay\n  printf 'my parcel is late\\n' | amends chat", run);
    language_flag(talk);
    talk.add_option("--save-test", asked_.to, "Keep the chat in this new file, as a dialog test")->type_name("FILE");
    talk.add_option("--tree", asked_.tree, "Dialog tree, such as retail-order, hotel-stay or parcel-delivery");
}

template <class Command> command_line::action command_line::with_link(Command run)
{
    return with_link_to([this, run](server_link& link) {
        commands ready(link, console_, asked_.json);
        return run(ready);
    });
}

template <class Command> command_line::action command_line::with_link_to(Command run)
{
    return [this, run] {
        auto loaded = load();
        if (!loaded) return static_cast<int>(exit_usage);
        auto link = parts_.link(*loaded);
        if (!link) {
            console_.err << "amends: " << printable(link.error().message) << "\n";
            return exit_code_of(link.error());
        }
        return run(**link);
    };
}

void command_line::describe_users()
{
    auto& user = command(app_, "user", "Add people to the desk, change and list them",
                         "  amends user add li.na --display \"Li Na\" --role agent\n"
                         "  pass show amends | amends user passwd li.na --password-stdin",
                         {});
    auto named = [this](CLI::App& at) { at.add_option("name", asked_.name, "Sign-in name")->required(); };
    auto with_password = [this](CLI::App& at) {
        at.add_flag("--password-stdin", asked_.password_from_in, "Read the password from standard input");
    };
    auto& add = command(user, "add", "Add a person", nullptr, with_link([this](commands& c) {
                            return c.add_user(asked_.name, asked_.display, asked_.role, asked_.password_from_in);
                        }));
    named(add);
    add.add_option("--display", asked_.display, "The name that customers see (default: the sign-in name)");
    add.add_option("--role", asked_.role, "agent or admin")->check(CLI::IsMember({"agent", "admin"}));
    with_password(add);
    json_flag(add);
    auto& passwd =
        command(user, "passwd", "Give a person another password; ends the sessions", nullptr,
                with_link([this](commands& c) { return c.set_password(asked_.name, asked_.password_from_in); }));
    named(passwd);
    with_password(passwd);
    json_flag(passwd);
    auto& disable = command(user, "disable", "Shut a person out, at once", nullptr,
                            with_link([this](commands& c) { return c.set_disabled(asked_.name, !asked_.enable); }));
    named(disable);
    disable.add_flag("--enable", asked_.enable, "Let the person in again");
    json_flag(disable);
    json_flag(command(user, "list", "List everybody", nullptr, with_link([](commands& c) { return c.list_users(); })));
}

void command_line::describe_lint()
{
    auto& lint = command(app_, "lint", "Tell what a dialog tree would do wrong to a customer",
                         "  amends lint my-shop.json                        errors and warnings, with the mend\n"
                         "  amends lint --strict --format sarif *.json      for editors and code hosts\n"
                         "  amends lint                                     the trees that come with Amends",
                         [this] {
                             asked_.lint.language = console_language(asked_.language, console_.environment);
                             return lint_trees(asked_.lint, console_);
                         });
    lint.add_option("files", asked_.lint.files, "Tree files, and folders of them")->type_name("FILE|DIR");
    lint.add_option("--format", asked_.lint.format, "text, json or sarif")
        ->check(CLI::IsMember({"text", "json", "sarif"}));
    language_flag(lint);
    lint.add_flag("--strict", asked_.lint.strict, "Fail for warnings too");
}

void command_line::describe_training()
{
    auto& learn = command(app_, "train", "Learn to understand customers from examples, and print how well it does",
                          "  amends train                                    the scores only\n"
                          "  amends train --to dialogs/understand/model      for the next build\n"
                          "  amends train --check                            is the program's own model what it makes?",
                          [this] { return train(asked_.lessons, console_); });
    learn
        .add_option("--examples", asked_.lessons.examples,
                    "Folder with zh/*.tsv and en/*.tsv (default: dialogs/trees/examples)")
        ->type_name("DIR");
    learn.add_option("--to", asked_.lessons.to, "Write zh.bin and en.bin here")->type_name("DIR");
    learn.add_flag("--check", asked_.lessons.check, "Fail when this program carries other models");
}

void command_line::describe_trees()
{
    auto& trees = command(app_, "trees", "Write dialog trees: check, pull, push, compare, publish, go back",
                          "  amends trees check my-shop.json\n"
                          "  amends trees pull retail-order               writes retail-order.json\n"
                          "  amends trees push retail-order.json          makes it the draft\n"
                          "  amends trees diff retail-order               what the draft changes\n"
                          "  amends trees publish retail-order --reason \"asks for the order number first\"",
                          {});
    trees.alias("tree");
    auto& check = command(trees, "check", "Tell everything that is wrong with tree files", nullptr, [this] {
        return check_trees(asked_.files, console_, console_language(asked_.language, console_.environment),
                           asked_.json);
    });
    check.add_option("files", asked_.files, "Tree files")->required()->type_name("FILE");
    language_flag(check);
    json_flag(check);
    json_flag(command(trees, "list", "List the trees, what is published and what is being worked on", nullptr,
                      with_link([](commands& c) { return c.list_trees(); })));
    auto& publish =
        command(trees, "publish", "New conversations begin with this tree, also in a running server", nullptr,
                with_link([this](commands& c) { return c.publish_tree(asked_.files.front(), asked_.of_tree.reason); }));
    publish.add_option("what", asked_.files, "Tree file, or id of the tree whose draft it is")
        ->required()
        ->expected(1)
        ->type_name("FILE|TREE");
    publish.add_option("--reason", asked_.of_tree.reason, "Why, for those who look later; a draft needs one");
    json_flag(publish);
    describe_tree_work(trees);
}

void command_line::describe_tree_work(CLI::App& trees)
{
    auto& of = asked_.of_tree;
    auto add = [&](const char* name, const char* summary, int (commands::*work)(const tree_request&)) -> CLI::App& {
        auto& added = command(trees, name, summary, nullptr,
                              with_link([this, work](commands& c) { return (c.*work)(asked_.of_tree); }));
        json_flag(added);
        return added;
    };
    auto with_tree = [&](CLI::App& at) { at.add_option("tree", of.tree, "Id of the tree")->required(); };

    auto& pull = add("pull", "Write the draft, or without one what is published, to a file", &commands::pull_tree);
    with_tree(pull);
    pull.add_option("--version", of.version, "A version instead, or \"active\"");
    pull.add_option("--test", of.test, "One of its dialog tests instead")->type_name("NAME");
    pull.add_option("--to", of.to, "File to write (default: TREE.json or NAME.dialog); - is standard output")
        ->type_name("FILE");
    pull.add_flag("--force", of.force, "Replace a file that has another text");

    auto& push = add("push",
                     "Make a file the draft of its tree, or a script (*.dialog) one of its tests; an empty script "
                     "withdraws the test. Nothing is published",
                     &commands::push_tree);
    push.add_option("file", of.file, "Tree file or script")->required()->type_name("FILE");
    push.add_option("--tree", of.tree, "Id of the tree (default: the file's own)");
    push.add_option("--over", of.over, "Take the place of this revision, unpublished changes of others included");

    with_tree(add("test", "Play the tree's dialog tests with its draft, as publishing does", &commands::test_tree));

    auto& diff = add("diff", "Compare two texts of a tree line by line", &commands::diff_tree);
    with_tree(diff);
    diff.add_option("--from", of.from, "active (default), draft, a version or a file");
    diff.add_option("--to", of.to, "draft (default), active, a version or a file");

    auto& back = add("rollback", "Make an older version the one in use again", &commands::roll_back_tree);
    with_tree(back);
    back.add_option("version", of.version, "Version, as `amends trees history` shows it")->required();
    back.add_option("--reason", of.reason, "Why, for those who look later")->required();

    with_tree(add("history", "List what was published when, by whom and why", &commands::list_publications));
}

void command_line::describe_tests()
{
    auto& test = command(app_, "test", "Play dialog scripts, and tell how much of the trees they walk",
                         "  amends test                              everything in dialogs/trees/tests\n"
                         "  amends test retail-order --min-coverage 100\n"
                         "  amends test my-tests/late.dialog --trees my-trees --format tap",
                         [this] { return test_dialogs(asked_.tests, console_); });
    test.add_option("what", asked_.tests.what, "Trees, scripts (*.dialog) or folders of scripts")
        ->type_name("TREE|FILE|DIR");
    test.add_option("--trees", asked_.tests.trees, "Take the trees from this folder first")->type_name("DIR");
    test.add_option("--format", asked_.tests.format, "text, tap or junit")
        ->check(CLI::IsMember({"text", "tap", "junit"}));
    test.add_option("--min-coverage", asked_.tests.minimum_coverage, "Fail when less of a tree's edges is walked")
        ->check(CLI::Range(0, 100))
        ->type_name("PERCENT");
    auto& again = command(app_, "replay", "Tell what a draft of a tree would have made of past conversations",
                          "  amends replay my-shop.json\n  amends replay my-shop.json --format json > replay.json",
                          with_link_to([this](server_link& link) {
                              return replay(asked_.files.front(), link, console_, asked_.format == "json");
                          }));
    again.add_option("draft", asked_.files, "Tree file")->required()->expected(1)->type_name("FILE");
    again.add_option("--format", asked_.format, "text (default) or json")->check(CLI::IsMember({"text", "json"}));
}

void command_line::describe_data()
{
    auto& exporting =
        command(app_, "export", "Write all conversations out",
                "  amends export > conversations.jsonl\n  amends export --format text --to all.txt",
                with_link([this](commands& c) { return c.export_all(asked_.to, asked_.format == "text"); }));
    exporting.add_option("--to", asked_.to, "File to write; - is standard output")->type_name("FILE");
    exporting.add_option("--format", asked_.format, "jsonl (one JSON object a line) or text")
        ->check(CLI::IsMember({"jsonl", "text"}));
    auto& backing = command(app_, "backup", "Copy the store, also while the server runs",
                            "  amends backup --to /var/backups/amends.db",
                            with_link([this](commands& c) { return c.back_up(asked_.to); }));
    backing.add_option("--to", asked_.to, "New file to write")->type_name("FILE")->required();
    json_flag(backing);
    json_flag(command(app_, "verify", "Check that no transcript was altered: recompute every hash chain",
                      "  amends verify --data /var/lib/amends", with_link([](commands& c) { return c.verify(); })));
    json_flag(command(app_, "status", "Version and size of the server's store", "  amends status --json",
                      with_link([](commands& c) { return c.status(); })));
}

loaded_config command_line::read() const
{
    auto flags = asked_.flags;
    if (!asked_.data.empty()) flags.push_back({"server.data", asked_.data, "--data"});
    for (const auto& each : asked_.set) {
        const auto equals = each.find('=');
        flags.push_back({each.substr(0, equals), each.substr(equals + 1)});
    }
    return load_config(config_file_of(asked_.config_file, console_.environment), console_.environment, flags);
}

std::optional<config> command_line::load()
{
    auto loaded = read();
    if (loaded.problems.empty()) return std::move(loaded.config);
    tell(loaded.problems, console_, asked_.json);
    return std::nullopt;
}

int command_line::check_config()
{
    auto loaded = read();
    if (loaded.problems.empty())
        if (auto missing = missing_default_tree(loaded, parts_.link)) loaded.problems.push_back(std::move(*missing));
    if (!loaded.problems.empty()) {
        tell(loaded.problems, console_, asked_.json);
        return exit_usage;
    }
    const auto file = config_file_of(asked_.config_file, console_.environment);
    if (asked_.json)
        console_.out << "[]\n";
    else
        console_.err << (file.empty() ? "No file; the environment and the flags" : file) << ": nothing is wrong.\n";
    return exit_done;
}

int command_line::run(const std::vector<std::string>& arguments)
{
    try {
        app_.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
    } catch (const CLI::CallForHelp&) {
        console_.out << app_.help();
        return exit_done;
    } catch (const CLI::CallForVersion&) {
        console_.out << app_.version() << "\n";
        return exit_done;
    } catch (const CLI::ParseError& wrong) {
        auto what = suggestion(app_, arguments);
        if (what.empty()) what = printable(wrong.what());
        console_.err << "amends: " << what << "\nSee `" << command_name(app_) << " --help`.\n";
        return exit_usage;
    }
    if (!chosen_) {
        console_.out << app_.help();
        return exit_done;
    }
    return chosen_();
}

} // namespace

int exit_code_of(const problem& p)
{
    if (p.code == "usage") return exit_usage;
    return p.code == "listen.in_use" || p.code == "store.locked" ? exit_in_use : exit_failed;
}

int run_command_line(const std::vector<std::string>& arguments, console& console, const cli_parts& parts)
{
    return command_line(console, parts).run(arguments);
}

} // namespace amends::bot
