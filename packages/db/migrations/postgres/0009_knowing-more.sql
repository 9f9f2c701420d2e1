CREATE TABLE "backups" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"place" text COLLATE "C" NOT NULL,
	"made_at" bigint NOT NULL,
	"size_bytes" bigint NOT NULL,
	"release" text COLLATE "C" NOT NULL,
	"engine" text COLLATE "C" NOT NULL,
	"schema" integer NOT NULL,
	"tables" text COLLATE "C" NOT NULL,
	"files" integer NOT NULL,
	"files_bytes" bigint NOT NULL,
	"files_where" text COLLATE "C" NOT NULL,
	"verdict" text COLLATE "C",
	"verdict_at" bigint,
	"progress" integer
);
--> statement-breakpoint
CREATE TABLE "exchange_rate_days" (
	"currency" text COLLATE "C" NOT NULL,
	"as_of" text COLLATE "C" NOT NULL,
	"per_euro" text COLLATE "C" NOT NULL,
	CONSTRAINT "exchange_rate_days_currency_as_of_pk" PRIMARY KEY("currency","as_of")
);
--> statement-breakpoint
ALTER TABLE "alert_changes" ADD COLUMN "rule" text COLLATE "C";
--> statement-breakpoint
ALTER TABLE "alert_changes" ADD COLUMN "worst_milli" bigint;
--> statement-breakpoint
ALTER TABLE "alert_changes" ADD COLUMN "over_at" bigint;
--> statement-breakpoint
ALTER TABLE "alert_changes" ADD COLUMN "told" text COLLATE "C";
--> statement-breakpoint
ALTER TABLE "rollup_state" ADD COLUMN "events_from" text COLLATE "C" DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "asked_at" bigint DEFAULT 0 NOT NULL;
--> statement-breakpoint
CREATE INDEX "backups_place_idx" ON "backups" USING btree ("place","id");
--> statement-breakpoint
CREATE INDEX "exchange_rate_days_as_of_idx" ON "exchange_rate_days" USING btree ("as_of");
--> statement-breakpoint
CREATE INDEX "alert_changes_kind_idx" ON "alert_changes" USING btree ("kind","id");
--> statement-breakpoint
ALTER TABLE "rollup_state" RENAME COLUMN "merged_to" TO "summed_to";
--> statement-breakpoint
CREATE TABLE "rollup_counts" (
	"day" text COLLATE "C" NOT NULL,
	"dimension" text COLLATE "C" NOT NULL,
	"counts" text COLLATE "C" NOT NULL,
	"running" text COLLATE "C",
	CONSTRAINT "rollup_counts_day_dimension_pk" PRIMARY KEY("day","dimension")
);
--> statement-breakpoint
DROP TABLE "rollup_lists";
--> statement-breakpoint
UPDATE "rollup_days" SET "events" = -1;
--> statement-breakpoint
UPDATE "rollup_state" SET "summed_to" = '';
