CREATE TABLE `backups` (
	`id` text PRIMARY KEY NOT NULL,
	`place` text NOT NULL,
	`made_at` integer NOT NULL,
	`size_bytes` integer NOT NULL,
	`release` text NOT NULL,
	`engine` text NOT NULL,
	`schema` integer NOT NULL,
	`tables` text NOT NULL,
	`files` integer NOT NULL,
	`files_bytes` integer NOT NULL,
	`files_where` text NOT NULL,
	`verdict` text,
	`verdict_at` integer,
	`progress` integer
);
--> statement-breakpoint
CREATE INDEX `backups_place_idx` ON `backups` (`place`,`id`);
--> statement-breakpoint
CREATE TABLE `exchange_rate_days` (
	`currency` text NOT NULL,
	`as_of` text NOT NULL,
	`per_euro` text NOT NULL,
	PRIMARY KEY(`currency`, `as_of`)
);
--> statement-breakpoint
CREATE INDEX `exchange_rate_days_as_of_idx` ON `exchange_rate_days` (`as_of`);
--> statement-breakpoint
ALTER TABLE `alert_changes` ADD `rule` text;
--> statement-breakpoint
ALTER TABLE `alert_changes` ADD `worst_milli` integer;
--> statement-breakpoint
ALTER TABLE `alert_changes` ADD `over_at` integer;
--> statement-breakpoint
ALTER TABLE `alert_changes` ADD `told` text;
--> statement-breakpoint
CREATE INDEX `alert_changes_kind_idx` ON `alert_changes` (`kind`,`id`);
--> statement-breakpoint
ALTER TABLE `rollup_state` ADD `events_from` text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE `subscriptions` ADD `asked_at` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE `rollup_state` RENAME COLUMN "merged_to" TO "summed_to";
--> statement-breakpoint
CREATE TABLE `rollup_counts` (
	`day` text NOT NULL,
	`dimension` text NOT NULL,
	`counts` text NOT NULL,
	`running` text,
	PRIMARY KEY(`day`, `dimension`)
);
--> statement-breakpoint
DROP TABLE `rollup_lists`;
--> statement-breakpoint
UPDATE `rollup_days` SET `events` = -1;
--> statement-breakpoint
UPDATE `rollup_state` SET `summed_to` = '';
