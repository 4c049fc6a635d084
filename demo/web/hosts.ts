import type { HostKind } from './kinds.ts';

/** One site of the demo's web: a host name at a loopback address of its own, shared by many affiliates. */
export interface DemoHost {
  name: string;
  /** `NAME.web.test`: a reserved name that no resolver answers. */
  host: string;
  address: string;
  kind: HostKind;
  /** What its header calls it. */
  title: string;
  topic: string;
}

/** The port that affiliates.csv names in its URLs. */
export const DEMO_PORT = 18080;

const TABLE: readonly (readonly [kind: HostKind, name: string, title: string, topic: string])[] = [
  ['good-zh', 'mama-biji', '妈妈笔记', 'parenting'], ['good-zh', 'guangying', '光影走廊', 'camera'],
  ['good-zh', 'paobuzhe', '跑步者日志', 'running'], ['good-zh', 'xiaochufang', '小厨房', 'kitchen'],
  ['good-zh', 'shufang', '灯下书房', 'books'], ['good-zh', 'suyan', '素颜研究所', 'skincare'],
  ['good-zh', 'maogou', '猫狗同屋', 'pets'], ['good-zh', 'chashi', '一间茶室', 'tea'],
  ['good-zh', 'jinshan', '周末进山', 'outdoor'], ['good-zh', 'chaijizhe', '拆机者', 'digital'],
  ['good-zh', 'yuer-riji', '育儿日记本', 'parenting'], ['good-zh', 'jiaopian', '胶片与街道', 'camera'],
  ['good-zh', 'zaocan', '早餐桌', 'kitchen'], ['good-zh', 'shuqian', '书签', 'books'],
  ['good-en', 'slow-cup', 'The Slow Cup', 'coffee'], ['good-en', 'middle-bunk', 'Middle Bunk', 'travel'],
  ['good-en', 'ninth-floor', 'Ninth Floor Garden', 'garden'], ['good-en', 'second-brew', 'Second Brew', 'coffee'],
  ['good-en', 'on-foot', 'China on Foot', 'travel'],
  ['coupon', 'coupon-01', '省省优惠券', 'kitchen'], ['coupon', 'coupon-02', '券多多', 'skincare'], ['coupon', 'coupon-03', '九块九看看', 'digital'],
  ['gbk', 'laobbs', '老论坛精华', 'digital'], ['gbk', 'chayou', '茶友之家', 'tea'],
  ['slow', 'manman', '慢慢来', 'books'], ['slow', 'laofuwuqi', '一台老服务器', 'running'],
  ['gzip', 'qingbao', '轻包出行', 'outdoor'],
  ['no-icp', 'haiwai-mama', '海外妈妈', 'parenting'], ['no-icp', 'beiou-xiaowu', '北欧小屋', 'kitchen'],
  ['hacked', 'meili-boke', '美丽博客', 'skincare'], ['hacked', 'chongwu-wu', '宠物屋', 'pets'],
  ['soft-404', 'paodao', '跑道', 'running'],
  ['thin', 'gou-01', '购物导航', 'digital'], ['thin', 'gou-02', '淘货直达', 'skincare'], ['thin', 'tejia-wang', '特价网', 'kitchen'],
  ['thin', 'baokuan', '今日爆款', 'parenting'], ['thin', 'deal-list', 'Deal List', 'coffee'],
  ['duplicate', 'tuijian-01', '好物推荐站', 'skincare'], ['duplicate', 'tuijian-02', '精选好店', 'parenting'], ['duplicate', 'tuijian-03', '值得买小站', 'digital'],
  ['link-farm', 'lianjie-01', '网址大全', 'kitchen'], ['link-farm', 'lianjie-02', '店铺大全', 'outdoor'],
  ['stuffed-iframe', 'yinghua', '樱花小铺', 'skincare'], ['stuffed-iframe', 'xiaolu', '小鹿优选', 'parenting'],
  ['stuffed-img', 'tuku', '图酷分享', 'camera'], ['stuffed-script', 'jiaoben', '数码快讯', 'digital'], ['stuffed-css', 'yangshi', '样式派', 'kitchen'],
  ['redirect-meta', 'shuaxin', '天天特卖', 'kitchen'], ['redirect-js', 'tiaozhuan', '一键直达', 'pets'], ['redirect-30x', 'zhuanxiang', '转向标', 'outdoor'],
  ['foreign-pid', 'jingxiang', '镜像书屋', 'books'], ['foreign-pid', 'banyun', '搬运工', 'running'],
  ['parked', 'haoyuming', 'haoyuming', 'tea'], ['parked', 'mibiao', 'mibiao', 'tea'],
  ['robots', 'guanmen', '关门读书', 'books'], ['robots', 'jinzhi', '静止画面', 'camera'],
  ['forbidden', 'huiyuan', '会员专区', 'pets'], ['trickle', 'didashui', '滴答水', 'tea'],
  ['dead', 'xiaxian-01', '下线站一', 'tea'], ['dead', 'xiaxian-02', '下线站二', 'books'],
];

/** Every host, in a fixed order; addresses 127.77.1.11, 127.77.2.12, … so that no two share one. */
export const HOSTS: readonly DemoHost[] = TABLE.map(([kind, name, title, topic], i) => ({
  name, host: `${name}.web.test`, address: `127.77.${i + 1}.${i + 11}`, kind, title, topic,
}));

const byName = new Map(HOSTS.map((host) => [host.host, host]));

/** The host of that name (`NAME.web.test`, without port), or undefined. */
export function hostNamed(host: string): DemoHost | undefined {
  return byName.get(host);
}

/** The hosts of these kinds. */
export function hostsOfKind(...kinds: HostKind[]): DemoHost[] {
  return HOSTS.filter((host) => kinds.includes(host.kind));
}
