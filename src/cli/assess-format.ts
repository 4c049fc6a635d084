import { type Assessment, catalogue, type Evidence, type Locale, type SubScoreName, type ViolationLevel } from '../quality/index.ts';

const NAMES: Record<Locale, Record<SubScoreName, string>> = {
  'zh-CN': { content: '内容', links: '链接', trust: '信任', technical: '技术', integrity: '诚信' },
  en: { content: 'content', links: 'links', trust: 'trust', technical: 'technical', integrity: 'integrity' },
};
const LEVELS: Record<Locale, Record<ViolationLevel, string>> = {
  'zh-CN': { stop: '严重违规', review: '人工复核', deduction: '扣分', none: '说明' },
  en: { stop: 'stop', review: 'review', deduction: 'deduction', none: 'note' },
};
const WORDS = {
  'zh-CN': { score: '总分', unknown: '未知', yes: '有', no: '无', points: ' 分', characters: ' 字', pages: '已读页面', confidence: '可信度', none: '未发现违规。', unconfirmed: '待人工确认，暂不影响评分', remedy: '如何修复' },
  en: { score: 'score', unknown: 'unknown', yes: 'yes', no: 'no', points: ' points', characters: ' characters', pages: 'pages read', confidence: 'confidence', none: 'No violations found.', unconfirmed: 'not confirmed by a person: lowers no score yet', remedy: 'how to repair' },
} as const;
const BAR = 24;

/** One assessment as lines for a terminal. */
export function formatAssessment(target: string, assessment: Assessment, locale: Locale): string {
  const words = WORDS[locale];
  const row = (label: string, score: number | null): string => `  ${pad(label, 11)}${bar(score)}  ${score === null ? words.unknown : score.toFixed(1).padStart(5)}`;
  const lines = [clean(target), row(words.score, assessment.score), ''];
  for (const [name, sub] of Object.entries(assessment.subScores)) lines.push(row(NAMES[locale][name as SubScoreName], sub.score));
  lines.push('', `  ${words.pages} ${assessment.pagesSeen} · ${words.confidence} ${Math.round(assessment.confidence * 100)}% · ${assessment.modelVersion}`, '');
  for (const signal of assessment.signals) {
    const title = catalogue.signals.find((known) => known.code === signal.code)?.title[locale] ?? signal.code;
    lines.push(`  ${pad(title, 34)}${signalWords(signal, locale)}`);
  }
  lines.push('');
  if (assessment.violations.length === 0) lines.push(`  ${words.none}`);
  for (const violation of assessment.violations) {
    lines.push(`  [${LEVELS[locale][violation.level]}] ${violation.title[locale]}  (${violation.code})`);
    if (violation.level === 'stop' && !violation.confirmed) lines.push(`    ${words.unconfirmed}`);
    for (const evidence of violation.evidence.slice(0, 3)) lines.push(...evidenceLines(evidence));
    lines.push(`    ${words.remedy}${locale === 'en' ? ': ' : '：'}${violation.remedy[locale]}`, '');
  }
  return lines.join('\n').trimEnd();
}

/** A signal's value with its unit; a share as per cent. */
function signalWords({ value, unit }: Assessment['signals'][number], locale: Locale): string {
  const words = WORDS[locale];
  if (value === null) return words.unknown;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value !== 'number') return clean(String(value));
  if (unit === 'share') return `${Math.round(value * 1000) / 10}%`;
  return `${value.toLocaleString('en-US', { maximumFractionDigits: 1 })}${unit === 'points' ? words.points : unit === 'characters' ? words.characters : ''}`;
}

function evidenceLines(evidence: Evidence): string[] {
  const where = evidence.selector === null ? evidence.url : `${evidence.url}  ${evidence.selector}`;
  const lines = [`    · ${clean(where)}`];
  if (evidence.value !== null) lines.push(`      ${clean(String(evidence.value)).slice(0, 160)}${evidence.note ? `  (${clean(evidence.note).slice(0, 160)})` : ''}`);
  if (evidence.html !== null) lines.push(`      ${clean(evidence.html).slice(0, 160)}`);
  return lines;
}

/** Control characters of a page must not reach the terminal. */
function clean(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\s]{1,1000}/gu, ' ').trim();
}

function bar(score: number | null): string {
  const full = Math.round(((score ?? 0) / 100) * BAR);
  return score === null ? '·'.repeat(BAR) : '█'.repeat(full) + '░'.repeat(BAR - full);
}

/** Pads to columns of a terminal, where a Han character takes two. */
function pad(text: string, width: number): string {
  const columns = [...text].reduce((sum, char) => sum + (/[\u2e80-\u9fff\uff00-\uff60]/.test(char) ? 2 : 1), 0);
  return text + ' '.repeat(Math.max(1, width - columns));
}
