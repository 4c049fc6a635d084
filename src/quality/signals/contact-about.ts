import type { Signal } from '../rule.ts';

const ABOUT = /关于我们|关于本站|关于|联系我们|联系方式|联系|客服|隐私|免责声明|about|contact|imprint|privacy|mailto:/i;

/** Is there a way to learn who runs the site: an about page, or a link to about, contact or privacy. */
export const contactAbout: Signal = {
  code: 'contact_about',
  subScore: 'trust',
  unit: 'yes/no',
  title: { 'zh-CN': '关于与联系方式', en: 'About and contact' },
  measure: (site) => {
    if (site.content.length === 0) return null;
    if (site.content.some((page) => page.input.role === 'about')) return true;
    return site.content.some((page) => {
      const inLink = page.dom.elements.some((el) => el.tag === 'a' && !el.inert && /about|contact|privacy|mailto:/i.test((el.attrs['href'] ?? '').slice(0, 300)));
      return inLink || page.dom.texts.some((text) => text.parent?.tag === 'a' && text.data.length < 60 && ABOUT.test(text.data));
    });
  },
};
