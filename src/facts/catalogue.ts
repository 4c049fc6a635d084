/** One fact that a policy may ask about. `column` is its place in the table `fact`. */
export interface FactSpec {
  column: string;
  /** `score` is kept in single precision, `number` is whole, `days` are counted from a moment. */
  type: 'number' | 'score' | 'days';
  unit: { 'zh-CN': string; en: string };
  label: { 'zh-CN': string; en: string };
  meaning: { 'zh-CN': string; en: string };
}

/** Every fact by the name that policies use. Unknown is null: it fails no requirement and passes none. */
export const FACTS = {
  best_score: { column: 'best_score', type: 'score', unit: { 'zh-CN': '分', en: 'points' }, label: { 'zh-CN': '最高网站质量分', en: 'best site score' }, meaning: { 'zh-CN': '名下各网站最近一次可评估结果中的最高分（0-100）。', en: 'The highest of the latest scores of the sites, 0 to 100.' } },
  best_verified_score: { column: 'best_verified_score', type: 'score', unit: { 'zh-CN': '分', en: 'points' }, label: { 'zh-CN': '已验证网站的最高质量分', en: 'best score of a verified site' }, meaning: { 'zh-CN': '已完成所有权验证的网站中的最高分。', en: 'The highest of the latest scores of the sites whose ownership is proved.' } },
  median_score: { column: 'median_score', type: 'score', unit: { 'zh-CN': '分', en: 'points' }, label: { 'zh-CN': '网站质量分中位数', en: 'median site score' }, meaning: { 'zh-CN': '名下各网站最近得分的中位数。', en: 'The median of the latest scores of the sites.' } },
  worst_score: { column: 'worst_score', type: 'score', unit: { 'zh-CN': '分', en: 'points' }, label: { 'zh-CN': '最低网站质量分', en: 'worst site score' }, meaning: { 'zh-CN': '名下各网站最近得分中的最低分。', en: 'The lowest of the latest scores of the sites.' } },
  confirmed_stops: { column: 'confirmed_stops', type: 'number', unit: { 'zh-CN': '项', en: 'violations' }, label: { 'zh-CN': '已确认的严重违规', en: 'confirmed serious violations' }, meaning: { 'zh-CN': '经两次观察并由人工确认、尚未整改的严重违规数。', en: 'Serious violations observed twice, confirmed by a person, and not yet repaired.' } },
  sites: { column: 'sites', type: 'number', unit: { 'zh-CN': '个', en: 'sites' }, label: { 'zh-CN': '备案网站数', en: 'registered sites' }, meaning: { 'zh-CN': '已备案的网站数量。', en: 'How many sites are registered.' } },
  judged_sites: { column: 'judged_sites', type: 'number', unit: { 'zh-CN': '个', en: 'sites' }, label: { 'zh-CN': '已评估网站数', en: 'judged sites' }, meaning: { 'zh-CN': '至少成功评估过一次的网站数量。', en: 'Sites that could be judged at least once.' } },
  unverifiable_sites: { column: 'unverifiable_sites', type: 'number', unit: { 'zh-CN': '个', en: 'sites' }, label: { 'zh-CN': '暂时无法检测的网站数', en: 'sites that cannot be visited' }, meaning: { 'zh-CN': '最近一次检测无法访问的网站数量。', en: 'Sites that the latest visit could not read.' } },
  verified_sites: { column: 'verified_sites', type: 'number', unit: { 'zh-CN': '个', en: 'sites' }, label: { 'zh-CN': '已验证网站数', en: 'verified sites' }, meaning: { 'zh-CN': '已完成所有权验证的网站数量。', en: 'How many sites have their ownership proved.' } },
  icp_sites: { column: 'icp_sites', type: 'number', unit: { 'zh-CN': '个', en: 'sites' }, label: { 'zh-CN': '展示 ICP 备案号的网站数', en: 'sites that show an ICP number' }, meaning: { 'zh-CN': '页面上展示 ICP 备案号的网站数量（仅看是否展示）。', en: 'Sites on which an ICP filing number is shown (presence, not validity).' } },
  placements: { column: 'placements', type: 'number', unit: { 'zh-CN': '个', en: 'placements' }, label: { 'zh-CN': '推广位数', en: 'placements' }, meaning: { 'zh-CN': '已登记的推广位（PID）数量。', en: 'How many PIDs are registered.' } },
  registered_days: { column: 'first_registered_at', type: 'days', unit: { 'zh-CN': '天', en: 'days' }, label: { 'zh-CN': '备案天数', en: 'days since registration' }, meaning: { 'zh-CN': '自首次备案至今的整天数。', en: 'Whole days since the first record was registered.' } },
} as const satisfies Record<string, FactSpec>;

export type FactName = keyof typeof FACTS;
export const FACT_NAMES = Object.keys(FACTS) as FactName[];

/** The facts of one affiliate by name, as snapshots keep them and the pure evaluator reads them. */
export type FactValues = Partial<Record<FactName, number | null>>;
