#pragma once

#include "bench/load/client.hpp"
#include "bench/load/script.hpp"

namespace amends::bench {

/// Speaks the first words of `amends.chat.v1` (docs/chat-protocol.md). Frames are told apart by scanning for
/// their members, not by a DOM: a quote inside a JSON string is escaped, so `"type":"` is only ever the member.
class chat_client : public client {
public:
    /// A new visitor, without a token.
    chat_client(loop& on, const endpoint& to, unsigned number, const script& words, std::size_t part_number);

    bool welcomed() const { return welcomed_; }
    std::size_t part_number() const { return part_number_; }

protected:
    virtual void on_welcome(std::string_view text) = 0;
    virtual void on_frame(std::string_view type, std::string_view text) = 0;
    const part& words() const { return script_.parts[part_number_]; }

    const script& script_;

private:
    void on_open() final;
    void on_text(std::string_view text) final;

    std::size_t part_number_;
    bool welcomed_ = false;
};

/// Value of the first string member `name` of a compact JSON text; throws `failure` when there is none.
std::string_view string_member(std::string_view text, std::string_view name);
std::int64_t number_member(std::string_view text, std::string_view name);

/// Where the chat is: GET /chat with its subprotocol.
endpoint chat_endpoint(std::uint16_t port);

} // namespace amends::bench
