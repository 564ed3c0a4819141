#include "adapters/net/tls_context.hpp"

#include <boost/asio/ssl/context.hpp>

namespace amends::adapters {

namespace ssl = boost::asio::ssl;

namespace {

constexpr const char* tls12_suites = "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:"
                                     "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305:"
                                     "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256";

} // namespace

result<std::shared_ptr<ssl::context>> make_tls_context(const std::filesystem::path& certificate,
                                                       const std::filesystem::path& key)
{
    auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
    auto* native = context->native_handle();
    SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
    SSL_CTX_set_cipher_list(native, tls12_suites);
    SSL_CTX_set_options(native, SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
    SSL_CTX_set_mode(native, SSL_MODE_RELEASE_BUFFERS);

    boost::system::error_code error;
    context->use_certificate_chain_file(certificate.string(), error);
    if (error)
        return problem{"tls.certificate", "tls.certificate: " + certificate.string() + ": " + error.message() +
                                              "; give a readable PEM file with the certificate and its chain"};
    context->use_private_key_file(key.string(), ssl::context::pem, error);
    if (error || SSL_CTX_check_private_key(native) != 1)
        return problem{"tls.key", "tls.key: " + key.string() + ": " +
                                      (error ? error.message() : std::string("does not belong to the certificate")) +
                                      "; give the readable, unencrypted PEM key of tls.certificate"};
    return context;
}

} // namespace amends::adapters
