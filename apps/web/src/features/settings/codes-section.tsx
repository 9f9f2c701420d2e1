import type { SecurityOverview } from '@tripmaster/contracts';
import { DownloadSimpleIcon, PrinterIcon } from '@phosphor-icons/react';
import { useEffect, useRef, useState } from 'react';
import { api } from '../../lib/api.ts';
import { plural } from '../../lib/format.ts';
import { saveFile } from '../../lib/save-file.ts';
import { useChange } from '../../lib/use-change.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Confirm } from '../../ui/dialog.tsx';
import { account } from './queries.ts';
import { Section } from './section.tsx';
import css from './settings.module.css';

/** The way back in when phone and keys are lost. */
export function CodesSection({
  overview: { recoveryCodesLeft: left, totpSince, passkeys },
  codes,
  onCodes,
}: {
  overview: SecurityOverview;
  codes: string[] | undefined;
  onCodes: (codes: string[] | undefined) => void;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [asked, setAsked] = useState<true>();
  const renew = useChange({
    call: () => api.account.recoveryCodes.regenerate.mutate(),
    refresh: [account.security.queryKey],
    onDone: ({ recoveryCodes }) => onCodes(recoveryCodes),
  });
  const hasFactor = totpSince !== undefined || passkeys > 0;
  return (
    <Section
      title="Recovery codes"
      heading={heading}
      {...(hasFactor && { aside: <p className={left < 3 ? 'tight' : ''}>{plural(left, 'code')} left</p> })}
      about={
        hasFactor
          ? 'Each lets you in once in place of the second factor, should phone or key be lost.'
          : 'They come with a passkey or an authenticator app.'
      }
    >
      {codes !== undefined && (
        <Codes
          codes={codes}
          onClose={() => {
            onCodes(undefined);
            heading.current?.focus();
          }}
        />
      )}
      {hasFactor && codes === undefined && (
        <div className={css.acts}>
          <Button size="sm" onClick={() => setAsked(true)}>
            Make new codes
          </Button>
        </div>
      )}
      <Confirm
        asked={asked}
        onClose={() => setAsked(undefined)}
        title="Make new recovery codes?"
        act="Make new codes"
        acting="Making new codes"
        change={renew}
        doneFocus={heading}
        problem="No new codes were made."
      >
        The {left === 1 ? 'code' : 'codes'} you have kept so far will not work any more.
      </Confirm>
    </Section>
  );
}

/** Shown this once: the server keeps only what it needs to know them again. */
function Codes({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const text = codes.join('\n');
  return (
    <div className={`${css.once} ${css.print}`}>
      <h3 ref={title} tabIndex={-1}>
        Your recovery codes for {window.location.host}
      </h3>
      <p className="small">They are shown this once. Keep them where you find them without your phone.</p>
      <ol className={css.codes} data-codes>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className={css.acts}>
        <CopyButton text={text} said="The codes are copied.">
          Copy
        </CopyButton>
        <Button
          size="sm"
          onClick={() => saveFile(new Blob([`${text}\n`], { type: 'text/plain' }), `recovery-codes-${window.location.hostname}.txt`)}
        >
          <DownloadSimpleIcon size={20} aria-hidden />
          Save as a file
        </Button>
        <Button size="sm" onClick={() => window.print()}>
          <PrinterIcon size={20} aria-hidden />
          Print
        </Button>
      </div>
      <div>
        <Button variant="primary" onClick={onClose}>
          I have kept them
        </Button>
      </div>
    </div>
  );
}
