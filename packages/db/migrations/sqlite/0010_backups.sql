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