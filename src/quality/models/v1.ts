import type { ScoringModel } from './model.ts';

/** The first scoring model. Weights of the sub-scores: the quality plan (35/20/20/10/15); curves set on 161 ordinary pages. */
export const v1: ScoringModel = {
  version: 'v1',
  subScores: { content: 0.35, links: 0.2, trust: 0.2, technical: 0.1, integrity: 0.15 },
  signals: {
    main_text_length: { weight: 3, curve: [[0, 0], [100, 20], [300, 55], [800, 85], [1500, 100]] },
    title_quality: { weight: 1, curve: [[0, 0], [100, 100]] },
    affiliate_link_share: { weight: 2, curve: [[0, 100], [0.5, 90], [0.8, 60], [1, 30]] },
    own_pid_share: { weight: 2, curve: [[0, 0], [1, 100]] },
    icp_number: { weight: 3, present: 100, absent: 0 },
    public_security_number: { weight: 1, present: 100, absent: null },
    contact_about: { weight: 2, present: 100, absent: 20 },
    https: { weight: 1, present: 100, absent: 30 },
    status_ok: { weight: 1, curve: [[0, 0], [0.5, 40], [1, 100]] },
  },
  integrity: { full: 100, confirmedStop: 100, deduction: { pid_mismatch: 40, no_icp: 20 } },
  /** Confidence by readable pages: one page tells little, twelve are a full crawl. */
  confidence: [[0, 0], [1, 0.3], [3, 0.6], [6, 0.85], [12, 1]],
};
