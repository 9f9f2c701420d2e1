CREATE TABLE `exchange_rates` (
	`currency` text PRIMARY KEY NOT NULL,
	`per_euro` text NOT NULL,
	`as_of` text NOT NULL,
	`source` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `model_answers` (
	`question_hash` text PRIMARY KEY NOT NULL,
	`user_id` text,
	`answer` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `model_answers_at_idx` ON `model_answers` (`at`);--> statement-breakpoint
CREATE INDEX `model_answers_user_idx` ON `model_answers` (`user_id`) WHERE "model_answers"."user_id" is not null;--> statement-breakpoint
CREATE TABLE `model_calls` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text,
	`plan_id` text,
	`model` text NOT NULL,
	`prompt_version` text NOT NULL,
	`input_tokens` integer NOT NULL,
	`output_tokens` integer NOT NULL,
	`cost_micros` integer NOT NULL,
	`outcome` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `model_calls_at_idx` ON `model_calls` (`at`);--> statement-breakpoint
CREATE INDEX `model_calls_user_idx` ON `model_calls` (`user_id`) WHERE "model_calls"."user_id" is not null;--> statement-breakpoint
CREATE INDEX `model_calls_plan_idx` ON `model_calls` (`plan_id`);--> statement-breakpoint
CREATE TABLE `model_spending` (
	`account` text NOT NULL,
	`day` text NOT NULL,
	`micros` integer NOT NULL,
	PRIMARY KEY(`account`, `day`)
);
--> statement-breakpoint
CREATE INDEX `model_spending_day_idx` ON `model_spending` (`day`);--> statement-breakpoint
CREATE TABLE `plan_drafts` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`request` text NOT NULL,
	`reason` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `plan_drafts_user_idx` ON `plan_drafts` (`user_id`,`id`);--> statement-breakpoint
CREATE TABLE `plan_versions` (
	`plan_id` text NOT NULL,
	`version` integer NOT NULL,
	`title` text NOT NULL,
	`rules_holding` integer NOT NULL,
	`total_amount` integer NOT NULL,
	`currency` text NOT NULL,
	`document` text NOT NULL,
	`change` text,
	`author_id` text,
	`saved_at` integer NOT NULL,
	PRIMARY KEY(`plan_id`, `version`),
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`author_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `plan_versions_author_idx` ON `plan_versions` (`author_id`) WHERE "plan_versions"."author_id" is not null;--> statement-breakpoint
ALTER TABLE `plan_documents` ADD `change` text;--> statement-breakpoint
ALTER TABLE `plan_documents` ADD `author_id` text REFERENCES `users`(`id`) ON UPDATE no action ON DELETE set null;--> statement-breakpoint
CREATE INDEX `plan_documents_author_idx` ON `plan_documents` (`author_id`) WHERE "plan_documents"."author_id" is not null;