/** Sentences that fit any subject, so that no two members tell the same story in the same order. */
export const COMMON_ZH = [
  '先说结论:{p}不是非买不可,但如果你和我一样[每周都要用|天天要用],多花这点钱心里踏实。',
  '这篇写了[三个晚上|一个周末],照片是手机拍的,颜色可能偏一点,请以实物为准。',
  '有读者来信问{p}的[尺寸|做工],我又量了一遍,和商家页面写的差不到{2~6}毫米。',
  '我付的是[全价|活动价],没有收过样品,写得不好的地方也请商家包涵。',
  '去年{month}月在{city}的一次聚会上,朋友老{surname}带来了他那一份,我们并排比较了[一下午|两个小时]。',
  '缺点也要讲:[说明书|包装]太简单,第一次用的人会愣住,我把步骤写在了下面。',
  '同样的价位还有{2~5}种选择,我试过其中两种,[最后都退掉了|有一种送了人],理由放在文末。',
  '价格会变,我只记下[写稿当天|当时]看到的数字,隔几个月会回来更新一次。',
  '如果预算只有一半,我会建议[先借来用用|买二手],等确定喜欢了再换新的。',
  '评论里{surname}女士的办法更好:[先放一晚|慢慢来],第二天再动手,成功率高得多。',
  '从{city}寄过来走了{2~5}天,外箱压了一个角,里面没有事,售后回复得也算[快|客气]。',
  '我父亲今年{60~75}岁,他用{p}没有觉得复杂,这比任何评测都让我放心。',
  '以前我也以为越贵越好,[用坏了两个|走了弯路]才明白,合适两个字最难。',
  '这里没有打分,[喜欢不喜欢|好不好用]因人而异,把过程写清楚就够了。',
  '附上我的使用时间:一共{20~200}天,中间[出差停过一周|断过几天],其余每天都有记录。',
  '{month}月以后我换了一种做法,效果[好了不少|稳定多了],旧文章里的说法以这一篇为准。',
] as const;

export const COMMON_EN = [
  'I paid the [full|listed] price for the {p}, nobody sent it to me, and nobody has read this before you.',
  'It is not perfect: the instructions are [short|vague], and the first two attempts went wrong before I understood them.',
  'After {20~90} days I would buy it again, though I might wait for a [sale|cheaper week] and spend the difference on something else.',
  'A reader from {cityEn} wrote to say that hers arrived with a scratch and was replaced within {3~8} days.',
  'Prices change, so I only note what I saw on the day of writing and come back to correct it every [season|few months].',
  'If your budget is half of mine, [borrow one|buy second hand] first; the habit matters far more than the object.',
  'I compared it with {2~4} others that cost about the same, gave one away, and returned another.',
  'My neighbour, who is {60~78} and has little patience for gadgets, used it without asking me anything.',
  'There are no stars or scores here, only what I did, how long it took, and what I would do differently.',
  'I rewrote this piece in the [spring|autumn] after the comments convinced me that I had measured the wrong thing.',
] as const;

/** Named slots of the templates. */
export const BANKS: Record<string, readonly string[]> = {
  city: ['杭州', '成都', '武汉', '西安', '厦门', '昆明', '沈阳', '长沙', '青岛', '南京', '重庆', '苏州', '贵阳', '大连', '合肥', '福州'],
  cityEn: ['Hangzhou', 'Chengdu', 'Kunming', 'Xiamen', 'Qingdao', 'Dali', 'Nanjing', 'Guilin'],
  month: ['二', '三', '四', '五', '六', '七', '八', '九', '十', '十一'],
  surname: ['周', '林', '陈', '吴', '许', '何', '高', '罗', '郑', '梁', '宋', '谢', '唐', '韩', '冯', '于'],
};
