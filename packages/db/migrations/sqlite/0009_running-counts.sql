ALTER TABLE `rollup_state` RENAME COLUMN "merged_to" TO "summed_to";--> statement-breakpoint
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
