DELETE FROM `sessions` WHERE `revoked_at` IS NOT NULL;--> statement-breakpoint
DROP INDEX `plans_owner_idx`;--> statement-breakpoint
CREATE INDEX `plans_owner_idx` ON `plans` (`owner_id`,`id`);--> statement-breakpoint
CREATE INDEX `users_role_idx` ON `users` (`role`,`id`);--> statement-breakpoint
CREATE INDEX `users_status_idx` ON `users` (`status`,`id`);--> statement-breakpoint
ALTER TABLE `sessions` DROP COLUMN `user_agent`;--> statement-breakpoint
ALTER TABLE `sessions` DROP COLUMN `revoked_at`;