import type { InfiniteData } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { Ghost, Skeleton } from './marks.tsx';
import { Problem } from './problem.tsx';
import { ErrorState } from './states.tsx';
import './paged.css';

type List<Item> = {
  data: InfiniteData<{ items: Item[] }> | undefined;
  error: Error | null;
  isPending: boolean;
  isPlaceholderData: boolean;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  fetchNextPage: () => Promise<unknown>;
  refetch: () => Promise<unknown>;
};

/** A list that comes in pages: grey bars, the rows, nothing, or what failed; and a button for more. `noun`: `devices`. */
export function Paged<Item>({
  list,
  noun,
  empty,
  children,
}: {
  list: List<Item>;
  noun: string;
  empty: ReactNode;
  children: (items: Item[]) => ReactNode;
}) {
  const items = list.data?.pages.flatMap((page) => page.items);
  if (list.isPending) return <RowsSkeleton label={`The ${noun} are loading`} />;
  if (items === undefined)
    return <ErrorState title={`The ${noun} could not be loaded`} error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <>
      <div className="paged" aria-busy={list.isPlaceholderData}>
        {items.length === 0 ? empty : children(items)}
      </div>
      <Problem title={`The ${noun} could not be loaded.`} error={list.error} />
      {list.hasNextPage && (
        <Button className="paged-more" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {list.isFetchingNextPage ? `Loading more ${noun}` : `More ${noun}`}
        </Button>
      )}
    </>
  );
}

/** Three ruled rows of grey bars. */
export function RowsSkeleton({ label }: { label: string }) {
  return (
    <Skeleton label={label} className="paged-ghosts">
      {['46%', '34%', '52%'].map((width) => (
        <div key={width}>
          <Ghost width={width} height="20px" />
          <Ghost width="70%" height="15px" />
        </div>
      ))}
    </Skeleton>
  );
}
