import { UploadSimpleIcon, XIcon } from '@phosphor-icons/react';
import { type ReactNode, useRef, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import css from './files.module.css';
import type { OnItsWay } from './use-uploads.ts';

/** What phones turn their pictures into when asked for one of these. */
const ACCEPT = '.jpg,.jpeg,.png,.webp,.avif,.gif,.pdf,.txt,image/jpeg,image/png,image/webp,image/avif,image/gif,application/pdf,text/plain';

/** A button to choose files. */
export function AddFiles({
  onFiles,
  primary = false,
  children,
}: {
  onFiles: (files: File[]) => void;
  primary?: boolean;
  children: ReactNode;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        accept={ACCEPT}
        hidden
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])]);
          target.value = '';
        }}
      />
      <Button size="sm" variant={primary ? 'primary' : 'plain'} onClick={() => input.current?.click()}>
        <UploadSimpleIcon size={20} aria-hidden />
        {children}
      </Button>
    </>
  );
}

/** A part of the page that files can be dropped on. */
export function DropZone({ onFiles, children }: { onFiles: (files: File[]) => void; children: ReactNode }) {
  const [over, setOver] = useState(false);
  return (
    <div
      className={over ? css.over : css.zone}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!(event.relatedTarget instanceof Node) || !event.currentTarget.contains(event.relatedTarget)) setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onFiles([...event.dataTransfer.files]);
      }}
    >
      {children}
    </div>
  );
}

/** Files on their way, and those that did not get there. */
export function Uploads({ uploads, onPutAway }: { uploads: readonly OnItsWay[]; onPutAway: (key: string) => void }) {
  if (uploads.length === 0) return null;
  return (
    <ul className={css.uploads}>
      {uploads.map(({ key, name, part, problem, stop }) => (
        <li key={key} className={css.upload}>
          <span className={css.uploadname}>
            <bdi>{name}</bdi>
          </span>
          {problem === undefined ? (
            <progress value={part} max={1} aria-label={`Adding ${name}`} />
          ) : (
            <span className={css.problem} role="alert">
              <b>Not added.</b> {problem}
            </span>
          )}
          <Button
            variant="quiet"
            size="sm"
            icon
            aria-label={problem === undefined ? `Stop adding ${name}` : `Put away: ${name}`}
            onClick={() => (problem === undefined ? stop() : onPutAway(key))}
          >
            <XIcon size={16} weight="bold" aria-hidden />
          </Button>
        </li>
      ))}
    </ul>
  );
}
