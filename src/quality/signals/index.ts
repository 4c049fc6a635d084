import type { Signal } from '../rule.ts';
import { affiliateLinkShare } from './affiliate-link-share.ts';
import { contactAbout } from './contact-about.ts';
import { https } from './https.ts';
import { icpNumberSignal } from './icp-number.ts';
import { mainTextLengthSignal } from './main-text-length.ts';
import { ownPidShare } from './own-pid-share.ts';
import { publicSecurityNumber } from './public-security-number.ts';
import { statusOk } from './status-ok.ts';
import { titleQuality } from './title-quality.ts';

/** Every signal that is measured, in the order of reports. */
export const signals: readonly Signal[] = [mainTextLengthSignal, titleQuality, affiliateLinkShare, ownPidShare, icpNumberSignal, publicSecurityNumber, contactAbout, https, statusOk];
