import {
  byId,
  generationEvent,
  id,
  line,
  page,
  pageInput,
  plan,
  planPreview,
  planStats,
  planSummary,
  tripRequest,
  visibility,
} from '@tripmaster/contracts';
import { checkedOnce, openUpTo, router, signedIn, signedInUpTo, trackedStream, visitor } from '@tripmaster/rpc';
import { tracked } from '@trpc/server';
import { z } from 'zod';
import { calendarRoutes } from '../calendar/calendar.routes.ts';
import type { CalendarService } from '../calendar/calendar.service.ts';
import { copiesProcedures } from '../copies/copies.routes.ts';
import type { CopiesService } from '../copies/copies.service.ts';
import { draftsRoutes } from '../drafts/drafts.routes.ts';
import type { DraftsService } from '../drafts/drafts.service.ts';
import { webhooksRoutes } from '../webhooks/webhooks.routes.ts';
import type { WebhooksService } from '../webhooks/webhooks.service.ts';
import { filesRoutes } from '../files/files.routes.ts';
import type { FilesService } from '../files/files.service.ts';
import { expensesRoutes, travellersRoutes } from '../expenses/expenses.routes.ts';
import type { ExpensesService } from '../expenses/expenses.service.ts';
import type { SettlementsService } from '../expenses/settlements.service.ts';
import type { TravellersService } from '../expenses/travellers.service.ts';
import { liveProcedures } from '../live/live.routes.ts';
import type { LiveService } from '../live/live.service.ts';
import { bookingLinksProcedures } from '../booking-links/booking-links.routes.ts';
import type { BookingLinksService } from '../booking-links/booking-links.service.ts';
import { membersRoutes } from '../members/members.routes.ts';
import type { InvitationsService } from '../members/invitations.service.ts';
import type { MembersService } from '../members/members.service.ts';
import { linksProcedures } from '../sharing/links.routes.ts';
import type { LinksService } from '../sharing/links.service.ts';
import { importProcedures } from '../import/import.routes.ts';
import type { ImportService } from '../import/import.service.ts';
import type { AdviceService } from '../versions/advice.service.ts';
import { versionsProcedures } from '../versions/versions.routes.ts';
import type { VersionsService } from '../versions/versions.service.ts';
import type { GenerationService } from './generation.service.ts';
import { PLANS_AN_ACCOUNT, PREVIEWS_AN_ADDRESS } from './limits.ts';
import type { ListService } from './list.service.ts';
import type { PlansService } from './plans.service.ts';

const checkedPlan = checkedOnce(plan);
const listInput = z.strictObject({
  ...pageInput,
  search: line(120, 0).optional(),
  scope: z.enum(['own', 'shared', 'deleted']).optional(),
  sort: z.enum(['created', 'updated', 'start', 'title']).optional(),
  when: z.enum(['all', 'upcoming', 'past']).optional(),
  visibility: visibility.optional(),
});

type Services = {
  plans: PlansService;
  generation: GenerationService;
  drafts: DraftsService;
  links: LinksService;
  members: MembersService;
  invitations: InvitationsService;
  calendar: CalendarService;
  versions: VersionsService;
  advice: AdviceService;
  files: FilesService;
  webhooks: WebhooksService;
  lists: ListService;
  copies: CopiesService;
  expenses: ExpensesService;
  settlements: SettlementsService;
  travellers: TravellersService;
  bookingLinks: BookingLinksService;
  live: LiveService;
  imports: ImportService;
};

export function plansRoutes({
  plans,
  lists,
  copies,
  generation,
  drafts,
  calendar,
  versions,
  advice,
  files,
  webhooks,
  expenses,
  settlements,
  travellers,
  bookingLinks,
  live,
  links,
  members,
  invitations,
  imports,
}: Services) {
  return router({
    drafts: draftsRoutes(drafts),
    calendar: calendarRoutes(calendar),
    files: filesRoutes(files),
    webhooks: webhooksRoutes(webhooks),
    expenses: expensesRoutes({ expenses, settlements }),
    travellers: travellersRoutes(travellers),
    members: membersRoutes({ members, invitations }),
    ...linksProcedures(links),
    ...versionsProcedures({ versions, advice }),
    ...copiesProcedures(copies),
    ...liveProcedures(live),
    ...bookingLinksProcedures(bookingLinks),
    ...importProcedures(imports),
    preview: openUpTo(PREVIEWS_AN_ADDRESS)
      .meta({ summary: 'Shows what a plan would be like: its first day and how the budget is split. Nothing is stored.', tool: 'reads' })
      .input(tripRequest)
      .output(planPreview)
      .mutation(({ ctx, input }) => plans.preview(input, ctx.signal)),
    create: signedInUpTo(PLANS_AN_ACCOUNT)
      .meta({ summary: 'Makes a checked plan of a trip and keeps it.', once: true, tool: 'adds' })
      .input(tripRequest)
      .output(checkedPlan)
      .mutation(({ ctx, input }) => plans.create(ctx.actor, input, { idempotencyKey: ctx.idempotencyKey, signal: ctx.signal })),
    generate: signedInUpTo(PLANS_AN_ACCOUNT)
      .meta({ summary: 'Makes a plan and tells how far it is, day by day; goes on behind lastEventId after a break.' })
      .input(tripRequest.extend({ lastEventId: z.string().max(80).optional() }))
      .output(trackedStream(generationEvent))
      .subscription(async function* ({ ctx, input: { lastEventId, ...request }, signal }) {
        for await (const [eventId, event] of generation.follow(ctx.actor, request, lastEventId, signal)) yield tracked(eventId, event);
      }),
    get: visitor
      .meta({ summary: 'Gives a plan: your own, one you are on, or a public one.', tool: 'reads' })
      .input(byId)
      .output(checkedPlan)
      .query(({ ctx, input }) => plans.get(ctx.actor, input.id)),
    list: signedIn
      .meta({ summary: 'Lists your plans, those you were taken along on, or deleted ones.', tool: 'reads' })
      .input(listInput.optional())
      .output(page(planSummary))
      .query(({ ctx, input }) => lists.list(ctx.actor, input ?? {})),
    stats: signedIn
      .meta({ summary: 'Adds up your trips: how many, how many days, where to, what they cost.', tool: 'reads' })
      .output(planStats)
      .query(({ ctx }) => lists.stats(ctx.actor)),
    delete: signedIn
      .meta({ summary: 'Deletes a plan; it can be brought back for 30 days.' })
      .input(byId)
      .output(byId)
      .mutation(({ ctx, input }) => plans.remove(ctx.actor, input.id)),
    undelete: signedIn
      .meta({ summary: 'Brings a deleted plan back.' })
      .input(byId)
      .output(planSummary)
      .mutation(({ ctx, input }) => plans.undelete(ctx.actor, input.id)),
    setVisibility: signedIn
      .meta({ summary: 'Says who may see a plan: only you, whoever has its address, or everybody.' })
      .input(z.strictObject({ id, visibility, showDates: z.boolean().optional() }))
      .output(planSummary)
      .mutation(({ ctx, input }) => plans.setVisibility(ctx.actor, input)),
  });
}
