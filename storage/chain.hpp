#pragma once

#include "storage/records.hpp"
#include "storage/sql.hpp"

#include <array>

namespace amends::storage {

/// The hash chain of a conversation (architecture.md, "When things fail"): a changed, removed, added or
/// reordered line shows, and a line can still be erased.
///
///     digest = SHA-256(salt | text | extra | author)              each text behind its length
///     hash   = SHA-256(previous hash | place | digest)
///     place  = audience (1 byte) | sequence | speaker (1 byte) | user | time
///
/// Numbers are 8 bytes, big-endian. Customer-visible lines and internal notes form one chain in the order of
/// storing; `place` begins with the audience, so the two sequences cannot be mistaken for each other. The chain
/// starts from 32 zero bytes. Erasing a line drops salt, text, extra and author and keeps the digest: the salt
/// is random, so the digest tells nothing of a text that can be guessed. A line's state is not chained:
/// withdrawing changes no words.
using digest = std::array<unsigned char, 32>;
using salt = std::array<unsigned char, 16>;

salt random_salt();
digest digest_of_words(blob with_salt, const std::string& text, const std::string& extra, const std::string& author);
/// Uses of `line` its audience, sequence, speaker, user and time.
digest link(blob previous, const stored_line& line, blob words);

} // namespace amends::storage
