#include "dialogs/lint/rules.hpp"

#include <algorithm>

namespace amends::dialogs {
namespace {

using enum lint_severity;

constexpr lint_rule rules[]{
    {"recovery/abuse-ladder", error, "C10", "insults are not met by two calm lines, a boundary and then a person",
     "give the listener a \"ladder\" of three texts and a \"goto\" that leads to a handoff"},
    {"recovery/acknowledge-first", error, "B1, O3", "a question is put before the customer was acknowledged",
     "begin with a \"say\" of phase acknowledge that opens the case and says {case_number}"},
    {"recovery/apology-first", error, "B2, O3", "some way leads here without an apology",
     "put an apology on every way from the start"},
    {"recovery/apology-for-anger", error, "B10", "an angry customer gets the apology for a calm one",
     "write it for the mood \"angry\" too, naming the feeling and its cause"},
    {"recovery/apology-repeated", warning, "B3", "the same apology may be said twice in one case",
     "mark the text \"once\", or give it several wordings"},
    {"recovery/apology-uneven", error, "B2, B3", "other wordings of this text apologise, this one does not",
     "say sorry in every mood and language, or in none"},
    {"recovery/apology-words", error, "B2", "a text of the apology does not apologise",
     "say sorry for what happened, in plain words"},
    {"recovery/explanation-first", error, "B6", "facts are explained before the apology and before listening",
     "apologise and listen on every way to this node"},
    {"recovery/listen-briefly", warning, "C1", "who listens says little: this question is long",
     "one short sentence and one open question"},
    {"recovery/no-callback", error, "H9, F12, G4", "where nobody is there, no time is promised",
     "lead this edge to a \"promise\" before any question or end"},
    {"recovery/no-person", error, "H9", "a wish for a person ends without one",
     "lead every way behind \"goto\" to a handoff, or to a promise when nobody is there"},
    {"recovery/offer-before-listening", error, "F4, F7", "something is offered before the story was heard",
     "put a question of phase listen on every way from the start"},
    {"recovery/offer-before-need", error, "D1, F4", "something is offered before the customer was asked what is wanted",
     "ask for the wish on every way from the start"},
    {"recovery/phase-order", error, "O3", "the phases are out of order",
     "acknowledge, apologise, listen, collect, assess, propose, execute, follow up, close"},
    {"recovery/promise-owner", error, "M6, H1", "a promise does not say who keeps it", "name who will do it"},
    {"recovery/promise-time", error, "G3", "a promise does not say by when", "say {promise_due} in every wording"},
    {"recovery/questions-before-apology", error, "C1", "more than two questions before anybody was sorry",
     "ask at most for the story and its kind before the apology"},
    {"recovery/questions-before-person", error, "H9", "more than one question before a person comes",
     "ask at most once, then hand on"},
    {"recovery/refusal-ends", error, "F5, F9", "a refusal leads to nobody who can look again",
     "lead \"refused\" to a handoff or a promise"},
    {"recovery/refusal-incomplete", error, "F5", "a refusal lacks its reason, another way, or who comes next",
     "say all three"},
    {"recovery/remedy-undone", error, "F5, G1", "a remedy that failed or was denied leaves the customer alone",
     "lead the listener by \"goto\" to a handoff or a promise"},
    {"recovery/threat-person", error, "E3", "a threat does not lead to a person at once",
     "give the listener a \"goto\" that reaches a handoff without a question"},
    {"recovery/too-many-tries", error, "D2", "an answer that is not understood is asked for more than twice",
     "set \"tries\" to 2 or less"},
    {"structure/dead-end", error, "O3", "no way leads from here to an end or to a person",
     "give the node, or one behind it, an edge that leads on"},
    {"structure/label-too-long", warning, "protocols.md", "the label does not fit a channel's buttons", "shorten it"},
    {"structure/listener-stays", error, "O3", "\"stop\" and \"start over\" are heard and change nothing",
     "give the listener a \"goto\""},
    {"structure/missing-language", warning, "O3", "the tree does not speak a language that Amends ships",
     "add it to \"languages\" and to every text"},
    {"structure/missing-synonyms", warning, "O3", "synonyms lack a language of the tree",
     "add how its speakers say it"},
    {"structure/partial-edges", error, "O3", "some values have edges and others fall through to \"next\"",
     "name every value in \"edges\", or none"},
    {"structure/redundant-listener", warning, "O3", "the next listener does the same without a condition",
     "remove one, or let them differ"},
    {"structure/remedy-edge", error, "F1, F7", "what the policy makes possible has no edge here", "add the edge"},
    {"structure/too-many-options", warning, "protocols.md", "more options than a channel can list (10)",
     "ask in two steps"},
    {"structure/unspoken-language", warning, "O3", "the text has a language that the tree does not speak",
     "add it to \"languages\", or remove it"},
    {"structure/unused-text", warning, "O3", "nothing says this text", "use it, or remove it"},
    {"wording/blame", error, "B4, M8", "blames a colleague or somebody else", "say what will be done instead"},
    {"wording/boilerplate", error, "B2, B3", "nothing but a set phrase", "name what went wrong and what it did"},
    {"wording/conditional-apology", error, "B4", "an apology with a condition",
     "apologise for what happened, without if"},
    {"wording/customer-wrong", error, "M1, M7", "tells the customer to be wrong, or doubts the word",
     "state the facts neutrally; say why evidence helps"},
    {"wording/fault-admitted", warning, "B5, M10", "admits fault; the facts may not be verified",
     "regret it and own the handling; admit fault when fact_status is verified"},
    {"wording/mocks", error, "B7", "mocks the customer, or loses patience", "write it as to somebody whom you respect"},
    {"wording/n1-not-serious", error, "N1", "makes light of the complaint", "say what it did to the customer"},
    {"wording/n2-worth-the-price", error, "N2", "says that the price explains it", "say what the customer can have"},
    {"wording/n3-impossible", error, "N3", "denies that it happened", "say how it will be looked into"},
    {"wording/n4-not-my-concern", error, "N4", "sends the customer away", "say who takes it on, and take it there"},
    {"wording/n5-never-said", error, "N5", "denies what was said", "ask what was said, and keep to what was promised"},
    {"wording/n6-no-idea", error, "N6", "leaves the customer without help", "say who knows, and by when"},
    {"wording/n7-just-policy", error, "N7", "hides behind a rule", "give the reason, and what is possible instead"},
    {"wording/n8-read-it-yourself", error, "N8", "tells the customer to read", "say what it says there"},
    {"wording/others-first", error, "M5", "says that others matter more", "say when it is the customer's turn"},
    {"wording/promise-undated", warning, "G3, F12", "promises without a time", "say who does it by when"},
    {"wording/refusal-bare", error, "F5, C9", "refuses without reason, another way and who comes next",
     "say all three"},
    {"wording/vague-owner", warning, "M6, O1", "nobody in particular, or nothing that can be measured",
     "name who, and what exactly"},
    {"wording/vague-time", warning, "G3, M6", "a time that is none", "say by when"},
};

} // namespace

std::span<const lint_rule> lint_rules() { return rules; }

const lint_rule* find_lint_rule(std::string_view id)
{
    const auto at = std::lower_bound(std::begin(rules), std::end(rules), id,
                                     [](const lint_rule& rule, std::string_view wanted) { return rule.id < wanted; });
    return at != std::end(rules) && at->id == id ? at : nullptr;
}

} // namespace amends::dialogs
