#include "dialogs/tree/document.hpp"
#include "dialogs/tree/references.hpp"
#include "dialogs/tree/schema.hpp"

#include <sodium.h>

#include <array>

namespace amends::dialogs {

using nlohmann::json;

namespace {

/// The first 16 hex digits of the SHA-256 of the tree's text and of those that it calls.
std::string content_address(const std::vector<std::string_view>& texts)
{
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256_state hash;
    crypto_hash_sha256_init(&hash);
    for (const auto text : texts)
        crypto_hash_sha256_update(&hash, reinterpret_cast<const unsigned char*>(text.data()), text.size());
    crypto_hash_sha256_final(&hash, digest.data());
    constexpr std::string_view digits = "0123456789abcdef";
    std::string result;
    for (std::size_t i = 0; i < 8; ++i) {
        result.push_back(digits[digest[i] >> 4]);
        result.push_back(digits[digest[i] & 15]);
    }
    return result;
}

void read_localized(const json* value, const std::string& pointer, const references& in,
                    std::map<std::string, std::string, std::less<>>& into)
{
    if (!value || !value->is_object()) return;
    for (const auto& [language, text] : value->items())
        if (text.is_string()) into[language] = text.get<std::string>();
    for (const auto& language : in.graph().languages)
        if (!into.contains(language))
            in.doc().report_name("tree.missing-language", pointer, told({"缺少“%1”", "lacks \"%1\""}, {language}));
}

void compile_head(const references& in)
{
    const auto& root = in.doc().root();
    auto& graph = in.graph();
    graph.id = references::word(root, "id");
    if (const auto* languages = references::member(root, "languages"); languages && languages->is_array())
        for (const auto& each : *languages)
            if (each.is_string()) graph.languages.push_back(each.get<std::string>());
    read_localized(references::member(root, "title"), "/title", in, graph.title);
    read_localized(references::member(root, "greeting"), "/greeting", in, graph.greeting);
}

/// The tree's own names of its queues go before those of a tree that it calls.
void compile_queues(const references& in)
{
    const auto* queues = in.part("queues");
    if (!queues) return;
    for (const auto& [queue, name] : queues->items())
        if (const auto [at, fresh] = in.graph().queues.try_emplace(queue); fresh)
            read_localized(&name, in.place("queues", queue), in, at->second);
}

/// The documents of a tree: itself, and those that it calls, each with what is wrong with it.
std::vector<diagnostic> problems_of(document& doc, const all_scopes& scopes)
{
    const document* const own = &doc;
    const document* before = own;
    auto problems = std::move(doc).problems();
    for (const auto& each : scopes) {
        if (&each.doc() == before || &each.doc() == own) continue;
        before = &each.doc();
        for (auto& one : std::move(each.doc()).problems()) problems.push_back(std::move(one));
    }
    return problems;
}

void compile(const all_scopes& scopes)
{
    for (const auto& in : scopes) compile_queues(in);
    for (const auto& in : scopes) compile_slots(in);
    for (const auto& in : scopes) compile_texts(in);
    for (const auto& in : scopes) compile_choices(in);
    compile_remedies(scopes.front());
    for (const auto& in : scopes) declare_nodes(in);
    for (const auto& in : scopes) compile_nodes(in);
    check_calls(scopes);
    compile_frame(scopes.front());
    compile_listeners(scopes.front());
}

} // namespace

std::string version_of(std::string_view text) { return content_address({text}); }

loaded_tree load_tree(std::string_view text, std::string_view file, const std::vector<tree_source>& others)
{
    document doc{text, file};
    if (doc.problem_count() > 0) return {nullptr, std::move(doc).problems()};
    std::vector<std::unique_ptr<document>> callable;
    callable.reserve(others.size());
    for (const auto& each : others) callable.push_back(std::make_unique<document>(each.text, each.file));
    auto graph = std::make_unique<tree::graph>();
    check_schema(doc);
    const auto scopes = find_scopes(doc, *graph, callable);
    compile_head(scopes.front());
    std::vector<std::string_view> texts{text};
    for (const auto& each : scopes)
        if (each.scope().called && each.scope().pointer.empty()) texts.push_back(each.doc().text());
    graph->version = content_address(texts);
    compile(scopes);
    const auto count = [&] {
        std::size_t all = 0;
        for (const auto& each : scopes) all += each.doc().problem_count();
        return all;
    };
    if (count() == 0) check_flow(scopes, *graph);
    if (count() > 0) return {nullptr, problems_of(doc, scopes)};
    return {std::make_shared<const tree>(std::move(graph)), {}};
}

} // namespace amends::dialogs
