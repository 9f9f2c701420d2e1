import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { DownloadSimpleIcon } from '@phosphor-icons/react';
import { useState } from 'react';
import { api, fetchFile, sessionGone } from '../../lib/api.ts';
import { today } from '../../lib/format.ts';
import { forgetKept } from '../../lib/kept.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { saveFile } from '../../lib/save-file.ts';
import { useChange, useChangeForm } from '../../lib/use-change.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Problem, ProblemText } from '../../ui/problem.tsx';
import { CountingSection } from './counting-section.tsx';
import { account } from './queries.ts';
import { SecretField } from './secret-field.tsx';
import { Section } from './section.tsx';
import css from './settings.module.css';

/** Taking one's data along, and going. */
export function DataPage() {
  usePageTitle('Your data');
  return (
    <>
      <h1>Your data</h1>
      <p className="lede">It is yours: take it along, or have it deleted.</p>
      <ExportSection />
      <CountingSection />
      <DeleteSection />
    </>
  );
}

function ExportSection() {
  const save = useChange({
    call: async () => saveFile(await exported(), `tripmaster-account-${today()}.json`),
    refresh: [account.activity.queryKey],
  });
  return (
    <Section
      title="A copy of everything"
      about="Account, devices, tokens, activity, what was counted and every trip, as one JSON file. Passwords and secrets are not in it."
    >
      <div className={css.formfoot}>
        <Button busy={save.isPending} onClick={() => save.mutate(undefined)}>
          <DownloadSimpleIcon size={20} aria-hidden />
          {save.isPending ? 'Gathering your data' : 'Save a copy'}
        </Button>
        <output className={css.said}>{save.isSuccess ? 'Saved where your browser keeps downloads.' : ''}</output>
      </div>
      <Problem title="Not saved." error={save.error} />
    </Section>
  );
}

/** The server writes it piece by piece, however much it is. */
async function exported(): Promise<Blob> {
  const response = await fetchFile('/account/export.json');
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return response.blob();
}

function DeleteSection() {
  const [open, setOpen] = useState(false);
  return (
    <Section title="Delete the account" about="This can’t be taken back. Save a copy first if you want to keep something.">
      <div className={css.acts}>
        <Button variant="danger" onClick={() => setOpen(true)}>
          Delete the account
        </Button>
      </div>
      <DeleteDialog open={open} onClose={() => setOpen(false)} />
    </Section>
  );
}

function DeleteDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const navigate = useNavigate();
  const hasPassword = useQuery(account.security).data?.hasPassword ?? true;
  const [password, setPassword] = useState('');
  const { form, errors, busy, touched, submit, reset } = useChangeForm({
    call: (input: { password?: string }) => api.account.delete.mutate(input),
    fieldOf: { 'wrong-credentials': 'password' },
    check: (input) => (hasPassword && (input.password ?? '') === '' ? { password: 'Type your password.' } : {}),
    said: () => 'Your account is deleted.',
    onDone: async () => {
      forgetKept();
      await navigate({ to: '/', replace: true });
      await sessionGone();
    },
  });
  const close = () => {
    setPassword('');
    reset();
    onClose();
  };
  return (
    <Dialog open={open} onClose={close} title="Delete the account?">
      <form
        ref={form}
        noValidate
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          submit(hasPassword ? { password } : {});
        }}
      >
        <div>
          <p>At once and for good, these go:</p>
          <ul className={css.gone}>
            <li>every trip, also those that others read by a link</li>
            <li>your profile, e-mail address and password</li>
            <li>devices, passkeys, recovery codes and API tokens</li>
            <li>mails to you that are still waiting</li>
          </ul>
          <p className="small soft">
            What stays: a line in the log that an account was deleted, which names nobody; and backups of this server from before, which go
            after about a week unless its operator keeps them longer.
          </p>
        </div>
        {hasPassword && (
          <SecretField
            label="Password"
            autoComplete="current-password"
            value={password}
            error={errors['password']}
            onChange={(value) => {
              setPassword(value);
              touched('password');
            }}
          />
        )}
        <ProblemText text={errors['']} />
        <div className="dialog-foot">
          <Button onClick={close}>Keep the account</Button>
          <Button type="submit" variant="danger" busy={busy}>
            {busy ? 'Deleting the account' : 'Delete the account'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
