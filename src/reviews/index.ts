export { AskInput, askReReview } from './ask-re-review.ts';
export { type CanAsk, canAskReReview } from './can-ask.ts';
export { type CaseProgress, caseProgress } from './case-progress.ts';
export { decideReReviews } from './decide-re-reviews.ts';
export { type OpenCaseCounts, openCaseCounts } from './open-case-counts.ts';
export { type CasePage, CasePageInput, pageCases } from './page-cases.ts';
export { reReviewsDue } from './re-reviews-due.ts';
export { CasesInput, getCase, listCases } from './read-cases.ts';
export type { CaseRow, ReviewCase } from './review-case.ts';
