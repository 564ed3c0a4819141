import { languageOf } from '../widget/texts'
import type { Language } from '../widget/texts'

export type Scenario = 'retail-order' | 'hotel-stay' | 'parcel-delivery'
export const scenarios: readonly Scenario[] = ['retail-order', 'hotel-stay', 'parcel-delivery']
export { languageOf }
export type { Language }

interface Step {
  readonly name: string
  readonly when: string
  readonly state: 'done' | 'now' | 'next'
}

interface Purchase {
  readonly tab: string
  readonly kind: string
  readonly name: string
  readonly detail: string
  readonly status: string
  readonly number: string
  readonly steps: readonly Step[]
  readonly facts: readonly (readonly [string, string])[]
  readonly total: readonly [string, string]
  readonly askTitle: string
  readonly ask: string
  readonly button: string
}

interface Texts {
  readonly brand: string
  readonly nav: readonly string[]
  readonly title: string
  readonly lead: string
  readonly which: string
  readonly progress: string
  readonly number: string
  readonly summary: string
  readonly switch: string
  readonly switchLabel: string
  readonly note: string
  readonly desk: string
  readonly purchases: Readonly<Record<Scenario, Purchase>>
}

const zh: Texts = {
  brand: '汐里生活',
  nav: ['首页', '好物', '旅宿', '寄送'],
  title: '我的订单',
  lead: '查看进度，或者就某一单联系我们。',
  which: '选择订单',
  progress: '进度',
  number: '编号',
  summary: '明细',
  switch: 'English',
  switchLabel: 'Switch to English',
  note: '这是 Amends 的演示商店，商品与订单均为虚构。',
  desk: '客服工作台',
  purchases: {
    'retail-order': {
      tab: '商品',
      kind: '商品订单',
      name: '手作粗陶茶壶',
      detail: '青灰釉 · 320 毫升 · 附竹提梁',
      status: '已签收',
      number: 'HM20261107',
      steps: [
        { name: '已付款', when: '11月18日 20:14', state: 'done' },
        { name: '已发货', when: '11月19日 09:40', state: 'done' },
        { name: '已签收', when: '11月24日 17:52', state: 'now' },
      ],
      facts: [
        ['商品', '¥268.00'],
        ['运费', '¥0.00'],
        ['配送', '顺路快运 · 5 天'],
      ],
      total: ['实付', '¥268.00'],
      askTitle: '茶壶有问题？',
      ask: '破损、发错、少件或与描述不符，都可以直接告诉我们。马上为您登记，并告诉您接下来怎么处理。',
      button: '投诉或售后',
    },
    'hotel-stay': {
      tab: '住宿',
      kind: '酒店预订',
      name: '澜屿海景酒店 · 临海大床房',
      detail: '厦门 · 2 晚 · 2 位成人 · 含早餐',
      status: '已离店',
      number: 'LY88231406',
      steps: [
        { name: '已确认', when: '11月2日', state: 'done' },
        { name: '入住', when: '11月21日 15:10', state: 'done' },
        { name: '离店', when: '11月23日 11:30', state: 'now' },
      ],
      facts: [
        ['房费', '¥1,296.00'],
        ['服务费', '¥64.00'],
        ['入住', '11月21日–23日'],
      ],
      total: ['实付', '¥1,360.00'],
      askTitle: '住得不满意？',
      ask: '噪音、卫生、设施、多收费或服务态度，请告诉我们。真实的经历才能让事情变好。',
      button: '反馈这次入住',
    },
    'parcel-delivery': {
      tab: '快递',
      kind: '包裹',
      name: '上海 → 成都的包裹',
      detail: '标准快递 · 1.8 公斤 · 已保价 ¥500',
      status: '派送延误',
      number: 'SL73029918845',
      steps: [
        { name: '已揽收', when: '11月20日 18:05', state: 'done' },
        { name: '到达成都', when: '11月23日 06:20', state: 'done' },
        { name: '派送中', when: '原定 11月24日', state: 'now' },
        { name: '签收', when: '', state: 'next' },
      ],
      facts: [
        ['运费', '¥23.00'],
        ['保价', '¥5.00'],
        ['原定送达', '11月24日'],
      ],
      total: ['实付', '¥28.00'],
      askTitle: '包裹没到或有损坏？',
      ask: '延误、丢失、破损、未经同意放驿站，说一声就行。我们会给出明确的处理时间。',
      button: '查询与投诉',
    },
  },
}

const en: Texts = {
  brand: 'Tideline',
  nav: ['Home', 'Goods', 'Stays', 'Parcels'],
  title: 'My orders',
  lead: 'See where things stand, or talk to us about one of them.',
  which: 'Choose an order',
  progress: 'Progress',
  number: 'Number',
  summary: 'Summary',
  switch: '中文',
  switchLabel: '切换到中文',
  note: 'This is the demonstration shop of Amends. Goods and orders are made up.',
  desk: 'Agent desk',
  purchases: {
    'retail-order': {
      tab: 'Goods',
      kind: 'Shop order',
      name: 'Hand-thrown stoneware teapot',
      detail: 'Ash-grey glaze · 320 ml · bamboo handle',
      status: 'Delivered',
      number: 'HM20261107',
      steps: [
        { name: 'Paid', when: '18 Nov, 20:14', state: 'done' },
        { name: 'Sent', when: '19 Nov, 09:40', state: 'done' },
        { name: 'Delivered', when: '24 Nov, 17:52', state: 'now' },
      ],
      facts: [
        ['Goods', '£31.00'],
        ['Delivery', '£0.00'],
        ['Carrier', 'Byway Freight, 5 days'],
      ],
      total: ['Paid', '£31.00'],
      askTitle: 'Something wrong with it?',
      ask: 'Broken, wrong, missing or not as described: tell us. We take it down at once and say what happens next.',
      button: 'Complain or return',
    },
    'hotel-stay': {
      tab: 'Stay',
      kind: 'Hotel booking',
      name: 'Lanyu Bay Hotel, sea-view double',
      detail: 'Xiamen · 2 nights · 2 adults · breakfast',
      status: 'Checked out',
      number: 'LY88231406',
      steps: [
        { name: 'Confirmed', when: '2 Nov', state: 'done' },
        { name: 'Check-in', when: '21 Nov, 15:10', state: 'done' },
        { name: 'Check-out', when: '23 Nov, 11:30', state: 'now' },
      ],
      facts: [
        ['Room', '£142.00'],
        ['Service', '£7.00'],
        ['Dates', '21–23 Nov'],
      ],
      total: ['Paid', '£149.00'],
      askTitle: 'Was it not a good stay?',
      ask: 'Noise, cleanliness, a broken facility, an extra charge, the way you were treated: we want to put it right.',
      button: 'Tell us about your stay',
    },
    'parcel-delivery': {
      tab: 'Parcel',
      kind: 'Parcel',
      name: 'Your parcel from Shanghai to Chengdu',
      detail: 'Standard · 1.8 kg · insured for £60',
      status: 'Delayed',
      number: 'SL73029918845',
      steps: [
        { name: 'Collected', when: '20 Nov, 18:05', state: 'done' },
        { name: 'In Chengdu', when: '23 Nov, 06:20', state: 'done' },
        { name: 'Out for delivery', when: 'due 24 Nov', state: 'now' },
        { name: 'Delivered', when: '', state: 'next' },
      ],
      facts: [
        ['Carriage', '£2.60'],
        ['Insurance', '£0.60'],
        ['Was due', '24 Nov'],
      ],
      total: ['Paid', '£3.20'],
      askTitle: 'Late, lost or damaged?',
      ask: 'Or left somewhere you never agreed to? One message is enough. You get a clear time for what we do about it.',
      button: 'Track or complain',
    },
  },
}

export const texts: Readonly<Record<Language, Texts>> = { zh, en }
