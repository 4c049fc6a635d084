import type { Translate, WordKey, WordValues } from '../../words/index.ts';

/** The sentences of records/proof/look-for-token.ts and what a page says for each; `where` and further parts are taken from them. */
const SENTENCES: [said: RegExp, words: WordKey][] = [
  [/^the address changed/, 'resources.finding.moved'],
  [/^(?:the TXT record of |the home page )?(?<where>\S+) holds the (?:token|meta tag)$/, 'resources.finding.holds'],
  [/^(?<where>\S+) redirects to another host, (?<host>[^;\s]+)/, 'resources.finding.other_host'],
  [/^(?<where>\S+) redirects \(\d+\) to no valid address/, 'resources.finding.bad_redirect'],
  [/^(?<where>\S+) redirects \((?<status>\d+)\)/, 'resources.finding.redirect'],
  [/^(?<where>\S+) redirects more than/, 'resources.finding.many_redirects'],
  [/^(?<where>\S+) answered (?<status>\d+) instead/, 'resources.finding.status'],
  [/^(?<where>\S+) holds something else/, 'resources.finding.other'],
  [/^the meta tag of (?<where>\S+) holds another/, 'resources.finding.other_meta'],
  [/^the head of (?<where>\S+) holds no/, 'resources.finding.no_meta'],
  [/^(?<where>\S+) has no TXT/, 'resources.finding.no_txt'],
  [/^none of the (?<n>\d+) TXT records of (?<where>\S+) is/, 'resources.finding.other_txt'],
  [/^(?<where>\S+) was not visited/, 'resources.finding.refused'],
  [/^(?<where>\S+) did not answer within (?<n>\d+) s/, 'resources.finding.timeout'],
  [/^(?<where>\S+) could not be reached/, 'resources.finding.unreachable'],
];

/** What was asked and found by a look for a token, in the reader's language. */
export function findingWords(finding: string, t: Translate): string {
  for (const [said, words] of SENTENCES) {
    const match = said.exec(finding);
    if (!match) continue;
    const values: WordValues = { ...match.groups };
    if (values.n !== undefined) values.n = Number(values.n);
    return t(words, values);
  }
  return t('resources.finding.unclear');
}
