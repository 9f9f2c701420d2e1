import type { Plan } from '@tripmaster/contracts';
import { Paged } from '../../ui/paged.tsx';
import { AddFiles, DropZone, Uploads } from './add-files.tsx';
import { FileRow } from './file-row.tsx';
import css from './files.module.css';
import { useFiles } from './use-files.ts';
import { useUploads } from './use-uploads.ts';
import { stopChoices } from './words.ts';

/** What people on a trip keep with it: each sees their own and what was shared. */
export function FilesSection({ plan }: { plan: Plan }) {
  const list = useFiles(plan.id);
  const { uploads, add, putAway } = useUploads(plan.id);
  const stops = new Map(stopChoices(plan).map(({ value, label }) => [value, label]));
  const onFiles = (files: File[]) => void add(files);
  return (
    <section aria-labelledby="files" className={css.files}>
      <DropZone onFiles={onFiles}>
        <div className={css.head}>
          <h2 id="files">Files</h2>
          <AddFiles onFiles={onFiles}>Add files</AddFiles>
        </div>
        <p className="small soft">
          Tickets, bookings, pictures: PDFs, photos and plain text. A file is yours alone until you share it with the trip. Pictures are
          kept without the place they were taken at.
        </p>
        <Uploads uploads={uploads} onPutAway={putAway} />
        <Paged list={list} noun="files" empty={<p className={css.none}>No files yet. Drop some here, or choose them.</p>}>
          {(files) => (
            <ul className={css.rows}>
              {files.map((file) => (
                <FileRow key={file.id} file={file} plan={plan} stop={file.itemId === undefined ? undefined : stops.get(file.itemId)} />
              ))}
            </ul>
          )}
        </Paged>
      </DropZone>
    </section>
  );
}

/** The files of one stop, in its detail. */
export function StopFiles({ plan, itemId }: { plan: Plan; itemId: string }) {
  const { data } = useFiles(plan.id);
  const { uploads, add, putAway } = useUploads(plan.id, itemId);
  const files = data?.pages.flatMap(({ items }) => items.filter((file) => file.itemId === itemId)) ?? [];
  return (
    <DropZone onFiles={(chosen) => void add(chosen)}>
      <div className={css.ofstop}>
        {files.length > 0 && (
          <ul className={css.rows}>
            {files.map((file) => (
              <FileRow key={file.id} file={file} plan={plan} />
            ))}
          </ul>
        )}
        <Uploads uploads={uploads} onPutAway={putAway} />
        <AddFiles onFiles={(chosen) => void add(chosen)}>Add a file</AddFiles>
      </div>
    </DropZone>
  );
}
