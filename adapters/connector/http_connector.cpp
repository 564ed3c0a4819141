#include "adapters/connector/http_connector.hpp"

#include "adapters/connector/answer.hpp"
#include "adapters/connector/signature.hpp"

#include <fstream>

namespace amends::adapters {
namespace {

constexpr std::size_t shortest_secret = 32;

class http_connector final : public bot::connector {
public:
    http_connector(const bot::clock& time, std::string name, web_address at, std::string secret)
        : time_(time), name_(std::move(name)), client_(std::move(at)), secret_(std::move(secret))
    {}

    boost::asio::awaitable<bot::connector_answer> look_up(bot::connector_request request) override
    {
        auto body = question_text(name_, request);
        auto header = "Amends-Signature: " + signature_of(secret_, time_.now(), body);
        auto came = co_await client_.post(std::move(header), std::move(body), request.limit);
        if (!came.error.empty()) co_return bot::connector_answer{lookup_outcome::failed, {}, std::move(came.error)};
        co_return read_answer(came.status, came.body);
    }

private:
    const bot::clock& time_;
    std::string name_;
    http_client client_;
    std::string secret_;
};

} // namespace

result<std::string> read_connector_secret(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    std::string text(4096, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    constexpr std::string_view space = " \t\r\n";
    const auto begin = text.find_first_not_of(space);
    text = begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(space) - begin + 1);
    if (text.size() < shortest_secret)
        return problem{"connector.secret", file.string() + " holds less than " + std::to_string(shortest_secret) +
                                               " characters; make one with `openssl rand -hex 32`"};
    return {boost::system::in_place_value, std::move(text)};
}

std::shared_ptr<bot::connector> make_http_connector(const bot::clock& time, std::string name, web_address at,
                                                    std::string secret)
{
    return std::make_shared<http_connector>(time, std::move(name), std::move(at), std::move(secret));
}

} // namespace amends::adapters
