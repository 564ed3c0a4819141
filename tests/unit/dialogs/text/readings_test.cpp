#include "dialogs/text/readings.hpp"

#include <catch2/catch.hpp>

using amends::dialogs::readings;
using all = std::vector<std::string>;

TEST_CASE("A pattern reads as each of its branches, with arguments by name", "[text]")
{
    CHECK(readings("Hello.") == all{"Hello."});
    CHECK(readings("By {due, date, ::MMMd}, {who}.") == all{"By {due}, {who}."});
    CHECK(readings("{a, select, yes {A {b}} other {none}}!") == all{"A {b}!", "none!"});
    CHECK(readings("{a, select, x {1} y {2} other {3}}{b, select, x {p} other {q}}") == all{"1p", "2q", "3q"});
    CHECK(readings("{n, plural, one {# day} other {# days}}") == all{"# day", "# days"});
    CHECK(readings("It won't, {who}.") == all{"It won't, {who}."});
    CHECK(readings("It''s '{'plain'}'") == all{"It's {plain}"});
}

TEST_CASE("Nested branches are all read", "[text]")
{
    const auto read = readings("{a, select, x {in {b, select, y {deep} other {flat}}} other {out}}");
    CHECK(read == all{"in deep", "in flat", "out"});
    const auto later = readings("{a, select, x {in} other {out {b, select, y {deep} other {flat}}}}");
    CHECK(later == all{"in", "out deep", "out flat"});
}

TEST_CASE("More branches than readings share the last one; a broken pattern reads as it is", "[text]")
{
    CHECK(readings("{a, select, x {1} y {2} z {3} other {4}}", 2) == all{"1", "2\n3\n4"});
    CHECK(readings("{a, select") == all{"{a, select"});
}
