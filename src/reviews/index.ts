export { AskInput, askReReview } from './ask-re-review.ts';
export { decideReReviews } from './decide-re-reviews.ts';
export { reReviewsDue } from './re-reviews-due.ts';
export { CasesInput, getCase, listCases } from './read-cases.ts';
export type { ReviewCase } from './review-case.ts';
