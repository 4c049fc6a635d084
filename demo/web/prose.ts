import { between, pick, seeded, shuffled, type Random } from './random.ts';
import { spin } from './spin.ts';
import { COMMON_EN, COMMON_ZH } from './text/common.ts';
import type { Product, Topic } from './text/topic.ts';

export interface Article {
  n: number;
  title: string;
  date: string;
  product: Product;
  paragraphs: string[];
}

/** How many articles each member has: `/item/1` to `/item/8`. */
export const ARTICLES = 8;

/** One paragraph a product, of `lines` sentences each, none of them twice: two of subject lines to one of general ones. */
export function paragraphs(random: Random, topic: Topic, products: readonly string[], lines: number): string[] {
  const own = shuffled(random, topic.lines);
  const common = shuffled(random, topic.lang === 'en' ? COMMON_EN : COMMON_ZH);
  const result: string[] = [];
  for (const [i, product] of products.entries()) {
    const sentences: string[] = [];
    for (let j = 0; j < lines; j++) {
      const template = ((i + j) % 3 === 2 ? common.pop() ?? own.pop() : own.pop() ?? common.pop());
      if (template) sentences.push(spin(random, template, product));
    }
    if (sentences.length > 0) result.push(sentences.join(topic.lang === 'en' ? ' ' : ''));
  }
  return result;
}

/** The head of article n of a member: the same on every page that lists it. */
export function articleHead(seed: string, topic: Topic, n: number, today: Date): Omit<Article, 'paragraphs'> {
  const random = seeded(`${seed} head ${n}`);
  const product = topic.products[(n + between(random, 0, 1)) % topic.products.length] as Product;
  const headlines = shuffled(seeded(`${seed} headlines`), topic.headlines);
  const again = n > headlines.length ? (topic.lang === 'en' ? ', part two' : '(续)') : '';
  const title = spin(random, headlines[(n - 1) % headlines.length] as string, product.name) + again;
  const day = new Date(today.getTime() - (n * 6 - between(random, 1, 5)) * 86_400_000);
  return { n, title, date: day.toISOString().slice(0, 10), product };
}

/** Article n in full: some 800 to 1,200 Han characters, or 350 English words. */
export function article(seed: string, topic: Topic, n: number, today: Date): Article {
  const random = seeded(`${seed} body ${n}`);
  const head = articleHead(seed, topic, n, today);
  return { ...head, paragraphs: paragraphs(random, topic, Array<string>(between(random, 7, 9)).fill(head.product.name), 3) };
}

/** The two or three sentences with which a member introduces the site. */
export function introduction(seed: string, topic: Topic): { nick: string; tagline: string; text: string } {
  const random = seeded(`${seed} intro`);
  const tagline = pick(random, topic.taglines);
  const year = between(random, 2005, 2012);
  if (topic.lang === 'en') {
    const nick = pick(random, ['Martha', 'Tom', 'Ines', 'Henrik', 'Priya', 'Owen', 'Lucy', 'Piotr', 'Nadia', 'Will']);
    return { nick, tagline, text: spin(random, `I am ${nick} and I have kept this site since ${year} from a desk in {cityEn}. I write about what I use [every week|most days], with my own photographs, and I say so where a link earns me a commission.`, '') };
  }
  const nick = spin(random, '[小|老|阿]{surname}', '');
  return { nick, tagline, text: spin(random, `我是${nick},住在{city},从${year}年开始写这个小站。[写的都是自己掏钱买来用过的东西|这里只写亲手试过的东西],图是自己拍的,话也尽量说实在。[不接软文|没有团队],更新全看[周末|孩子睡着以后]有没有空,来信我都会回。`, '') };
}
