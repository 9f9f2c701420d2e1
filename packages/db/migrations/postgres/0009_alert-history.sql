ALTER TABLE "alert_changes" ADD COLUMN "rule" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "alert_changes" ADD COLUMN "worst_milli" bigint;--> statement-breakpoint
ALTER TABLE "alert_changes" ADD COLUMN "over_at" bigint;--> statement-breakpoint
ALTER TABLE "alert_changes" ADD COLUMN "told" text COLLATE "C";--> statement-breakpoint
CREATE INDEX "alert_changes_kind_idx" ON "alert_changes" USING btree ("kind","id");