#include "dialogs/tree/document.hpp"
#include "dialogs/tree/references.hpp"
#include "dialogs/tree/schema.hpp"

#include <sodium.h>

#include <array>

namespace amends::dialogs {

using nlohmann::json;

namespace {

/// The first 16 hex digits of the text's SHA-256.
std::string content_address(std::string_view text)
{
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size());
    constexpr std::string_view digits = "0123456789abcdef";
    std::string result;
    for (std::size_t i = 0; i < 8; ++i) {
        result.push_back(digits[digest[i] >> 4]);
        result.push_back(digits[digest[i] & 15]);
    }
    return result;
}

void read_localized(const json& root, const char* name, const references& in,
                    std::map<std::string, std::string, std::less<>>& into)
{
    const auto* value = references::member(root, name);
    if (!value || !value->is_object()) return;
    for (const auto& [language, text] : value->items())
        if (text.is_string()) into[language] = text.get<std::string>();
    for (const auto& language : in.graph().languages)
        if (!into.contains(language))
            in.doc().report_name("tree.missing-language", child_pointer("", name), "lacks \"" + language + "\"");
}

void compile_head(const references& in)
{
    const auto& root = in.doc().root();
    auto& graph = in.graph();
    graph.id = references::word(root, "id");
    if (const auto* languages = references::member(root, "languages"); languages && languages->is_array())
        for (const auto& each : *languages)
            if (each.is_string()) graph.languages.push_back(each.get<std::string>());
    read_localized(root, "title", in, graph.title);
    read_localized(root, "greeting", in, graph.greeting);
}

} // namespace

loaded_tree load_tree(std::string_view text, std::string_view file)
{
    document doc{text, file};
    if (doc.problem_count() > 0) return {nullptr, std::move(doc).problems()};
    auto graph = std::make_unique<tree::graph>();
    graph->version = content_address(text);
    check_schema(doc);
    const references in{doc, *graph};
    compile_head(in);
    compile_slots(in);
    compile_texts(in);
    compile_choices(in);
    compile_nodes(in);
    compile_listeners(in);
    if (doc.problem_count() == 0) check_flow(doc, *graph);
    if (doc.problem_count() > 0) return {nullptr, std::move(doc).problems()};
    return {std::make_shared<const tree>(std::move(graph)), {}};
}

} // namespace amends::dialogs
