/** Codes of the signals, in the order in which reports show them. A code never changes its meaning. */
export const SIGNAL_CODES = [
  'main_text_length',
  'title_quality',
  'affiliate_link_share',
  'own_pid_share',
  'icp_number',
  'public_security_number',
  'contact_about',
  'https',
  'status_ok',
] as const;
export type SignalCode = (typeof SIGNAL_CODES)[number];

/** Codes of the violations, gravest first. */
export const VIOLATION_CODES = ['cookie_stuffing', 'forced_redirect', 'pid_mismatch', 'parked', 'no_icp', 'unverifiable'] as const;
export type ViolationCode = (typeof VIOLATION_CODES)[number];
