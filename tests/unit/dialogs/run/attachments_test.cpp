#include "../fixture.hpp"
#include "tests/support/dialog_script.hpp"

using namespace amends;
using test::dialog_script;
using test::workshop;

namespace {

const attachment picture{"f-1", "image/jpeg", 200'000};
const attachment paper{"f-2", "application/pdf", 40'000};
const attachment film{"f-3", "video/mp4", 400'000};
const attachment huge{"f-4", "image/png", 6 * 1024 * 1024};

dialog_script asked()
{
    dialog_script chat{workshop()};
    chat.facts.attachments = true;
    chat.says("The coffee machine I bought leaks all over the kitchen");
    chat.says("AB123456").expect_texts({"offline", "ask_photo"}).expect_asking("photo");
    return chat;
}

} // namespace

TEST_CASE("files answer a question for them, with or without words", "[dialogs][attachment]")
{
    asked().sends({picture}).expect_slot("photo", "f-1").expect_texts({"ask_wish"});
    asked().sends({picture, paper}, "here you are").expect_slot("photo", "f-1 f-2").expect_texts({"ask_wish"});
}

TEST_CASE("a file of another kind or size is asked for again, with what is wanted", "[dialogs][attachment]")
{
    auto chat = asked();
    chat.sends({film}).expect_texts({"photo_again"}).expect_unfilled("photo");
    chat.sends({huge, paper}).expect_slot("photo", "f-2");
}

TEST_CASE("a question for files may be passed like any other", "[dialogs][attachment]")
{
    asked().says("skip").expect_slot("photo", "").expect_texts({"ask_wish"});
}

TEST_CASE("a file sent earlier is not asked for again (C4)", "[dialogs][attachment]")
{
    dialog_script chat{workshop()};
    chat.facts.attachments = true;
    chat.sends({picture}, "The coffee machine I bought leaks all over the kitchen").expect_slot("photo", "f-1");
    chat.says("AB123456").expect_texts({"offline", "ask_wish"});
}

TEST_CASE("a file alone is answered whatever is asked (I5)", "[dialogs][attachment]")
{
    dialog_script chat{workshop()};
    chat.facts.attachments = true;
    chat.sends({picture}).expect_said("tell_me").expect_slot("photo", "f-1");
    chat.sends({film}).expect_said("tell_me");
}

TEST_CASE("a channel that carries no files is not asked for any", "[dialogs][attachment]")
{
    dialog_script chat{workshop()};
    chat.says("The coffee machine I bought leaks all over the kitchen");
    chat.says("AB123456").expect_texts({"offline", "ask_wish"}).expect_slot("photo", "");
}
