#include "tests/support/running_adapters.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <filesystem>

using namespace amends;
using namespace amends::tests;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

/// A fresh self-signed certificate and its key in a folder of their own.
class certificate {
public:
    certificate() : folder_(fs::temp_directory_path() / ("amends-tls-" + std::to_string(::getpid())))
    {
        fs::create_directories(folder_);
        EVP_PKEY* key = EVP_EC_gen("P-256");
        X509* x = X509_new();
        ASN1_INTEGER_set(X509_get_serialNumber(x), 1);
        X509_gmtime_adj(X509_getm_notBefore(x), -60);
        X509_gmtime_adj(X509_getm_notAfter(x), 3600);
        X509_set_pubkey(x, key);
        X509_NAME_add_entry_by_txt(X509_get_subject_name(x), "CN", MBSTRING_ASC,
                                   reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
        X509_set_issuer_name(x, X509_get_subject_name(x));
        X509_sign(x, key, EVP_sha256());
        if (auto* file = std::fopen(path("cert.pem").c_str(), "w")) {
            PEM_write_X509(file, x);
            std::fclose(file);
        }
        if (auto* file = std::fopen(path("key.pem").c_str(), "w")) {
            PEM_write_PrivateKey(file, key, nullptr, nullptr, 0, nullptr, nullptr);
            std::fclose(file);
        }
        X509_free(x);
        EVP_PKEY_free(key);
    }
    ~certificate() { fs::remove_all(folder_); }
    std::string path(const std::string& name) const { return (folder_ / name).string(); }

private:
    fs::path folder_;
};

/// A TLS client over a blocking socket.
class tls_client {
public:
    explicit tls_client(std::uint16_t port, int version = TLS1_3_VERSION) : context_(SSL_CTX_new(TLS_client_method()))
    {
        SSL_CTX_set_min_proto_version(context_, version);
        SSL_CTX_set_max_proto_version(context_, version);
        SSL_CTX_set_cipher_list(context_, "ALL:@SECLEVEL=0");
        const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
            throw std::runtime_error("no connection");
        ssl_ = SSL_new(context_);
        SSL_set_fd(ssl_, fd);
        open_ = SSL_connect(ssl_) == 1;
    }
    ~tls_client()
    {
        ::close(SSL_get_fd(ssl_));
        SSL_free(ssl_);
        SSL_CTX_free(context_);
    }
    tls_client(const tls_client&) = delete;
    tls_client& operator=(const tls_client&) = delete;

    bool open() const { return open_; }
    void send(const std::string& bytes) { SSL_write(ssl_, bytes.data(), static_cast<int>(bytes.size())); }
    std::string take(std::size_t size)
    {
        while (in_.size() < size) read_more();
        auto taken = in_.substr(0, size);
        in_.erase(0, size);
        return taken;
    }
    std::string take_until(const std::string& mark)
    {
        while (in_.find(mark) == std::string::npos) read_more();
        return take(in_.find(mark) + mark.size());
    }
    json next()
    {
        const auto head = take(2);
        std::size_t size = static_cast<unsigned char>(head[1]);
        if (size == 126) {
            const auto bytes = take(2);
            size = (static_cast<std::size_t>(static_cast<unsigned char>(bytes[0])) << 8) |
                   static_cast<unsigned char>(bytes[1]);
        }
        return json::parse(take(size));
    }

private:
    void read_more()
    {
        char chunk[4096];
        const int got = SSL_read(ssl_, chunk, sizeof chunk);
        if (got <= 0) throw std::runtime_error("the connection ended");
        in_.append(chunk, static_cast<std::size_t>(got));
    }

    SSL_CTX* context_;
    SSL* ssl_ = nullptr;
    bool open_ = false;
    std::string in_;
};

} // namespace

TEST_CASE("behind TLS everything works as in the clear", "[tls]")
{
    const certificate made;
    auto bounds = running_adapters::quick();
    bounds.queue_bytes = 64 * 1024;
    running_adapters server(bounds, [&](bot::config& c) {
        c.tls_certificate = made.path("cert.pem");
        c.tls_key = made.path("key.pem");
    });
    tls_client page(server.port());
    REQUIRE(page.open());
    page.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
    const auto head = page.take_until("\r\n\r\n");
    CHECK(head.starts_with("HTTP/1.1 200 OK\r\n"));
    CHECK(head.find("Strict-Transport-Security") != std::string::npos);

    tls_client tab(server.port(), TLS1_2_VERSION);
    REQUIRE(tab.open());
    tab.send("GET /chat HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: "
             "websocket\r\nSec-WebSocket-Version: 13\r\n"
             "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: amends.chat.v1\r\n\r\n");
    CHECK(tab.take_until("\r\n\r\n").starts_with("HTTP/1.1 101"));
    tab.send(raw_client::frame(0x81, R"({"type":"hello"})"));
    CHECK(tab.next()["type"] == "welcome");
    // A burst beyond the queue: resynchronised here too, nothing skipped.
    server.conversations.latest()->speak(2000, std::string(1000, 'x'));
    for (int next = 1; next <= 2000;) {
        const auto frame = tab.next();
        if (frame["type"] == "line") REQUIRE(frame["seq"] == next++);
    }
}

TEST_CASE("old TLS and weak suites are refused", "[tls]")
{
    const certificate made;
    running_adapters server(running_adapters::quick(), [&](bot::config& c) {
        c.tls_certificate = made.path("cert.pem");
        c.tls_key = made.path("key.pem");
    });
    CHECK_FALSE(tls_client(server.port(), TLS1_1_VERSION).open());
    CHECK(tls_client(server.port(), TLS1_2_VERSION).open());
    // Plain HTTP on the TLS port gets no page.
    raw_client plain(server.port());
    plain.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    std::string answer;
    while (!plain.closed_by_server()) {
    }
    CHECK(tls_client(server.port()).open());
}

TEST_CASE("a key that is not the certificate's is refused at the start", "[tls]")
{
    const certificate made;
    bot::config wrong;
    CHECK_THROWS_WITH(running_adapters(running_adapters::quick(),
                                       [&](bot::config& c) {
                                           c.tls_certificate = made.path("cert.pem");
                                           c.tls_key = made.path("cert.pem");
                                       }),
                      Catch::Contains("tls.key"));
}
