import type { ResourceKind } from '../../../records/index.ts';
import type { IconName } from '../../ui/index.ts';

export const KIND_ICON: Record<ResourceKind, IconName> = { site: 'globe', app: 'site', social: 'team', software: 'settings', offline: 'home' };
