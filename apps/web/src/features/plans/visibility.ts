import { GlobeIcon, LinkIcon, LockSimpleIcon } from '@phosphor-icons/react';
import type { Visibility } from '@tripmaster/contracts';

/** Who may read a plan, in words. */
export const VISIBILITIES = [
  { value: 'private', label: 'Only people on the trip', short: 'Private', icon: LockSimpleIcon },
  { value: 'unlisted', label: 'Anyone with the link', short: 'By link', icon: LinkIcon },
  { value: 'public', label: 'Everyone, listed in Discover', short: 'Public', icon: GlobeIcon },
] as const;

export function visibilityOf(visibility: Visibility): (typeof VISIBILITIES)[number] {
  return VISIBILITIES.find(({ value }) => value === visibility) ?? VISIBILITIES[0];
}
