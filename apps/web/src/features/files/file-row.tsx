import {
  DotsThreeVerticalIcon,
  DownloadSimpleIcon,
  FilePdfIcon,
  FileTextIcon,
  ImageIcon,
  LockSimpleIcon,
  PencilSimpleIcon,
  TrashIcon,
  UsersIcon,
} from '@phosphor-icons/react';
import type { Plan, PlanFile } from '@tripmaster/contracts';
import { useState } from 'react';
import { readFailure } from '../../lib/failure.ts';
import { Flag } from '../../ui/marks.tsx';
import { Menu, MenuChoices, MenuItem, MenuLine } from '../../ui/menu.tsx';
import { toastProblem } from '../../ui/toast.tsx';
import { FileDialog } from './file-dialog.tsx';
import css from './files.module.css';
import { downloadFile, useChangeFile, useRemoveFile, useThumbnail } from './use-files.ts';
import { kindText, sizeText } from './words.ts';

const AUDIENCES = [
  { value: 'me', label: 'Only me', icon: LockSimpleIcon },
  { value: 'trip', label: 'Everybody on the trip', icon: UsersIcon },
] as const;

/** A file: its likeness, its name, what and whose it is, and what can be done with it. */
export function FileRow({ file, plan, stop }: { file: PlanFile; plan: Plan; stop?: string | undefined }) {
  const [changing, setChanging] = useState(false);
  const change = useChangeFile(plan.id);
  const remove = useRemoveFile(plan.id);
  const { id, name, shared, mine, addedBy, size } = file;
  const share = (next: 'me' | 'trip') =>
    change.mutate(
      {
        change: { id, shared: next === 'trip' },
        said: next === 'trip' ? `Everybody on the trip sees “${name}” now.` : `Only you see “${name}” now.`,
      },
      { onError: (error) => toastProblem(`Not changed. ${readFailure(error).message}`) },
    );
  return (
    <li className={css.row}>
      <Likeness file={file} />
      <div className={css.what}>
        <p className={css.name}>
          <bdi>{name}</bdi>
          {shared ? <Flag icon={UsersIcon}>Shared</Flag> : <Flag icon={LockSimpleIcon}>Only you</Flag>}
        </p>
        <p className="small soft">
          {kindText(file)}, <span className="num nb">{sizeText(size)}</span>
          {!mine && addedBy !== undefined && (
            <>
              , by <bdi>{addedBy}</bdi>
            </>
          )}
          {stop !== undefined && (
            <>
              {' '}
              <span className="faint">·</span> <bdi>{stop}</bdi>
            </>
          )}
        </p>
      </div>
      <Menu
        label={`More for ${name}`}
        trigger={<DotsThreeVerticalIcon size={20} weight="bold" aria-hidden />}
        look={{ size: 'sm', icon: true, variant: 'quiet' }}
      >
        <MenuItem icon={DownloadSimpleIcon} onSelect={() => void downloadFile(file)}>
          Save to this device
        </MenuItem>
        {mine && (
          <>
            <MenuItem icon={PencilSimpleIcon} onSelect={() => setChanging(true)}>
              Change name or stop
            </MenuItem>
            <MenuLine />
            <MenuChoices label="Who sees it" choices={AUDIENCES} value={shared ? 'trip' : 'me'} onChange={share} />
          </>
        )}
        {(mine || plan.role === 'owner') && (
          <>
            <MenuLine />
            <MenuItem icon={TrashIcon} danger onSelect={() => remove(file)}>
              Remove
            </MenuItem>
          </>
        )}
      </Menu>
      {changing && <FileDialog file={file} plan={plan} onClose={() => setChanging(false)} />}
    </li>
  );
}

const SIGNS: Readonly<Record<PlanFile['type'], typeof ImageIcon>> = {
  'image/jpeg': ImageIcon,
  'image/png': ImageIcon,
  'image/webp': ImageIcon,
  'application/pdf': FilePdfIcon,
  'text/plain': FileTextIcon,
};

function Likeness({ file }: { file: PlanFile }) {
  const address = useThumbnail(file);
  const Sign = SIGNS[file.type];
  return <span className={css.likeness}>{address === undefined ? <Sign size={24} aria-hidden /> : <img src={address} alt="" />}</span>;
}
