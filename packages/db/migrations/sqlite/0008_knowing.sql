CREATE TABLE `alert_changes` (
	`id` text PRIMARY KEY NOT NULL,
	`rule_id` text NOT NULL,
	`kind` text NOT NULL,
	`value_milli` integer,
	`silenced` integer NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`rule_id`) REFERENCES `alert_rules`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `alert_changes_rule_idx` ON `alert_changes` (`rule_id`,`id`);--> statement-breakpoint
CREATE INDEX `alert_changes_at_idx` ON `alert_changes` (`at`);--> statement-breakpoint
CREATE TABLE `alert_rules` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`rule` text NOT NULL,
	`state` text NOT NULL,
	`since` integer NOT NULL,
	`turning_since` integer,
	`value_milli` integer,
	`checked_at` integer,
	`silenced_until` integer,
	`told_at` integer,
	`secrets` text NOT NULL,
	`problem` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `analytics_people` (
	`user_id` text PRIMARY KEY NOT NULL,
	`ref` text NOT NULL,
	`counted` integer,
	`country` text,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `analytics_people_ref_key` ON `analytics_people` (`ref`);--> statement-breakpoint
CREATE TABLE `billing_customers` (
	`person` text PRIMARY KEY NOT NULL,
	`customer_id` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `billing_customers_customer_key` ON `billing_customers` (`customer_id`);--> statement-breakpoint
CREATE TABLE `dropped_events` (
	`day` text NOT NULL,
	`reason` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`day`, `reason`)
);
--> statement-breakpoint
CREATE TABLE `events` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`at` integer NOT NULL,
	`day` text NOT NULL,
	`person` text,
	`visitor` text,
	`country` text,
	`page` text,
	`referrer` text,
	`utm_source` text,
	`utm_medium` text,
	`utm_campaign` text,
	`destination` text,
	`month` text,
	`amount` integer,
	`currency` text
);
--> statement-breakpoint
CREATE INDEX `events_day_idx` ON `events` (`day`,`name`);--> statement-breakpoint
CREATE INDEX `events_at_idx` ON `events` (`at`);--> statement-breakpoint
CREATE INDEX `events_person_idx` ON `events` (`person`,`at`) WHERE "events"."person" is not null;--> statement-breakpoint
CREATE INDEX `events_visitor_idx` ON `events` (`visitor`,`at`) WHERE "events"."visitor" is not null;--> statement-breakpoint
CREATE TABLE `experiment_counts` (
	`experiment_id` text PRIMARY KEY NOT NULL,
	`counted_at` integer NOT NULL,
	`took_ms` integer NOT NULL,
	`left_out` integer NOT NULL,
	`other_currency` integer NOT NULL,
	FOREIGN KEY (`experiment_id`) REFERENCES `experiments`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `experiment_days` (
	`experiment_id` text NOT NULL,
	`metric` integer NOT NULL,
	`variation` integer NOT NULL,
	`day` text NOT NULL,
	`units` integer NOT NULL,
	`active` integer NOT NULL,
	`sum` text NOT NULL,
	`squares` text NOT NULL,
	`pre_sum` text NOT NULL,
	`pre_squares` text NOT NULL,
	`products` text NOT NULL,
	PRIMARY KEY(`experiment_id`, `metric`, `variation`, `day`),
	FOREIGN KEY (`experiment_id`) REFERENCES `experiments`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `experiments` (
	`id` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`flag_key` text NOT NULL,
	`status` text NOT NULL,
	`design` text NOT NULL,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`started_at` integer,
	`stopped_at` integer,
	`decision` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `experiments_key_key` ON `experiments` (`key`);--> statement-breakpoint
CREATE INDEX `experiments_status_idx` ON `experiments` (`status`,`id`);--> statement-breakpoint
CREATE INDEX `experiments_flag_idx` ON `experiments` (`flag_key`);--> statement-breakpoint
CREATE UNIQUE INDEX `experiments_running_key` ON `experiments` (`flag_key`) WHERE "experiments"."status" = 'running';--> statement-breakpoint
CREATE TABLE `exposures` (
	`experiment_id` text NOT NULL,
	`unit` text NOT NULL,
	`variation` integer NOT NULL,
	`at` integer NOT NULL,
	`crossed_at` integer,
	PRIMARY KEY(`experiment_id`, `unit`),
	FOREIGN KEY (`experiment_id`) REFERENCES `experiments`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `exposures_at_idx` ON `exposures` (`experiment_id`,`at`);--> statement-breakpoint
CREATE INDEX `exposures_unit_idx` ON `exposures` (`unit`,`experiment_id`);--> statement-breakpoint
CREATE TABLE `flags` (
	`key` text PRIMARY KEY NOT NULL,
	`description` text NOT NULL,
	`definition` text NOT NULL,
	`enabled` integer NOT NULL,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `inbound_events` (
	`source` text NOT NULL,
	`id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`source`, `id`)
);
--> statement-breakpoint
CREATE INDEX `inbound_events_at_idx` ON `inbound_events` (`at`);--> statement-breakpoint
CREATE TABLE `job_schedules` (
	`name` text PRIMARY KEY NOT NULL,
	`due_at` integer NOT NULL,
	`last_at` integer
);
--> statement-breakpoint
CREATE TABLE `jobs` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`data` text NOT NULL,
	`state` text NOT NULL,
	`key` text,
	`user_id` text,
	`attempts` integer NOT NULL,
	`most_attempts` integer NOT NULL,
	`due_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`started_at` integer,
	`done_at` integer,
	`progress` integer,
	`problem` text,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `jobs_due_idx` ON `jobs` (`due_at`) WHERE "jobs"."done_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX `jobs_key_key` ON `jobs` (`name`,`key`) WHERE "jobs"."done_at" is null;--> statement-breakpoint
CREATE INDEX `jobs_state_idx` ON `jobs` (`state`,`id`);--> statement-breakpoint
CREATE INDEX `jobs_name_idx` ON `jobs` (`name`,`id`);--> statement-breakpoint
CREATE INDEX `jobs_done_idx` ON `jobs` (`done_at`) WHERE "jobs"."done_at" is not null;--> statement-breakpoint
CREATE INDEX `jobs_user_idx` ON `jobs` (`user_id`) WHERE "jobs"."user_id" is not null;--> statement-breakpoint
CREATE TABLE `ledger` (
	`id` text PRIMARY KEY NOT NULL,
	`provider_id` text NOT NULL,
	`kind` text NOT NULL,
	`person` text,
	`product` text,
	`payment` text NOT NULL,
	`amount` integer NOT NULL,
	`currency` text NOT NULL,
	`at` integer NOT NULL,
	`day` text NOT NULL,
	`euro_cents` integer,
	`per_euro` text,
	`rate_as_of` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `ledger_provider_key` ON `ledger` (`provider_id`);--> statement-breakpoint
CREATE INDEX `ledger_person_idx` ON `ledger` (`person`,`id`) WHERE "ledger"."person" is not null;--> statement-breakpoint
CREATE INDEX `ledger_payment_idx` ON `ledger` (`payment`);--> statement-breakpoint
CREATE TABLE `mail_suppressions` (
	`address_hash` text NOT NULL,
	`kind` text NOT NULL,
	`reason` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`address_hash`, `kind`)
);
--> statement-breakpoint
CREATE TABLE `recurring_days` (
	`day` text PRIMARY KEY NOT NULL,
	`subscribers` integer NOT NULL,
	`monthly_euro_cents` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `revenue_days` (
	`day` text NOT NULL,
	`currency` text NOT NULL,
	`paid` integer NOT NULL,
	`refunded` integer NOT NULL,
	`payments` integer NOT NULL,
	`net_euro_cents` integer NOT NULL,
	PRIMARY KEY(`day`, `currency`)
);
--> statement-breakpoint
CREATE TABLE `rollup_costs` (
	`day` text PRIMARY KEY NOT NULL,
	`micros` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `rollup_days` (
	`day` text PRIMARY KEY NOT NULL,
	`events` integer NOT NULL,
	`visitors` integer NOT NULL,
	`active_day` integer NOT NULL,
	`active_week` integer NOT NULL,
	`active_month` integer NOT NULL,
	`sign_ups` integer NOT NULL,
	`plans_made` integer NOT NULL,
	`plans_changed` integer NOT NULL,
	`plans_shared` integer NOT NULL,
	`booking_clicks` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `rollup_funnels` (
	`day` text PRIMARY KEY NOT NULL,
	`people` integer NOT NULL,
	`planned` integer NOT NULL,
	`shared` integer NOT NULL,
	`clicked` integer NOT NULL,
	`paid` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `rollup_lists` (
	`dimension` text NOT NULL,
	`level` integer NOT NULL,
	`node` integer NOT NULL,
	`counts` text NOT NULL,
	PRIMARY KEY(`dimension`, `level`, `node`)
);
--> statement-breakpoint
CREATE TABLE `rollup_milestones` (
	`ref` text PRIMARY KEY NOT NULL,
	`signed_up` text,
	`planned` text,
	`shared` text,
	`clicked` text,
	`paid` text
);
--> statement-breakpoint
CREATE INDEX `rollup_milestones_signed_up_idx` ON `rollup_milestones` (`signed_up`);--> statement-breakpoint
CREATE TABLE `rollup_people` (
	`day` text PRIMARY KEY NOT NULL,
	`trailing` text NOT NULL,
	`cohorts` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `rollup_state` (
	`id` integer PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`merged_to` text NOT NULL,
	`counted_at` integer NOT NULL,
	`people` integer NOT NULL,
	`plans` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `rollup_weeks` (
	`week` text PRIMARY KEY NOT NULL,
	`cohorts` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `server_minutes` (
	`minute` integer NOT NULL,
	`node` text NOT NULL,
	`requests` integer NOT NULL,
	`errors` integer NOT NULL,
	`latencies` text NOT NULL,
	PRIMARY KEY(`minute`, `node`)
);
--> statement-breakpoint
CREATE TABLE `sticky_buckets` (
	`attribute` text NOT NULL,
	`value` text NOT NULL,
	`assignments` text NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`attribute`, `value`)
);
--> statement-breakpoint
CREATE INDEX `sticky_buckets_age_idx` ON `sticky_buckets` (`updated_at`);--> statement-breakpoint
CREATE TABLE `subscription_states` (
	`subscription` text NOT NULL,
	`at` integer NOT NULL,
	`rank` text NOT NULL,
	`running` integer NOT NULL,
	`monthly_euro_cents` integer NOT NULL,
	PRIMARY KEY(`subscription`, `at`)
);
--> statement-breakpoint
CREATE TABLE `subscriptions` (
	`id` text PRIMARY KEY NOT NULL,
	`person` text,
	`product` text,
	`status` text NOT NULL,
	`period_start` integer,
	`period_end` integer,
	`ends_at` integer,
	`said_at` integer NOT NULL,
	`rank` text NOT NULL,
	`paid_at` integer,
	`failed_at` integer
);
--> statement-breakpoint
CREATE INDEX `subscriptions_person_idx` ON `subscriptions` (`person`) WHERE "subscriptions"."person" is not null;--> statement-breakpoint
CREATE INDEX `subscriptions_status_idx` ON `subscriptions` (`status`,`period_end`);--> statement-breakpoint
CREATE TABLE `trip_reminders` (
	`plan_id` text NOT NULL,
	`user_id` text NOT NULL,
	`days` integer NOT NULL,
	`start_date` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`plan_id`, `user_id`, `days`, `start_date`),
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `trip_reminders_user_idx` ON `trip_reminders` (`user_id`);--> statement-breakpoint
CREATE INDEX `trip_reminders_start_idx` ON `trip_reminders` (`start_date`);--> statement-breakpoint
CREATE TABLE `visitor_salts` (
	`day` text PRIMARY KEY NOT NULL,
	`salt` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `week_digests` (
	`week` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `mail_outbox` ADD `also_user_id` text REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade;--> statement-breakpoint
ALTER TABLE `mail_outbox` ADD `provider_id` text;--> statement-breakpoint
CREATE INDEX `mail_outbox_also_user_idx` ON `mail_outbox` (`also_user_id`) WHERE "mail_outbox"."also_user_id" is not null;--> statement-breakpoint
CREATE INDEX `mail_outbox_state_idx` ON `mail_outbox` ((case when "sent_at" is not null then case when "problem" is null then 'sent' else 'returned' end when "due_at" = 8640000000000000 then 'dead' else 'waiting' end),`id`);--> statement-breakpoint
CREATE INDEX `mail_outbox_kind_idx` ON `mail_outbox` (`kind`,`id`);--> statement-breakpoint
CREATE INDEX `mail_outbox_provider_idx` ON `mail_outbox` (`provider_id`) WHERE "mail_outbox"."provider_id" is not null;--> statement-breakpoint
CREATE INDEX `plans_start_idx` ON `plans` (`start_date`,`id`) WHERE "plans"."deleted_at" is null;