ALTER TABLE "rollup_state" RENAME COLUMN "merged_to" TO "summed_to";--> statement-breakpoint
CREATE TABLE "rollup_counts" (
	"day" text COLLATE "C" NOT NULL,
	"dimension" text COLLATE "C" NOT NULL,
	"counts" text COLLATE "C" NOT NULL,
	"running" text COLLATE "C",
	CONSTRAINT "rollup_counts_day_dimension_pk" PRIMARY KEY("day","dimension")
);
--> statement-breakpoint
DROP TABLE "rollup_lists";--> statement-breakpoint
UPDATE "rollup_days" SET "events" = -1;--> statement-breakpoint
UPDATE "rollup_state" SET "summed_to" = '';
