ALTER TABLE `alert_changes` ADD `rule` text;--> statement-breakpoint
ALTER TABLE `alert_changes` ADD `worst_milli` integer;--> statement-breakpoint
ALTER TABLE `alert_changes` ADD `over_at` integer;--> statement-breakpoint
ALTER TABLE `alert_changes` ADD `told` text;--> statement-breakpoint
CREATE INDEX `alert_changes_kind_idx` ON `alert_changes` (`kind`,`id`);