import {
  accountStatus,
  adminUser,
  auditEvent,
  auditVerification,
  byId,
  id,
  line,
  page,
  pageByIdInput,
  pageInput,
  role,
} from '@tripmaster/contracts';
import { admin, router, support } from '@tripmaster/rpc';
import { z } from 'zod';
import type { AdminService } from './admin.service.ts';

const listInput = z.strictObject({
  ...pageByIdInput,
  search: line(254, 0).optional(),
  role: role.optional(),
  status: accountStatus.optional(),
});
const auditInput = z.strictObject({ ...pageInput, action: line(60).optional(), subject: line(60).optional() });

export function adminRoutes({ admin: people }: { admin: AdminService }) {
  return router({
    users: router({
      list: support
        .meta({ summary: 'Lists accounts.' })
        .input(listInput.optional())
        .output(page(adminUser))
        .query(({ ctx, input }) => people.list(ctx.actor, input ?? {})),
      get: support
        .meta({ summary: 'Gives an account.' })
        .input(byId)
        .output(adminUser)
        .query(({ ctx, input }) => people.get(ctx.actor, input.id)),
      setStatus: admin
        .meta({ summary: 'Suspends an account, or lets it in again.' })
        .input(z.strictObject({ id, status: accountStatus }))
        .output(adminUser)
        .mutation(({ ctx, input }) => people.setStatus(ctx.actor, input.id, input.status)),
      setRole: admin
        .meta({ summary: 'Makes somebody a traveller, a supporter or an administrator.' })
        .input(z.strictObject({ id, role }))
        .output(adminUser)
        .mutation(({ ctx, input }) => people.setRole(ctx.actor, input.id, input.role)),
    }),
    audit: router({
      list: admin
        .meta({ summary: 'Lists the audit log, newest first.' })
        .input(auditInput.optional())
        .output(page(auditEvent))
        .query(({ ctx, input }) => people.auditLog(ctx.actor, input ?? {})),
      verify: admin
        .meta({ summary: 'Checks that nothing in the audit log was changed, removed or put in another order.' })
        .output(auditVerification)
        .query(({ ctx }) => people.verifyAudit(ctx.actor)),
    }),
  });
}
