#include "bot/admin/local_link.hpp"

#include "bot/admin/admin.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/use_future.hpp>

#include <thread>

namespace amends::bot {
namespace {

namespace asio = boost::asio;

class local_link final : public server_link {
public:
    local_link(std::unique_ptr<storage::store> store, log_sink& log, metric_sink& metrics,
               const std::function<admin_commands(runtime&, store_access&)>& commands)
        : store_(std::move(store)), runtime_{io_, workers_, time_, log, metrics}, access_(*store_, workers_),
          admin_(commands(runtime_, access_), log), thread_([this] { io_.run(); })
    {}

    ~local_link() override
    {
        store_->stop();
        io_.stop();
        thread_.join();
        workers_.join();
    }

    result<std::string> request(const std::string& json) override
    {
        auto answer = asio::co_spawn(io_, admin_.handle(json), asio::use_future);
        return result<std::string>(boost::system::in_place_value, answer.get());
    }

private:
    std::unique_ptr<storage::store> store_;
    asio::io_context io_{1};
    asio::executor_work_guard<asio::io_context::executor_type> work_{io_.get_executor()};
    asio::thread_pool workers_{2};
    system_clock time_;
    runtime runtime_;
    store_access access_;
    admin admin_;
    std::thread thread_;
};

} // namespace

result<std::unique_ptr<server_link>>
make_local_link(const std::filesystem::path& data, log_sink& log, metric_sink& metrics,
                const std::function<admin_commands(runtime&, store_access&)>& commands)
{
    std::error_code error;
    if (!std::filesystem::exists(data / "amends.db", error))
        return problem{"store.none", data.string() + " holds no store; name the data directory with --data, or start "
                                                     "`amends serve` once to make one."};
    auto store = storage::open_sqlite({data});
    if (!store) return store.error();
    return std::unique_ptr<server_link>(std::make_unique<local_link>(std::move(*store), log, metrics, commands));
}

} // namespace amends::bot
