#pragma once

#include "dialogs/model/result.hpp"

#include <filesystem>
#include <memory>

namespace boost::asio::ssl {
class context;
}

namespace amends::adapters {

/// A server's TLS context: TLS 1.2 and 1.3, AEAD suites only (ASVS 12.1). Both files are PEM; the certificate's
/// holds its chain. Errors: "tls.certificate", "tls.key", each with the file and the mend.
result<std::shared_ptr<boost::asio::ssl::context>> make_tls_context(const std::filesystem::path& certificate,
                                                                    const std::filesystem::path& key);

} // namespace amends::adapters
