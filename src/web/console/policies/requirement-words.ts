import { FACTS, type FactName } from '../../../facts/index.ts';
import type { PolicyDefinition } from '../../../policy/index.ts';
import type { View } from '../../view.ts';

export type Requirement = PolicyDefinition['requirements'][number];
type Words = Pick<View, 't' | 'fmt' | 'locale'>;

/** What a fact is called; one that the catalogue does not know any more by its name. */
export function factLabel(fact: string, { locale }: Pick<View, 'locale'>): string {
  const label = Object.hasOwn(FACTS, fact) ? FACTS[fact as FactName].label[locale] : fact;
  return label.charAt(0).toUpperCase() + label.slice(1);
}

/** What a fact is counted in. */
export function factUnit(fact: string, { locale }: Pick<View, 'locale'>, value?: number): string {
  if (!Object.hasOwn(FACTS, fact)) return '';
  const unit = FACTS[fact as FactName].unit[locale];
  return locale === 'en' && value === 1 ? unit.replace(/s$/, '') : unit;
}

/** A measured value with its unit: 43.2 分, 2 sites. What is not known is said. */
export function measured(fact: string, value: number | null | undefined, view: Words): string {
  if (value === null || value === undefined) return view.t('policy.unknown_value');
  const score = Object.hasOwn(FACTS, fact) && FACTS[fact as FactName].type === 'score';
  return `${score ? view.fmt.score(value) : view.fmt.number(value)} ${factUnit(fact, view, value)}`.trim();
}

/** What a requirement asks of its fact: 不低于 60 分, at least 60 points. */
export function needed({ fact, operator, value }: Requirement, view: Words): string {
  if (value === 0 && (operator === 'lte' || operator === 'eq')) return view.t('policy.op.none');
  return view.t(`policy.op.${operator}`, { value: `${view.fmt.number(value)} ${factUnit(fact, view, value)}`.trim() });
}

/** A requirement in one line: 最高网站质量分不低于 60 分. */
export function requirementLine(requirement: Requirement, view: Words): string {
  return view.t('policy.need', { fact: factLabel(requirement.fact, view), needed: needed(requirement, view) });
}
