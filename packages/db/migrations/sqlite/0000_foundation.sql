CREATE TABLE `idempotency_keys` (
	`user_id` text NOT NULL,
	`key` text NOT NULL,
	`request_hash` text NOT NULL,
	`result_id` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`user_id`, `key`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `idempotency_age_idx` ON `idempotency_keys` (`created_at`);--> statement-breakpoint
CREATE TABLE `plan_documents` (
	`plan_id` text PRIMARY KEY NOT NULL,
	`document` text NOT NULL,
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `plans` (
	`id` text PRIMARY KEY NOT NULL,
	`owner_id` text NOT NULL,
	`version` integer NOT NULL,
	`title` text NOT NULL,
	`visibility` text NOT NULL,
	`start_date` text NOT NULL,
	`end_date` text NOT NULL,
	`day_count` integer NOT NULL,
	`travellers` integer NOT NULL,
	`total_amount` integer NOT NULL,
	`currency` text NOT NULL,
	`rules_holding` integer NOT NULL,
	`destinations` text NOT NULL,
	`stops_per_day` text NOT NULL,
	`search_text` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`published_at` integer,
	`deleted_at` integer,
	FOREIGN KEY (`owner_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `plans_owner_idx` ON `plans` (`owner_id`,`id`) WHERE "plans"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX `plans_owner_start_idx` ON `plans` (`owner_id`,`start_date`,`id`) WHERE "plans"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX `plans_owner_end_idx` ON `plans` (`owner_id`,`end_date`,`id`) WHERE "plans"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX `plans_owner_title_idx` ON `plans` (`owner_id`,`title`,`id`) WHERE "plans"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX `plans_public_idx` ON `plans` (`published_at`,`id`) WHERE "plans"."published_at" is not null;--> statement-breakpoint
CREATE INDEX `plans_deleted_idx` ON `plans` (`deleted_at`) WHERE "plans"."deleted_at" is not null;--> statement-breakpoint
CREATE TABLE `public_destinations` (
	`plan_id` text NOT NULL,
	`destination` text NOT NULL,
	`published_at` integer NOT NULL,
	PRIMARY KEY(`plan_id`, `destination`),
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `public_destinations_idx` ON `public_destinations` (`destination`,`published_at`,`plan_id`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`refresh_hash` text NOT NULL,
	`previous_hash` text,
	`rotated_at` integer NOT NULL,
	`user_agent` text,
	`created_at` integer NOT NULL,
	`last_used_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`revoked_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `sessions_user_idx` ON `sessions` (`user_id`,`id`);--> statement-breakpoint
CREATE INDEX `sessions_expiry_idx` ON `sessions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`password_hash` text NOT NULL,
	`name` text,
	`role` text NOT NULL,
	`status` text NOT NULL,
	`email_verified_at` integer,
	`locale` text,
	`time_zone` text,
	`currency` text,
	`country` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_email_key` ON `users` (`email`);