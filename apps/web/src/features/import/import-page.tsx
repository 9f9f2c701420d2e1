import { ArrowLeftIcon, FileArrowUpIcon } from '@phosphor-icons/react';
import type { ImportProposal } from '@tripmaster/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type DragEvent, type SyntheticEvent, useState } from 'react';
import { readFailure } from '../../lib/failure.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { queries } from '../../lib/queries.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Field, TextArea } from '../../ui/field.tsx';
import { Problem, ProblemText } from '../../ui/problem.tsx';
import css from './import.module.css';
import { takenOf } from './left-out.ts';
import { ProposalList } from './proposal.tsx';
import { refusalText } from './refusal.ts';
import { FileProblem, type Source, useAcceptImport, useReadFile } from './use-import.ts';

const ACCEPTED = '.json,.ics,.gpx,.kml,.csv,.tsv,.eml,.html,.htm,.pdf,.txt';
const LONGEST = 200_000;
const MOST_FILES = 20;

/** Files and mails become a proposal, and what is accepted of it a trip, or part of one. */
export function ImportPage() {
  const { into } = useSearch({ from: '/shell/import' });
  const navigate = useNavigate();
  const [queue, setQueue] = useState<Source[]>([]);
  const [now, setNow] = useState<Source>();
  const [target, setTarget] = useState(into);
  const read = useReadFile(target);
  const plan = useQuery({ ...queries.plan(target ?? ''), enabled: target !== undefined }).data;
  usePageTitle(target === undefined ? 'Import a trip' : 'Add from files');

  const begin = ([first, ...rest]: readonly Source[]) => {
    if (first === undefined) return;
    setNow(first);
    setQueue(rest);
    read.mutate(first);
  };
  const over = (id: string | undefined) => {
    if (id === undefined) return read.reset();
    return void navigate({ to: '/plans/$id', params: { id } });
  };
  return (
    <div className={`wrap pad ${css.page}`}>
      {plan !== undefined && (
        <Link to="/plans/$id" params={{ id: plan.id }} className="row">
          <ArrowLeftIcon className="flip" size={16} weight="bold" aria-hidden />
          <bdi>{plan.title}</bdi>
        </Link>
      )}
      <h1>{target === undefined ? 'Import a trip' : 'Add from files'}</h1>
      <p className="lede">
        A plan saved here before, a calendar, a map, a table, or booking confirmations as mail, page or PDF. You see what was found before
        anything is saved.
      </p>
      {read.data === undefined || now === undefined ? (
        <Sources busy={read.isPending} name={now?.name} error={read.error} onSources={begin} />
      ) : (
        <Review
          key={now.name}
          proposal={read.data}
          name={now.name}
          left={queue.length}
          onDone={(id) => {
            setTarget(id ?? target);
            if (queue.length > 0) {
              const [first, ...rest] = queue;
              setQueue(rest);
              setNow(first);
              read.reset();
              // The next file is read for the trip that is there now.
              if (first !== undefined) window.setTimeout(() => read.mutate(first));
            } else over(id ?? into ?? target);
          }}
        />
      )}
    </div>
  );
}

type SourcesProps = { busy: boolean; name: string | undefined; error: unknown; onSources: (sources: readonly Source[]) => void };

function Sources({ busy, name, error, onSources }: SourcesProps) {
  const [text, setText] = useState('');
  const [over, setOver] = useState(false);
  const take = (files: FileList | null) => onSources([...(files ?? [])].slice(0, MOST_FILES).map((file) => ({ name: file.name, file })));
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (text.trim() !== '') onSources([{ name: 'Pasted text', text }]);
  };
  return (
    <>
      <div
        className={css.drop}
        {...(over && { 'data-over': '' })}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <FileArrowUpIcon size={32} aria-hidden />
        <p>Drop files here, or</p>
        <label className={`${buttonClass({ variant: 'primary' })} ${css.choose ?? ''}`}>
          <input
            type="file"
            multiple
            accept={ACCEPTED}
            disabled={busy}
            onChange={({ target }) => {
              take(target.files);
              target.value = '';
            }}
          />
          {busy ? `Reading ${name ?? 'the file'}` : 'Choose files'}
        </label>
        <p className="small soft">JSON, ICS, GPX, KML, CSV, EML, HTML, PDF or TXT, up to 2 MB each</p>
      </div>
      <Refusal error={error} />
      <form onSubmit={submit} className="stack">
        <Field label="Or paste a confirmation" hint="The whole mail, with its subject.">
          <TextArea rows={6} maxLength={LONGEST} value={text} onChange={({ target }) => setText(target.value)} />
        </Field>
        <div className={css.foot}>
          <Button type="submit" busy={busy} aria-disabled={text.trim() === '' || undefined}>
            Read this text
          </Button>
        </div>
      </form>
    </>
  );
}

/** Why a file was not read, line by line where the server says so. */
function Refusal({ error }: { error: unknown }) {
  if (error instanceof FileProblem) return <ProblemText text={`Not read. ${error.message}`} />;
  const failure = error === null ? undefined : readFailure(error);
  if (failure === undefined || failure.fields.length === 0) return <Problem title="Not read." error={error} />;
  return <ProblemText text={refusalText(failure.fields)} />;
}

type ReviewProps = { proposal: ImportProposal; name: string; left: number; onDone: (id: string | undefined) => void };

function Review({ proposal, name, left, onDone }: ReviewProps) {
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const accept = useAcceptImport(({ id }) => onDone(id));
  const toggle = (id: string) =>
    setLeftOut((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const taken = takenOf(proposal, leftOut);
  return (
    <>
      <p className={`${css.source} soft`}>
        <bdi>{name}</bdi>
        {left > 0 && `, ${left} more to come`}
      </p>
      <ProposalList proposal={proposal} leftOut={leftOut} onToggle={toggle} />
      <Problem title="Not saved." error={accept.error} />
      <div className={css.foot}>
        <Button onClick={() => onDone(undefined)}>{left > 0 ? 'Leave this file out' : 'Leave it'}</Button>
        <Button
          variant="primary"
          busy={accept.isPending}
          aria-disabled={taken === 0 || undefined}
          onClick={() => {
            if (taken > 0) accept.mutate({ proposal, leftOut });
          }}
        >
          {accept.isPending ? 'Saving' : proposal.document === undefined ? 'Add to the trip' : 'Make this trip'}
        </Button>
      </div>
    </>
  );
}
