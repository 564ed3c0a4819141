#pragma once

#include "bot/config/config.hpp"
#include "bot/conversation/conversation.hpp"
#include "dialogs/testing/script.hpp"

#include <filesystem>
#include <string>

namespace amends::bot {

/// A chat on the terminal on its way to a dialog test: what was typed, and when.
class chat_record {
public:
    /// `language` and `zone` of the person who types, from `begun` on.
    chat_record(const config& config, std::string language, std::string zone, instant begun);

    bool empty() const { return !begun_; }
    void typed(const inbound_message& message, instant at);

    /// The script of what was typed to `tree`, with what happens then as what is expected.
    std::string script(const dialogs::tree_ptr& tree) const;

private:
    void add(std::string word, std::string value);

    dialogs::script made_;
    instant reached_;    ///< by the script's clock
    bool begun_ = false; ///< something was typed
};

/// Writes a new file. Error "test.exists" when there is one, which is left as it is, "test.unwritable" otherwise.
result<void> write_new(const std::filesystem::path& file, const std::string& text);

} // namespace amends::bot
