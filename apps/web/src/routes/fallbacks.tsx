import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useSession } from '../lib/session.ts';
import { usePageTitle } from '../lib/page-title.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Skeleton } from '../ui/marks.tsx';
import { ErrorState } from '../ui/states.tsx';
import '../ui/shell.css';

/** The platform that does not exist. Missing and not yours are told the same way. */
export function NotFoundPage() {
  usePageTitle('No such page');
  const session = useSession();
  return (
    <div className="wrap">
      <section className="nf">
        <p className="num number">404</p>
        <div>
          <h1>No such page on this line</h1>
          <p className="soft">The address is wrong, or the trip was never shared with you. We say the same in both cases.</p>
          {session.status === 'signed-in' ? (
            <ButtonLink variant="primary" to="/plans">
              To your trips
            </ButtonLink>
          ) : (
            <ButtonLink variant="primary" to="/">
              To the start
            </ButtonLink>
          )}
        </div>
      </section>
    </div>
  );
}

export function PageFailed({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <div className="wrap pad">
      <ErrorState title="This page could not be shown" error={error} onRetry={retry} />
    </div>
  );
}

export function PagePending() {
  return (
    <div className="wrap pad">
      <Skeleton label="The page is loading" />
    </div>
  );
}
