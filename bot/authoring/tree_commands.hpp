#pragma once

#include "bot/authoring/authoring.hpp"
#include "bot/ports/admin_command.hpp"

#include <memory>

namespace amends::bot {

/// What the command line asks about trees; every "tree" is an id, every text a tree's JSON.
///
/// "tree.list"; "tree.open" (tree; `version`: a published one, without: what is worked on); "tree.history" (tree);
/// "tree.save" (tree, source; `over`: the revision it takes the place of, without: refused with "draft.other" when
/// somebody's unpublished changes are there); "tree.publish" (source and file, or tree for the draft; reason): new
/// conversations begin with it at once; "tree.roll_back" (tree, version, reason). A tree with mistakes, or whose tests
/// fail, is refused with all of them ("tree.invalid"). "tree.tests" (tree); "tree.save_test" (tree, name, source; `over`
/// as above, "test.other"); "tree.test" (tree) plays its tests with what is worked on.
admin_commands tree_commands(std::shared_ptr<authoring> trees);

} // namespace amends::bot
