CREATE TABLE `booking_clicks` (
	`day` text NOT NULL,
	`provider` text NOT NULL,
	`kind` text NOT NULL,
	`clicks` integer NOT NULL,
	PRIMARY KEY(`day`, `provider`, `kind`)
);
--> statement-breakpoint
CREATE TABLE `calendar_feeds` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`plan_id` text,
	`token_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `calendar_feeds_token_key` ON `calendar_feeds` (`token_hash`);--> statement-breakpoint
CREATE INDEX `calendar_feeds_user_idx` ON `calendar_feeds` (`user_id`,`id`);--> statement-breakpoint
CREATE INDEX `calendar_feeds_plan_idx` ON `calendar_feeds` (`plan_id`) WHERE "calendar_feeds"."plan_id" is not null;--> statement-breakpoint
CREATE TABLE `plan_expenses` (
	`id` text PRIMARY KEY NOT NULL,
	`plan_id` text NOT NULL,
	`title` text NOT NULL,
	`category` text NOT NULL,
	`date` text NOT NULL,
	`amount` integer NOT NULL,
	`currency` text NOT NULL,
	`base_amount` integer NOT NULL,
	`base_currency` text NOT NULL,
	`rate` text,
	`rate_as_of` text,
	`rate_source` text,
	`paid_by` text NOT NULL,
	`split` text NOT NULL,
	`item_id` text,
	`created_by` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`settled_at` integer,
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`paid_by`) REFERENCES `plan_travellers`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`created_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `plan_expenses_date_idx` ON `plan_expenses` (`plan_id`,`date`,`id`);--> statement-breakpoint
CREATE INDEX `plan_expenses_payer_idx` ON `plan_expenses` (`paid_by`);--> statement-breakpoint
CREATE INDEX `plan_expenses_author_idx` ON `plan_expenses` (`created_by`) WHERE "plan_expenses"."created_by" is not null;--> statement-breakpoint
CREATE TABLE `plan_files` (
	`id` text PRIMARY KEY NOT NULL,
	`plan_id` text NOT NULL,
	`user_id` text NOT NULL,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`size` integer NOT NULL,
	`sha256` text NOT NULL,
	`width` integer,
	`height` integer,
	`shared` integer NOT NULL,
	`item_id` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `plan_files_plan_idx` ON `plan_files` (`plan_id`,`id`);--> statement-breakpoint
CREATE INDEX `plan_files_user_idx` ON `plan_files` (`user_id`,`id`);--> statement-breakpoint
CREATE TABLE `plan_invitations` (
	`id` text PRIMARY KEY NOT NULL,
	`plan_id` text NOT NULL,
	`email` text NOT NULL,
	`role` text NOT NULL,
	`token_hash` text NOT NULL,
	`invited_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`invited_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `plan_invitations_token_key` ON `plan_invitations` (`token_hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `plan_invitations_email_key` ON `plan_invitations` (`plan_id`,`email`);--> statement-breakpoint
CREATE INDEX `plan_invitations_inviter_idx` ON `plan_invitations` (`invited_by`);--> statement-breakpoint
CREATE INDEX `plan_invitations_expiry_idx` ON `plan_invitations` (`expires_at`);--> statement-breakpoint
CREATE TABLE `plan_links` (
	`id` text PRIMARY KEY NOT NULL,
	`plan_id` text NOT NULL,
	`role` text NOT NULL,
	`label` text,
	`token_hash` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer,
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`created_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `plan_links_token_key` ON `plan_links` (`token_hash`);--> statement-breakpoint
CREATE INDEX `plan_links_plan_idx` ON `plan_links` (`plan_id`,`id`);--> statement-breakpoint
CREATE INDEX `plan_links_creator_idx` ON `plan_links` (`created_by`);--> statement-breakpoint
CREATE INDEX `plan_links_expiry_idx` ON `plan_links` (`expires_at`) WHERE "plan_links"."expires_at" is not null;--> statement-breakpoint
CREATE TABLE `plan_members` (
	`plan_id` text NOT NULL,
	`user_id` text NOT NULL,
	`role` text NOT NULL,
	`joined_at` integer NOT NULL,
	PRIMARY KEY(`plan_id`, `user_id`),
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `plan_members_user_idx` ON `plan_members` (`user_id`,`plan_id`);--> statement-breakpoint
CREATE TABLE `plan_presence` (
	`plan_id` text NOT NULL,
	`connection_id` text NOT NULL,
	`user_id` text NOT NULL,
	`seen_at` integer NOT NULL,
	PRIMARY KEY(`plan_id`, `connection_id`),
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `plan_presence_user_idx` ON `plan_presence` (`user_id`);--> statement-breakpoint
CREATE INDEX `plan_presence_seen_idx` ON `plan_presence` (`seen_at`);--> statement-breakpoint
CREATE TABLE `plan_reports` (
	`id` text PRIMARY KEY NOT NULL,
	`plan_id` text NOT NULL,
	`reporter_id` text,
	`reason` text NOT NULL,
	`details` text,
	`created_at` integer NOT NULL,
	`resolved_at` integer,
	`resolution` text,
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`reporter_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `plan_reports_reporter_key` ON `plan_reports` (`plan_id`,`reporter_id`) WHERE "plan_reports"."resolved_at" is null;--> statement-breakpoint
CREATE INDEX `plan_reports_plan_idx` ON `plan_reports` (`plan_id`);--> statement-breakpoint
CREATE INDEX `plan_reports_reporter_idx` ON `plan_reports` (`reporter_id`) WHERE "plan_reports"."reporter_id" is not null;--> statement-breakpoint
CREATE INDEX `plan_reports_open_idx` ON `plan_reports` (`id`) WHERE "plan_reports"."resolved_at" is null;--> statement-breakpoint
CREATE TABLE `plan_settlements` (
	`id` text PRIMARY KEY NOT NULL,
	`plan_id` text NOT NULL,
	`from_id` text NOT NULL,
	`to_id` text NOT NULL,
	`amount` integer NOT NULL,
	`currency` text NOT NULL,
	`created_by` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`from_id`) REFERENCES `plan_travellers`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`to_id`) REFERENCES `plan_travellers`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`created_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `plan_settlements_plan_idx` ON `plan_settlements` (`plan_id`,`id`);--> statement-breakpoint
CREATE INDEX `plan_settlements_from_idx` ON `plan_settlements` (`from_id`);--> statement-breakpoint
CREATE INDEX `plan_settlements_to_idx` ON `plan_settlements` (`to_id`);--> statement-breakpoint
CREATE INDEX `plan_settlements_author_idx` ON `plan_settlements` (`created_by`) WHERE "plan_settlements"."created_by" is not null;--> statement-breakpoint
CREATE TABLE `plan_travellers` (
	`id` text PRIMARY KEY NOT NULL,
	`plan_id` text NOT NULL,
	`name` text NOT NULL,
	`user_id` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `plan_travellers_plan_idx` ON `plan_travellers` (`plan_id`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `plan_travellers_user_key` ON `plan_travellers` (`plan_id`,`user_id`) WHERE "plan_travellers"."user_id" is not null;--> statement-breakpoint
CREATE INDEX `plan_travellers_account_idx` ON `plan_travellers` (`user_id`) WHERE "plan_travellers"."user_id" is not null;--> statement-breakpoint
CREATE TABLE `public_facets` (
	`plan_id` text NOT NULL,
	`destination` text NOT NULL,
	`length` text NOT NULL,
	`season` text NOT NULL,
	`published_at` integer NOT NULL,
	`copies` integer NOT NULL,
	PRIMARY KEY(`plan_id`, `destination`, `length`, `season`),
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `public_facets_newest_idx` ON `public_facets` (`destination`,`length`,`season`,`published_at`,`plan_id`);--> statement-breakpoint
CREATE INDEX `public_facets_copied_idx` ON `public_facets` (`destination`,`length`,`season`,`copies`,`plan_id`);--> statement-breakpoint
CREATE TABLE `stored_objects` (
	`key` text PRIMARY KEY NOT NULL,
	`file_id` text,
	`kind` text NOT NULL,
	`size` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`file_id`) REFERENCES `plan_files`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `stored_objects_file_idx` ON `stored_objects` (`file_id`);--> statement-breakpoint
CREATE INDEX `stored_objects_orphan_idx` ON `stored_objects` (`created_at`) WHERE "stored_objects"."file_id" is null;--> statement-breakpoint
CREATE TABLE `webhook_deliveries` (
	`id` text PRIMARY KEY NOT NULL,
	`webhook_id` text NOT NULL,
	`event` text NOT NULL,
	`payload` text NOT NULL,
	`attempts` integer NOT NULL,
	`due_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`done_at` integer,
	`status` integer,
	`problem` text,
	FOREIGN KEY (`webhook_id`) REFERENCES `webhooks`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `webhook_deliveries_due_idx` ON `webhook_deliveries` (`due_at`) WHERE "webhook_deliveries"."done_at" is null;--> statement-breakpoint
CREATE INDEX `webhook_deliveries_hook_idx` ON `webhook_deliveries` (`webhook_id`,`id`);--> statement-breakpoint
CREATE INDEX `webhook_deliveries_done_idx` ON `webhook_deliveries` (`done_at`) WHERE "webhook_deliveries"."done_at" is not null;--> statement-breakpoint
CREATE TABLE `webhooks` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`url` text NOT NULL,
	`events` text NOT NULL,
	`secret` text NOT NULL,
	`created_at` integer NOT NULL,
	`disabled_at` integer,
	`failures` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `webhooks_user_idx` ON `webhooks` (`user_id`,`id`);--> statement-breakpoint
DROP INDEX `model_calls_plan_idx`;--> statement-breakpoint
DROP INDEX `model_calls_user_idx`;--> statement-breakpoint
CREATE INDEX `model_calls_user_idx` ON `model_calls` (`user_id`,`id`) WHERE "model_calls"."user_id" is not null;--> statement-breakpoint
DROP INDEX `model_answers_user_idx`;--> statement-breakpoint
CREATE INDEX `model_answers_user_idx` ON `model_answers` (`user_id`,`question_hash`) WHERE "model_answers"."user_id" is not null;--> statement-breakpoint
ALTER TABLE `plans` ADD `shows_dates` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `plans` ADD `copies` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `plans` ADD `hidden_at` integer;--> statement-breakpoint
CREATE INDEX `plans_owner_updated_idx` ON `plans` (`owner_id`,`updated_at`,`id`) WHERE "plans"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX `plans_owner_deleted_idx` ON `plans` (`owner_id`,`deleted_at`,`id`) WHERE "plans"."deleted_at" is not null;