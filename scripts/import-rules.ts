/** Checks who imports whom (.dependency-cruiser.cjs) and measures the longest import chain; also for trees other than this one. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise, type ICruiseResult, type IConfiguration, type IForbiddenRuleType, type IModule } from 'dependency-cruiser';

export const IMPORT_RULES = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as IConfiguration & { forbidden: IForbiddenRuleType[] };

export interface ImportFault {
  rule: string;
  from: string;
  to: string;
  why: string;
}

/** Looks at src, workers and demo below `root`: every forbidden import, the number of files, and the longest chain of imports among them. */
export async function checkImports(root: string): Promise<{ faults: ImportFault[]; files: number; chain: string[] }> {
  const folders = ['src', 'workers', 'demo'].filter((folder) => existsSync(join(root, folder)));
  const { output } = await cruise(
    folders,
    { ...IMPORT_RULES.options, baseDir: root, validate: true, ruleSet: { forbidden: IMPORT_RULES.forbidden } },
    // Another tree may be looked at in the same process: its files must not be answered from the cache of the last.
    { ...IMPORT_RULES.options?.enhancedResolveOptions, bustTheCache: true },
  );
  const { modules, summary } = output as ICruiseResult;
  const why = new Map(IMPORT_RULES.forbidden.map((rule) => [rule.name, rule.comment ?? '']));
  const faults = summary.violations.map(({ rule, from, to, cycle }) => ({
    rule: rule.name,
    from,
    to: cycle ? cycle.map((step) => step.name).join(' → ') : to,
    why: why.get(rule.name) ?? '',
  }));
  const own = modules.filter((module) => folders.some((folder) => module.source.startsWith(`${folder}/`)));
  return { faults, files: own.length, chain: longestChain(own) };
}

/** The longest way down from file to file; a cycle is cut where it closes, since the rules refuse it anyway. */
export function longestChain(modules: Pick<IModule, 'source' | 'dependencies'>[]): string[] {
  const next = new Map(modules.map((module) => [module.source, module.dependencies.map((dependency) => dependency.resolved)]));
  const known = new Map<string, string[]>();
  const from = (source: string): string[] => {
    const found = known.get(source);
    if (found) return found;
    known.set(source, []);
    const below = (next.get(source) ?? []).filter((to) => next.has(to)).map(from);
    const longest = below.reduce<string[]>((best, chain) => (chain.length > best.length ? chain : best), []);
    const chain = [source, ...longest];
    known.set(source, chain);
    return chain;
  };
  return modules.map((module) => from(module.source)).reduce<string[]>((best, chain) => (chain.length > best.length ? chain : best), []);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { faults, files, chain } = await checkImports(join(fileURLToPath(import.meta.url), '..', '..'));
  for (const { rule, from, to, why } of faults) process.stdout.write(`${rule}: ${from} → ${to}\n    ${why}\n`);
  process.stdout.write(`${files} files, ${faults.length} forbidden imports; longest chain ${chain.length}: ${chain.join(' → ')}\n`);
  if (faults.length > 0) process.exitCode = 1;
}
