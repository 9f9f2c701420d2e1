import { useAnnouncement } from '../lib/announcements.ts';

/** Where changes are read out. One for the whole app, so that no page takes its words along when it goes. */
export function Announcer() {
  return <output className="sr">{useAnnouncement()}</output>;
}
