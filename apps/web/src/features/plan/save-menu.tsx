import {
  BracketsCurlyIcon,
  CalendarPlusIcon,
  DownloadSimpleIcon,
  FilePdfIcon,
  FileTextIcon,
  GlobeHemisphereWestIcon,
  GlobeSimpleIcon,
  PathIcon,
  PrinterIcon,
  TableIcon,
  type Icon,
} from '@phosphor-icons/react';
import type { Plan } from '@tripmaster/contracts';
import { Fragment } from 'react';
import { readFailure } from '../../lib/failure.ts';
import { Menu, MenuItem, MenuLine } from '../../ui/menu.tsx';
import { toastProblem } from '../../ui/toast.tsx';
import { downloadPlan } from './download.ts';
import { type Paper, type PlanFormat, paperOf } from './words.ts';

const PAPERS: Readonly<Record<Paper, string>> = { a4: 'PDF (A4)', letter: 'PDF (US letter)' };

type FileChoice = { format: PlanFormat; label: string; icon: Icon };

/** Every file a plan can be had as, in groups: to read, to carry, to reckon with. */
function filesOf(plan: Plan, paper: Paper): readonly (readonly FileChoice[])[] {
  return [
    [
      { format: 'pdf', label: PAPERS[paper], icon: FilePdfIcon },
      { format: 'html', label: 'Web page (HTML)', icon: GlobeSimpleIcon },
      { format: 'md', label: 'Text (Markdown)', icon: FileTextIcon },
    ],
    [
      // A calendar is nothing but dates.
      ...(plan.datesHidden === true ? [] : [{ format: 'ics', label: 'Calendar (.ics)', icon: CalendarPlusIcon } as const]),
      { format: 'gpx', label: 'Places and ways (GPX)', icon: PathIcon },
      { format: 'kml', label: 'Google Earth (KML)', icon: GlobeHemisphereWestIcon },
    ],
    [
      { format: 'csv', label: 'Costs (CSV)', icon: TableIcon },
      { format: 'json', label: 'Data (JSON)', icon: BracketsCurlyIcon },
    ],
  ];
}

/** The plan as a file, or on paper. `token`: of the link it is read by. */
export function SaveMenu({ plan, token }: { plan: Plan; token: string | undefined }) {
  const paper = paperOf(navigator.language);
  const save = (format: PlanFormat) => {
    downloadPlan(plan, token, format, paper).catch((error: unknown) =>
      toastProblem(`Not saved. ${error instanceof Error ? error.message : readFailure(error).message}`),
    );
  };
  return (
    <Menu
      trigger={
        <>
          <DownloadSimpleIcon size={20} aria-hidden />
          Download
        </>
      }
      look={{ size: 'sm' }}
    >
      {filesOf(plan, paper).map((group) => (
        <Fragment key={group[0]?.format}>
          {group.map(({ format, label, icon }) => (
            <MenuItem key={format} icon={icon} onSelect={() => save(format)}>
              {label}
            </MenuItem>
          ))}
          <MenuLine />
        </Fragment>
      ))}
      <MenuItem icon={PrinterIcon} onSelect={() => window.setTimeout(() => window.print(), 50)}>
        Print
      </MenuItem>
    </Menu>
  );
}
