CREATE TABLE `exchange_rate_days` (
	`currency` text NOT NULL,
	`as_of` text NOT NULL,
	`per_euro` text NOT NULL,
	PRIMARY KEY(`currency`, `as_of`)
);
--> statement-breakpoint
CREATE INDEX `exchange_rate_days_as_of_idx` ON `exchange_rate_days` (`as_of`);--> statement-breakpoint
ALTER TABLE `subscriptions` ADD `asked_at` integer DEFAULT 0 NOT NULL;