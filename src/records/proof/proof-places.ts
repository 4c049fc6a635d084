/** The ways to prove that one controls a site. */
export const PROOF_METHODS = ['file', 'meta', 'dns'] as const;
export type ProofMethod = (typeof PROOF_METHODS)[number];

/** What is to be placed, and where. */
export interface ProofPlace {
  method: ProofMethod;
  /** Where we look: an address, or for `dns` the name of the TXT record. */
  where: string;
  /** What must stand there, letter by letter. */
  content: string;
  instruction: { 'zh-CN': string; en: string };
}

/**
 * Where the token of a method belongs for a site. Meta is read from the host's home page and not from a deeper page:
 * who can write one page of a host does not control it.
 */
export function proofPlace(method: ProofMethod, siteUrl: string, token: string): ProofPlace {
  const url = new URL(siteUrl);
  switch (method) {
    case 'file': {
      const where = `${url.origin}/tuiguan-verify-${token}.txt`;
      return {
        method,
        where,
        content: token,
        instruction: {
          'zh-CN': `请在网站根目录放置文件 tuiguan-verify-${token}.txt，内容仅为 ${token}，确保可通过 ${where} 直接访问（不支持跳转）。`,
          en: `Put a file tuiguan-verify-${token}.txt that holds only ${token} into the root of the site, so that ${where} answers with it, without a redirect.`,
        },
      };
    }
    case 'meta': {
      const content = `<meta name="tuiguan-site-verification" content="${token}">`;
      return {
        method,
        where: `${url.origin}/`,
        content,
        instruction: {
          'zh-CN': `请将 ${content} 添加到首页 ${url.origin}/ 的 <head> 部分。`,
          en: `Put ${content} into the <head> of the home page ${url.origin}/.`,
        },
      };
    }
    case 'dns': {
      const where = `_tuiguan.${url.hostname}`;
      const content = `tuiguan-verification=${token}`;
      return {
        method,
        where,
        content,
        instruction: {
          'zh-CN': `请为 ${where} 添加一条 TXT 记录，记录值为 ${content}。解析生效可能需要一段时间。`,
          en: `Add a TXT record for ${where} with the value ${content}. It may take a while until it can be resolved.`,
        },
      };
    }
  }
}
