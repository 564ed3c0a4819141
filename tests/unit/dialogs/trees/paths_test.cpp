#include "tests/unit/dialogs/trees/shipped_tree.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <random>
#include <set>

/// Seeded customers walk through the shipped trees by every door there is. What must hold everywhere is
/// checked at every step, and at the end nothing of a tree is left that no customer has seen.

using namespace amends;
using namespace amends::test;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

using words = std::vector<std::string>;

const words openings{"你好",
                     "hello",
                     "投诉",
                     "it is about a thing I got from you",
                     "上周买的耳机左边没有声音，我要退款",
                     "I bought headphones last week and the left side has no sound",
                     "发错货了，不是我买的那个颜色",
                     "You sent me the wrong item, it is not what I ordered",
                     "等了半个月还没到，物流一直不更新",
                     "my order is late and still hasn't arrived after two weeks",
                     "客服态度恶劣，骂人，还挂我电话",
                     "the staff were rude and shouted at me at the desk",
                     "多扣了我两百块钱，账单不对",
                     "I was overcharged on my bill and want an answer",
                     "说好的赠品没有兑现，说话不算数",
                     "you promised a sea view and it was not as agreed",
                     "我都催了三次了，还是没人处理，东西坏了",
                     "I called three times already and it is still broken",
                     "东西到手就坏了，气死我了！！！什么破玩意",
                     "退款到现在还没到账，已经等了半个月，客服一直没回复",
                     "质量差",
                     "it's broken",
                     "为了这件事我都不想活了"};

const words remarks{"转人工",
                    "talk to a person",
                    "傻逼",
                    "废物",
                    "白痴",
                    "智障",
                    "我要曝光你们",
                    "see you in court",
                    "充电宝冒烟了",
                    "I want to die",
                    "处理进度怎么样了",
                    "any update on my case?",
                    "谢谢",
                    "thanks",
                    "再见",
                    "bye",
                    "stop",
                    "重新开始",
                    "start over",
                    "说中文",
                    "in English please",
                    "不对，是 AB99999999",
                    "写错了，应该是 AB87654321",
                    "另一个投诉",
                    "you have another problem",
                    "there is another problem",
                    "你是机器人吗",
                    "are you a bot?",
                    "怎么投诉",
                    "how do I complain?",
                    "where is my order?",
                    "到哪了"};

const words farewells{"谢谢", "再见", "bye", "thank you"};
const words afterthoughts{"在吗", "ok", "any update on my case?", "盒子也是破的"};
const words misfits{"   ", "唔", "xyz", "嗯哼", "说不准", "hm"};
const words skips{"没有", "不记得了", "跳过", "I don't know", "skip"};

const std::map<std::string, words> answers{
    {"order_id",
     {"AB12345678", "HT20261120", "YT1234567890123", "1208", "AB12345678 或者 AB99999999", "HT20261120 or HT20261121",
      "YT1234567890123 or YT1234567890124"}},
    {"date", {"昨天", "yesterday", "last Tuesday", "11月20日", "20 November"}},
    {"money", {"200块", "$20", "三百元", "200块或者300块"}},
    {"phone", {"13800138000", "+44 20 7946 0000", "13800138000 或者 13900139000"}},
    {"email", {"jo@example.com", "jo@example.com or li@example.com"}},
    {"rating", {"5", "四分", "3"}},
    {"text", {"就是家里要用的那一件", "it is for my mother", "等了很久一直没到，也没人回复"}},
    {"address", {"12 Elm Street, Leeds"}},
    {"choice", {"退款", "refund", "道歉"}},
    {"attachment", {"跳过", "here", "skip"}},
    {"yes_no", {"是的", "no", "yes"}}};

const words to_offers{"再多一点可以吗", "50块",      "what about $30?", "I want 60 yuan", "都不合适",
                      "none of these",  "好的",      "the first one",   "道歉就行",       "not enough",
                      "换货",           "嗯，看看吧"};

/// What a tree shows to customers, by kind, so that what was seen can be held against it.
struct sights {
    std::set<std::string> texts;
    std::set<std::string> nodes;   ///< those that wait
    std::set<std::string> presses; ///< node:value
    std::set<std::string> waits;   ///< handoff:what ended it

    bool cover(const sights& all) const
    {
        const auto holds = [](const auto& mine, const auto& theirs) {
            return std::includes(mine.begin(), mine.end(), theirs.begin(), theirs.end());
        };
        return holds(texts, all.texts) && holds(nodes, all.nodes) && holds(presses, all.presses) &&
               holds(waits, all.waits);
    }

    static sights in(const json& tree)
    {
        sights all;
        all.add(tree, tree, "");
        for (const auto& [name, section] : tree.at("sections").items()) all.add(tree, section, name + ".");
        for (const auto& each : tree.at("listeners"))
            for (const char* name : {"texts", "ladder"})
                for (const auto& id : each.value(name, json::array())) all.texts.insert(id.get<std::string>());
        if (tree.contains("remedies")) {
            for (const auto& rule : tree.at("remedies").at("rules")) {
                all.texts.insert(rule.at("terms").get<std::string>());
                all.presses.insert("settle:" + rule.at("id").get<std::string>());
            }
            all.presses.insert("settle:none");
        }
        all.text(tree, "agent_vanished");
        all.text(tree, "while_waiting");
        return all;
    }

private:
    void text(const json& holder, const char* name, const std::string& prefix = {})
    {
        if (holder.contains(name)) texts.insert(prefix + holder.at(name).get<std::string>());
    }

    void add(const json& tree, const json& part, const std::string& prefix)
    {
        for (const auto& [id, node] : part.at("nodes").items()) {
            for (const char* name : {"text", "reprompt", "reminder", "intro", "thanks", "refusal"})
                text(node, name, prefix);
            for (const auto& each : node.value("texts", json::array())) texts.insert(prefix + each.get<std::string>());
            for (const auto& each : node.value("questions", json::array())) text(each, "text"), text(each, "reprompt");
            if (node.contains("comment")) text(node.at("comment"), "text");
            const auto kind = node.at("node").get<std::string>();
            if (kind == "ask" || kind == "choose" || kind == "survey" || kind == "handoff" || kind == "lookup" ||
                kind == "remedy")
                nodes.insert(prefix + id);
            if (kind == "choose") {
                const auto slot = node.at("slot").get<std::string>();
                const auto& own = part.value("slots", json::object());
                const auto& definition = own.contains(slot) ? own.at(slot) : tree.at("slots").at(slot);
                for (const auto& choice : definition.value("choices", json::array()))
                    presses.insert(prefix + id + ":" + choice.at("value").get<std::string>());
            }
            if (kind == "handoff")
                for (const char* end : {"joined", "nobody", "went back"}) waits.insert(prefix + id + ":" + end);
            if (kind == "lookup")
                for (const char* end : {"found", "nothing", "failed", "late"}) waits.insert(prefix + id + ":" + end);
        }
        const auto slots = part.value("slots", json::object());
        for (const auto& slot : slots) text(slot, "confirm", prefix);
    }
};

void expect_all(const char* what, const std::set<std::string>& wanted, const std::set<std::string>& seen)
{
    for (const auto& each : wanted) {
        INFO(what << " never met: " << each);
        CHECK(seen.count(each) == 1);
    }
}

class explorer {
public:
    explicit explorer(const json& tree) : tree_{tree}, id_{tree.at("id").get<std::string>()} {}

    void walk(int conversations)
    {
        for (int i = 0; i < conversations; ++i) converse(i);
    }

    const sights& seen() const { return seen_; }

private:
    template <class List> const auto& one_of(const List& list) { return list[dice_() % list.size()]; }
    bool chance(unsigned percent) { return dice_() % 100 < percent; }

    void converse(int number)
    {
        auto chat = chat_with(id_);
        chat.facts.seed = dice_();
        apologies_.clear();
        told_.clear();
        insults_left_ = 0;
        if (chance(70)) chat.facts.connectors = {"order"};
        chat.facts.attachments = chance(60);
        chat.says(openings[static_cast<std::size_t>(number) % openings.size()]);
        look(chat);
        for (int step = 0; step < 40 && !chat.state().ended; ++step) {
            chat.facts.agents_available = chance(15) ? 0 : 2;
            chat.facts.business_open = !chance(10);
            chat.facts.now += 30s;
            chat.facts.remedy_budget = chance(30) ? std::optional{static_cast<double>(dice_() % 100)} : std::nullopt;
            if (chance(10)) remedy_moves(chat);
            const auto floor = chat.state().floor;
            if (floor == floor_holder::bot && !chat.state().lookup.empty() && !chance(15))
                connector_answers(chat);
            else if (floor == floor_holder::bot)
                customer_acts(chat);
            else if (floor == floor_holder::waiting)
                wait_ends(chat);
            else
                agent_acts(chat);
            look(chat);
        }
        if (!chat.state().ended) return;
        if (chance(60)) chat.facts.now += 30h;
        if (dialogs::begins_anew(chat.state())) apologies_.clear(); // another case
        chat.says(chance(30) ? one_of(farewells) : one_of(afterthoughts));
        look(chat);
    }

    void customer_acts(dialog_script& chat)
    {
        const auto roll = dice_() % 100;
        const auto& asking = chat.state().asking;
        if (chance(3)) return void(chat.objects("说的是不是这么回事", static_cast<objection_kind>(1 + dice_() % 3)));
        if (chance(3)) return void(chat.sends({{"f-1", chance(50) ? "image/png" : "video/mp4", 1000}}));
        if (!chat.state().offers.empty() && !chat.state().question.empty() && asking.empty()) {
            if (chance(70)) return press(chat);
            return void(chat.says(one_of(to_offers)));
        }
        if (roll < 2) insults_left_ = 4;
        if (insults_left_ > 0)
            --insults_left_, chat.says("白痴");
        else if (asking.empty() || roll < 8)
            chat.says(one_of(remarks));
        else if (roll < 14)
            chat.says(one_of(misfits));
        else if (roll < 20)
            chat.says(one_of(skips));
        else if (roll < 22)
            chat.waits(6min);
        else if (roll < 75 && offers(chat, asking))
            press(chat);
        else
            chat.says(one_of(answer_to(slot(asking).at("type").get<std::string>())));
    }

    /// Answers of the type, or what fits no question.
    static const words& answer_to(const std::string& type)
    {
        const auto found = answers.find(type);
        return found == answers.end() ? misfits : found->second;
    }

    /// What the tree says of a slot, of a section's by its prefix.
    const json& slot(const std::string& name) const
    {
        const auto dot = name.find('.');
        if (dot == std::string::npos) return tree_.at("slots").at(name);
        return tree_.at("sections").at(name.substr(0, dot)).at("slots").at(name.substr(dot + 1));
    }

    void connector_answers(dialog_script& chat)
    {
        static const words states{"delivered", "shipped", "refunded", "cancelled", "lost", "strange"};
        const auto node = chat.state().node;
        const auto roll = dice_() % 100;
        if (roll < 70) {
            std::map<std::string, std::string> fields{{"status", one_of(states)}};
            if (chance(80)) fields["total"] = std::to_string(20 + dice_() % 900);
            if (chance(80)) fields["freight"] = std::to_string(5 + dice_() % 90);
            if (chance(50)) fields["delivered_on"] = fields["check_in"] = "2026-11-20";
            seen_.waits.insert(node + ":found"), chat.answers(std::move(fields));
        } else if (roll < 80) {
            seen_.waits.insert(node + ":nothing"), chat.finds_nothing();
        } else if (roll < 90) {
            seen_.waits.insert(node + ":failed"), chat.fails_to_answer();
        } else {
            seen_.waits.insert(node + ":late"), chat.waits(10s);
        }
    }

    /// Whoever decides on what was accepted, or carries it out, has done so.
    void remedy_moves(dialog_script& chat)
    {
        if (chat.state().remedies.empty()) return;
        const auto remedy = chat.state().remedies.begin()->first;
        if (chance(50))
            chat.happens(remedy_decided{remedy, chance(60)});
        else
            chat.happens(remedy_executed{remedy, chance(60)});
        look(chat);
    }

    bool offers(const dialog_script& chat, const std::string& asking) const
    {
        return !chat.offered().empty() && (chat.state().confirming || slot(asking).contains("choices"));
    }

    void press(dialog_script& chat)
    {
        const auto option = one_of(chat.offered()).value;
        if (!chat.state().confirming) seen_.presses.insert(chat.state().node + ":" + option);
        chat.presses(option);
    }

    void wait_ends(dialog_script& chat)
    {
        const auto node = chat.state().node;
        const auto roll = dice_() % 100;
        if (roll < 35)
            seen_.waits.insert(node + ":joined"), chat.agent_joins();
        else if (roll < 65)
            seen_.waits.insert(node + ":nobody"), chat.waits(10min);
        else if (roll < 80)
            seen_.waits.insert(node + ":went back"), chat.says("不等了，还是跟机器人说吧");
        else
            chat.facts.now += 2min, chat.says(one_of(remarks));
    }

    void agent_acts(dialog_script& chat)
    {
        const auto roll = dice_() % 100;
        if (roll < 20)
            chat.says("我说的就是这件事");
        else if (roll < 70)
            chat.agent_resolves();
        else if (roll < 85)
            chat.agent_returns();
        else
            chat.agent_vanishes();
    }

    /// What holds after every step.
    void look(const dialog_script& chat)
    {
        INFO(chat.story());
        CHECK(chat.effect<report_defect>() == nullptr);
        const auto& state = chat.state();
        const bool silent = chat.story() == told_; // the latest step is one that was looked at before
        told_ = chat.story();
        const auto said = silent ? std::vector<std::string>{} : chat.texts();
        for (std::size_t i = 0; i < said.size(); ++i) {
            seen_.texts.insert(said[i]);
            if (said[i].starts_with("sorry_")) CHECK(apologies_.insert(chat.lines()[i]).second); // B3
        }
        if (state.floor == floor_holder::bot && !state.ended)
            CHECK_FALSE((state.question.empty() && state.lookup.empty())); // never left without a question
        if (!state.ended && seen_.nodes.insert(state.node).second && state.floor == floor_holder::bot)
            ask_for_a_person(chat);
    }

    void ask_for_a_person(dialog_script chat) // H9: at every question
    {
        chat.facts.agents_available = 1;
        chat.facts.business_open = true;
        chat.says(chat.state().language == "en" ? "let me talk to a person" : "转人工");
        chat.expect_floor(floor_holder::waiting).expect_texts({"to_person"});
    }

    const json& tree_;
    std::string id_;
    std::mt19937 dice_{20261127};
    sights seen_;
    std::set<std::string> apologies_; ///< heard in this conversation
    std::string told_;
    int insults_left_ = 0;
};

bool is_explored_whole(const std::string& tree)
{
    return tree == "retail-order" || tree == "hotel-stay" || tree == "parcel-delivery";
}

} // namespace

TEST_CASE(
    "Whichever way customers take, nothing breaks, nothing is left unseen, and a person is one word away (B3, H9, O3)",
    "[trees]")
{
    for (const auto& source : dialogs::shipped_trees()) {
        const auto tree = json::parse(source.text);
        INFO(source.file);
        explorer walker{tree};
        const auto all = sights::in(tree);
        walker.walk(100);
        // What is rare in the others is walked by their dialog tests, every edge of it.
        if (!is_explored_whole(tree.at("id").get<std::string>())) continue;
        // Rare turns take more conversations; the seed is fixed, so that the number of them is too.
        for (int round = 1; round < 40 && !walker.seen().cover(all); ++round) walker.walk(200);
        expect_all("text", all.texts, walker.seen().texts);
        expect_all("question", all.nodes, walker.seen().nodes);
        expect_all("quick reply", all.presses, walker.seen().presses);
        expect_all("end of waiting", all.waits, walker.seen().waits);
    }
}
