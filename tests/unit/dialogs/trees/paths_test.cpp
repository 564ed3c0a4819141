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
    {"yes_no", {"是的", "no", "yes"}}};

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
        const auto text = [&](const json& holder, const char* name) {
            if (holder.contains(name)) all.texts.insert(holder.at(name).get<std::string>());
        };
        for (const auto& [id, node] : tree.at("nodes").items()) {
            for (const char* name : {"text", "reprompt", "reminder", "intro", "thanks"}) text(node, name);
            for (const auto& each : node.value("texts", json::array())) all.texts.insert(each.get<std::string>());
            for (const auto& each : node.value("questions", json::array())) text(each, "text"), text(each, "reprompt");
            if (node.contains("comment")) text(node.at("comment"), "text");
            const auto kind = node.at("node").get<std::string>();
            if (kind == "ask" || kind == "choose" || kind == "survey" || kind == "handoff") all.nodes.insert(id);
            if (kind == "choose")
                for (const auto& choice : tree.at("slots").at(node.at("slot").get<std::string>()).at("choices"))
                    all.presses.insert(id + ":" + choice.at("value").get<std::string>());
            if (kind == "handoff")
                for (const char* end : {"joined", "nobody", "went back"}) all.waits.insert(id + ":" + end);
        }
        for (const auto& each : tree.at("listeners"))
            for (const auto& id : each.value("texts", json::array())) all.texts.insert(id.get<std::string>());
        for (const auto& [name, slot] : tree.at("slots").items()) text(slot, "confirm");
        text(tree, "agent_vanished");
        text(tree, "while_waiting");
        return all;
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
        chat.says(openings[static_cast<std::size_t>(number) % openings.size()]);
        look(chat);
        for (int step = 0; step < 40 && !chat.state().ended; ++step) {
            chat.facts.agents_available = chance(15) ? 0 : 2;
            chat.facts.business_open = !chance(10);
            chat.facts.now += 30s;
            const auto floor = chat.state().floor;
            if (floor == floor_holder::bot)
                customer_acts(chat);
            else if (floor == floor_holder::waiting)
                wait_ends(chat);
            else
                agent_acts(chat);
            look(chat);
        }
        if (!chat.state().ended) return;
        chat.says(one_of(farewells));
        look(chat);
    }

    void customer_acts(dialog_script& chat)
    {
        const auto roll = dice_() % 100;
        const auto& asking = chat.state().asking;
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
            chat.says(one_of(answers.at(tree_.at("slots").at(asking).at("type").get<std::string>())));
    }

    bool offers(const dialog_script& chat, const std::string& asking) const
    {
        return !chat.offered().empty() && (chat.state().confirming || tree_.at("slots").at(asking).contains("choices"));
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
            CHECK_FALSE(state.question.empty()); // never left without a question
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
        // Rare turns take more conversations; the seed is fixed, so that the number of them is too.
        for (int round = 0; round < 12 && !walker.seen().cover(all); ++round) walker.walk(200);
        expect_all("text", all.texts, walker.seen().texts);
        expect_all("question", all.nodes, walker.seen().nodes);
        expect_all("quick reply", all.presses, walker.seen().presses);
        expect_all("end of waiting", all.waits, walker.seen().waits);
    }
}
