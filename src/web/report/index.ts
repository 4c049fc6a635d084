export { addConsoleReport } from './console-report.tsx';
export { Foreign, ForeignUrl } from './foreign.tsx';
export { type ReadReport, readReport } from './read-report.ts';
export { firstRepair } from './gravity.ts';
export { ReportView, type ReportViewProps } from './report-view.tsx';
export { tame } from './tame.ts';
export type { Finding, FullReport } from './types.ts';
export { askedScore, bandWord } from './verdict.tsx';
export { type Loss, losses } from './losses.ts';
