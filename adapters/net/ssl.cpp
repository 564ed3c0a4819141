// The one place where the bodies of Asio's TLS streams are compiled, as bot/asio.cpp does for the rest.
#include <boost/asio/ssl/impl/src.hpp>
