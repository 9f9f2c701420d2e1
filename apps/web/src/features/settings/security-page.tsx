import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { usePageTitle } from '../../lib/page-title.ts';
import { RowsSkeleton } from '../../ui/paged.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { AppSection } from './app-section.tsx';
import { CodesSection } from './codes-section.tsx';
import { PasskeysSection } from './passkeys-section.tsx';
import { PasswordSection } from './password-section.tsx';
import { ProvidersSection } from './providers-section.tsx';
import { account } from './queries.ts';

/** What protects the account: password, second factors, the way back in. */
export function SecurityPage() {
  usePageTitle('Sign-in and security');
  const security = useQuery(account.security);
  // New codes come with a first factor, from whichever section that was set up in.
  const [codes, setCodes] = useState<string[]>();
  const overview = security.data;
  return (
    <>
      <h1>Sign-in and security</h1>
      <p className="lede">A passkey, or a password and a code, keeps others out even when they know the password.</p>
      {security.isPending && <RowsSkeleton label="Your security settings are loading" />}
      {overview === undefined && security.isError && (
        <ErrorState title="Your security settings could not be loaded" error={security.error} onRetry={() => void security.refetch()} />
      )}
      {overview !== undefined && (
        <>
          <PasswordSection overview={overview} />
          <PasskeysSection onCodes={setCodes} />
          <AppSection overview={overview} onCodes={setCodes} />
          <CodesSection overview={overview} codes={codes} onCodes={setCodes} />
          <ProvidersSection linked={overview.openId} />
        </>
      )}
    </>
  );
}
