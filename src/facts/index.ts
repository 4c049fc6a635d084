export { FACT_NAMES, FACTS, type FactName, type FactSpec, type FactValues } from './catalogue.ts';
export { type FactsRebuilt, rebuildFacts } from './rebuild-facts.ts';
export { lockAffiliates, refreshFacts } from './refresh-facts.ts';
export { type ResourceCounts, resourceCounts } from './resource-counts.ts';
