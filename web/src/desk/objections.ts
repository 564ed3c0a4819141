/** What is wrong with words that a rule of the linter objects to, and how to say it instead; by the rule's id. */
type Objections = Readonly<Record<string, readonly [what: string, mend: string]>>

const en: Objections = {
  blame: ['blames somebody else.', 'Say what will be done instead.'],
  boilerplate: ['is nothing but a set phrase.', 'Name what went wrong and what it did.'],
  'conditional-apology': ['is an apology with a condition.', 'Apologise for what happened, without if.'],
  'customer-wrong': [
    'tells the customer to be wrong, or doubts the word.',
    'State the facts neutrally; say why evidence helps.',
  ],
  'fault-admitted': ['admits fault; the facts may not be verified.', 'Regret it and own the handling.'],
  mocks: ['mocks the customer, or loses patience.', 'Write it as to somebody whom you respect.'],
  'n1-not-serious': ['makes light of the complaint.', 'Say what it did to the customer.'],
  'n2-worth-the-price': ['says that the price explains it.', 'Say what the customer can have.'],
  'n3-impossible': ['denies that it happened.', 'Say how it will be looked into.'],
  'n4-not-my-concern': ['sends the customer away.', 'Say who takes it on, and take it there.'],
  'n5-never-said': ['denies what was said.', 'Ask what was said, and keep to what was promised.'],
  'n6-no-idea': ['leaves the customer without help.', 'Say who knows, and by when.'],
  'n7-just-policy': ['hides behind a rule.', 'Give the reason, and what is possible instead.'],
  'n8-read-it-yourself': ['tells the customer to read.', 'Say what it says there.'],
  'others-first': ['says that others matter more.', "Say when it is the customer's turn."],
  'promise-undated': ['promises without a time.', 'Say who does it by when.'],
  'refusal-bare': ['refuses, and nothing else.', 'Say the reason, another way, and who comes next.'],
  'vague-owner': [
    'names nobody in particular, or nothing that can be measured.',
    'Name who, and what exactly.',
  ],
  'vague-time': ['is a time that is none.', 'Say by when.'],
}

const zh: Objections = {
  blame: ['把责任推给别人。', '改说接下来怎么办。'],
  boilerplate: ['只是一句套话。', '说清哪里出了错、造成了什么影响。'],
  'conditional-apology': ['道歉带了条件。', '直接为发生的事道歉，不用“如果”。'],
  'customer-wrong': ['说客户错了，或怀疑客户的话。', '客观陈述事实，说明为什么需要凭证。'],
  'fault-admitted': ['承认了过错，而事实可能尚未核实。', '表示歉意并负责处理。'],
  mocks: ['嘲讽客户，或失去耐心。', '像对您尊重的人那样写。'],
  'n1-not-serious': ['轻描淡写。', '说出这件事对客户的影响。'],
  'n2-worth-the-price': ['拿价格当理由。', '说客户可以得到什么。'],
  'n3-impossible': ['否认发生过。', '说明会怎样查。'],
  'n4-not-my-concern': ['把客户推开。', '说明由谁负责，并替客户转过去。'],
  'n5-never-said': ['否认说过的话。', '问清当时怎么说的，并兑现承诺。'],
  'n6-no-idea': ['让客户得不到帮助。', '说明谁知道、什么时候答复。'],
  'n7-just-policy': ['拿规定当挡箭牌。', '说明原因，以及可以怎么办。'],
  'n8-read-it-yourself': ['让客户自己去看。', '直接说明内容。'],
  'others-first': ['说别人更重要。', '告诉客户什么时候轮到自己。'],
  'promise-undated': ['承诺没有时间。', '说明谁在什么时候之前完成。'],
  'refusal-bare': ['只有拒绝。', '说明原因、其他办法，以及由谁跟进。'],
  'vague-owner': ['没有说清是谁，或无法衡量。', '说清由谁、做什么。'],
  'vague-time': ['时间含糊。', '说明最晚什么时候。'],
}

export const objections = { zh, en }
