import type { ReportReason } from '@tripmaster/contracts';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { useChange } from '../../lib/use-change.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field, Select, TextArea } from '../../ui/field.tsx';
import { Problem } from '../../ui/problem.tsx';
import { REASONS } from '../discover/reasons.ts';

/** Tells those who run this server what is wrong with somebody's public plan. */
export function ReportDialog({ id, open, onClose }: { id: string; open: boolean; onClose: () => void }) {
  const [reason, setReason] = useState<ReportReason>('spam');
  const [details, setDetails] = useState('');
  const report = useChange({ call: (input: { reason: ReportReason; details: string }) => api.discover.report.mutate({ id, ...input }) });
  const close = () => {
    report.reset();
    onClose();
  };
  if (report.isSuccess)
    return (
      <Dialog open={open} onClose={close} title="Reported">
        <p>Thank you. Those who run this server will look at the plan. Its maker is not told who reported it.</p>
        <div className="dialog-foot">
          <Button variant="primary" onClick={close}>
            Close
          </Button>
        </div>
      </Dialog>
    );
  return (
    <Dialog open={open} onClose={close} title="Report this plan">
      <div className="stack">
        <Field label="What is wrong">
          <Select
            value={reason}
            onChange={({ target }) => setReason(REASONS.find(({ value }) => value === target.value)?.value ?? 'other')}
          >
            {REASONS.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="In your words" optional>
          <TextArea rows={4} maxLength={1_000} value={details} onChange={({ target }) => setDetails(target.value)} />
        </Field>
        <Problem title="Not reported." error={report.error} />
      </div>
      <div className="dialog-foot">
        <Button onClick={close}>Leave it</Button>
        <Button variant="primary" busy={report.isPending} onClick={() => report.mutate({ reason, details })}>
          {report.isPending ? 'Reporting' : 'Report'}
        </Button>
      </div>
    </Dialog>
  );
}
