#include "bot/authoring/authoring.hpp"

#include "bot/ports/admin_command.hpp"
#include "bot/ports/run_on.hpp"
#include "dialogs/text/sentence.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace amends::bot {
namespace {

using boost::asio::awaitable;
using storage::reader;

constexpr int longest_history = 200;            ///< publications
constexpr std::size_t longest_id = 64;          ///< as the schema has it
constexpr std::size_t longest_text = 2 << 20;   ///< bytes, as the loader has it
constexpr std::size_t longest_reason = 2000;    ///< bytes
constexpr std::size_t longest_test = 256 << 10; ///< bytes
constexpr std::size_t most_tests = 100;         ///< of a tree

problem unknown(const std::string& id) { return {"tree.unknown", "There is no tree \"" + id + "\"."}; }

problem stale(const storage::tree_draft& draft)
{
    return {"draft.stale", "The draft of the tree " + draft.id + " has been saved by " + draft.author +
                               " since. Compare both, then save again."};
}

std::optional<problem> reason_problem(const std::string& reason)
{
    if (reason.find_first_not_of(" \t\r\n") == std::string::npos)
        return problem{"reason.missing", "Say in a few words why, for those who look later."};
    if (reason.size() > longest_reason) return problem{"reason.too_long", "A reason has at most 2000 bytes."};
    return std::nullopt;
}

/// Ids are part of addresses and file names.
bool good_id(const std::string& id)
{
    return !id.empty() && id.size() <= longest_id && id.front() != '.' &&
           std::all_of(id.begin(), id.end(),
                       [](unsigned char c) { return std::isalnum(c) || c == '-' || c == '_' || c == '.'; });
}

problem bad_id(const char* code, const std::string& what)
{
    return {code, what + " has letters, digits, '-', '_' and '.', at most 64 of them."};
}

storage::audit_record audit(instant at, const author& who, const char* action, const nlohmann::json& detail)
{
    return {at, who.user, action, to_text(detail).text};
}

result<opened_tree> look_up(reader& r, const std::string& id)
{
    opened_tree opened;
    opened.id = id;
    auto active = r.active_trees();
    if (!active) return active.error();
    for (auto& each : *active)
        if (each.id == id) opened.active = std::move(each);
    auto draft = r.find_draft(id);
    if (!draft) return draft.error();
    if (!opened.active && !*draft) return unknown(id);
    if (*draft) opened.draft = std::move(**draft);
    opened.draft.id = id;
    auto base = r.find_tree(id, opened.draft.based_on);
    if (!base) return base.error();
    opened.changed = *draft && !(*base && (*base)->source == opened.draft.source);
    if (!opened.changed && opened.active) {
        opened.draft.source = opened.active->source;
        opened.draft.based_on = opened.active->version;
    }
    return opened;
}

result<std::vector<tree_summary>> all_trees(reader& r)
{
    auto active = r.active_trees();
    if (!active) return active.error();
    auto drafts = r.drafts();
    if (!drafts) return drafts.error();
    std::map<std::string, tree_summary> found;
    for (auto& each : *active) {
        // Who made it the active one, and why, may be another than who wrote it.
        auto latest = r.publications(each.id, 1);
        if (!latest) return latest.error();
        if (!latest->empty() && latest->front().version == each.version) {
            each.author = latest->front().author;
            each.reason = latest->front().reason;
            each.at = latest->front().at;
        }
        each.source.clear();
        found[each.id].active = std::move(each);
    }
    for (auto& each : *drafts) {
        auto opened = look_up(r, each.id);
        if (!opened) return opened.error();
        auto& row = found[each.id];
        if (opened->changed) row.draft = std::move(each);
    }
    std::vector<tree_summary> rows;
    for (auto& [id, row] : found) {
        row.id = id;
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace

awaitable<result<std::vector<tree_summary>>> authoring::list()
{
    auto question = [](reader& r) { return all_trees(r); };
    co_return co_await store_.read(question);
}

awaitable<result<opened_tree>> authoring::open(std::string id)
{
    auto question = [&](reader& r) { return look_up(r, id); };
    co_return co_await store_.read(question);
}

awaitable<result<storage::tree_version>> authoring::version(std::string id, std::string version)
{
    auto question = [&](reader& r) -> result<storage::tree_version> {
        auto found = r.find_tree(id, version);
        if (!found) return found.error();
        if (!*found) return problem{"tree.unknown", "The tree \"" + id + "\" has no version \"" + version + "\"."};
        return std::move(**found);
    };
    co_return co_await store_.read(question);
}

awaitable<result<std::vector<storage::published_version>>> authoring::history(std::string id)
{
    auto question = [&](reader& r) { return r.publications(id, longest_history); };
    co_return co_await store_.read(question);
}

awaitable<std::vector<finding>> authoring::findings(std::string text, std::string file)
{
    auto work = [&] { return check(text, file).findings; };
    co_return co_await run_on(runtime_.workers.get_executor(), work);
}

awaitable<result<simulated_text>> authoring::simulate(std::string text, simulated_world world,
                                                      std::vector<simulated_input> inputs)
{
    auto work = [&]() -> result<simulated_text> {
        auto checked = check(text, "draft");
        if (!checked.tree) return simulated_text{std::nullopt, std::move(checked.findings)};
        auto told = bot::simulate(*checked.tree, hours_, world, inputs);
        if (!told) return told.error();
        return simulated_text{std::move(*told), std::move(checked.findings)};
    };
    co_return co_await run_on(runtime_.workers.get_executor(), work);
}

awaitable<result<std::vector<tree_test>>> authoring::tests(std::string id)
{
    auto question = [&](reader& r) -> result<std::vector<tree_test>> {
        auto stored = r.tests_of(id);
        if (!stored) return stored.error();
        return merge_tests(id, std::move(*stored));
    };
    co_return co_await store_.read(question);
}

awaitable<result<std::int64_t>> authoring::save_test(storage::tree_test test, author who)
{
    if (!good_id(test.tree)) co_return bad_id("tree.bad_id", "A tree's id");
    if (!good_id(test.name)) co_return bad_id("test.bad_name", "A test's name");
    if (test.source.size() > longest_test) co_return problem{"test.too_long", "A test's text has at most 256 KiB."};
    auto known = co_await tests(test.tree);
    if (!known) co_return known.error();
    if (test.revision == 0 && known->size() >= most_tests)
        co_return problem{"test.too_many", "A tree has at most 100 tests; put conversations into one that is there."};
    test.author = who.name;
    test.at = runtime_.time.now();
    auto record =
        audit(test.at, who, "tree.save_test", {{"tree", test.tree}, {"test", test.name}, {"over", test.revision}});
    auto start = [&](auto done) { store_.store().save_test(test, std::move(record), std::move(done)); };
    co_return co_await store_.write<std::int64_t>(start);
}

awaitable<result<tested_text>> authoring::play(std::string id, std::string text, std::optional<tree_test> written)
{
    auto known = co_await tests(id);
    if (!known) co_return known.error();
    if (written) {
        auto& all = *known;
        const auto same = [&](const tree_test& each) { return each.name == written->name; };
        all.erase(std::remove_if(all.begin(), all.end(), same), all.end());
        all.push_back(std::move(*written));
    }
    auto work = [&]() -> tested_text {
        auto checked = check(text, id + ".json");
        if (!checked.tree) return {std::nullopt, std::move(checked.findings)};
        return {play_tests(checked.tree, text, *known), {}};
    };
    co_return co_await run_on(runtime_.workers.get_executor(), work);
}

awaitable<result<std::int64_t>> authoring::save(storage::tree_draft draft, author who)
{
    if (!good_id(draft.id)) co_return bad_id("tree.bad_id", "A tree's id");
    if (draft.source.size() > longest_text) co_return problem{"tree.too_long", "A tree's text has at most 2 MiB."};
    draft.author = who.name;
    draft.at = runtime_.time.now();
    auto record = audit(draft.at, who, "tree.save", {{"tree", draft.id}, {"over", draft.revision}});
    auto start = [&](auto done) { store_.store().save_draft(draft, std::move(record), std::move(done)); };
    co_return co_await store_.write<std::int64_t>(start);
}

awaitable<result<publish_answer>> authoring::publish_draft(std::string id, std::int64_t revision, std::string reason,
                                                           author who)
{
    if (auto wrong = reason_problem(reason)) co_return *wrong;
    auto question = [&](reader& r) { return r.find_draft(id); };
    auto draft = co_await store_.read(question);
    if (!draft) co_return draft.error();
    if (!*draft) co_return unknown(id);
    if ((*draft)->revision != revision) co_return stale(**draft);
    request what{std::move((*draft)->source),   id + ".json",  id, std::move(reason),
                 std::move((*draft)->based_on), "tree.publish"};
    co_return co_await publish(std::move(what), std::move(who));
}

awaitable<result<publish_answer>> authoring::publish_text(std::string text, std::string file, std::string reason,
                                                          author who)
{
    request what{std::move(text), std::move(file), {}, std::move(reason), std::nullopt, "tree.publish"};
    co_return co_await publish(std::move(what), std::move(who));
}

awaitable<result<publish_answer>> authoring::roll_back(std::string id, std::string version, std::string over,
                                                       std::string reason, author who)
{
    if (auto wrong = reason_problem(reason)) co_return *wrong;
    auto stored = co_await this->version(id, version);
    if (!stored) co_return stored.error();
    request what{std::move(stored->source), id + "@" + version, id,  std::move(reason),
                 std::move(over),           "tree.roll_back",   true};
    co_return co_await publish(std::move(what), std::move(who));
}

result<checked_tree> authoring::judge(const request& what)
{
    auto checked = check(what.text, what.file);
    if (checked.tree && !what.id.empty() && checked.tree->id() != what.id)
        checked.findings.push_back(
            {severity::error,
             {"tree.other-id",
              what.file,
              0,
              0,
              {},
              dialogs::told({"文本写的标识是“%1”；应为“%2”", "the text says the id \"%1\"; it must say \"%2\""},
                            {checked.tree->id(), what.id})}});
    // Whoever goes back is in a hurry: rules that came since, and tests, do not stand in the way.
    if (what.older && checked.tree) checked.findings.clear();
    if (what.older || !checked.publishable()) return checked;
    const auto id = checked.tree->id();
    auto stored = store_.read_now([&](reader& r) { return r.tests_of(id); });
    if (!stored) return stored.error();
    for (auto& each : play_tests(checked.tree, what.text, merge_tests(id, std::move(*stored))).failures())
        checked.findings.push_back(std::move(each));
    return checked;
}

awaitable<result<publish_answer>> authoring::publish(request what, author who)
{
    // A large tree takes long to check: not on an I/O thread.
    auto work = [&] { return judge(what); };
    auto judged = co_await run_on(runtime_.workers.get_executor(), work);
    if (!judged) co_return judged.error();
    auto& checked = *judged;
    if (!checked.publishable()) co_return publish_answer{what.id, {}, std::move(checked.findings)};
    const auto& tree = *checked.tree;
    const auto now = runtime_.time.now();
    storage::tree_publication publication{
        {tree.id(), tree.version(), std::move(what.text), who.name, std::move(what.reason), now, true},
        std::move(what.over)};
    auto record = audit(now, who, what.action, {{"tree", tree.id()}, {"version", tree.version()}});
    auto start = [&](auto done) { store_.store().publish_tree(publication, std::move(record), std::move(done)); };
    auto stored = co_await store_.write<storage::done>(start);
    if (!stored) co_return stored.error();
    if (running_ != nullptr) running_->activate(checked.tree);
    runtime_.log.write(log_level::info, "tree.published", {{"tree", tree.id()}, {"version", tree.version()}});
    co_return publish_answer{tree.id(), tree.version(), std::move(checked.findings)};
}

} // namespace amends::bot
