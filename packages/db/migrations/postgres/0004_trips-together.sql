CREATE TABLE "booking_clicks" (
	"day" text COLLATE "C" NOT NULL,
	"provider" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"clicks" integer NOT NULL,
	CONSTRAINT "booking_clicks_day_provider_kind_pk" PRIMARY KEY("day","provider","kind")
);
--> statement-breakpoint
CREATE TABLE "calendar_feeds" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"plan_id" text COLLATE "C",
	"token_hash" text COLLATE "C" NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "plan_expenses" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"plan_id" text COLLATE "C" NOT NULL,
	"title" text COLLATE "C" NOT NULL,
	"category" text COLLATE "C" NOT NULL,
	"date" text COLLATE "C" NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text COLLATE "C" NOT NULL,
	"base_amount" bigint NOT NULL,
	"base_currency" text COLLATE "C" NOT NULL,
	"rate" text COLLATE "C",
	"rate_as_of" text COLLATE "C",
	"rate_source" text COLLATE "C",
	"paid_by" text COLLATE "C" NOT NULL,
	"split" text COLLATE "C" NOT NULL,
	"item_id" text COLLATE "C",
	"created_by" text COLLATE "C",
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL,
	"settled_at" bigint
);
--> statement-breakpoint
CREATE TABLE "plan_files" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"plan_id" text COLLATE "C" NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"type" text COLLATE "C" NOT NULL,
	"size" bigint NOT NULL,
	"sha256" text COLLATE "C" NOT NULL,
	"width" integer,
	"height" integer,
	"shared" boolean NOT NULL,
	"item_id" text COLLATE "C",
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "plan_invitations" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"plan_id" text COLLATE "C" NOT NULL,
	"email" text COLLATE "C" NOT NULL,
	"role" text COLLATE "C" NOT NULL,
	"token_hash" text COLLATE "C" NOT NULL,
	"invited_by" text COLLATE "C" NOT NULL,
	"created_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "plan_links" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"plan_id" text COLLATE "C" NOT NULL,
	"role" text COLLATE "C" NOT NULL,
	"label" text COLLATE "C",
	"token_hash" text COLLATE "C" NOT NULL,
	"created_by" text COLLATE "C" NOT NULL,
	"created_at" bigint NOT NULL,
	"expires_at" bigint
);
--> statement-breakpoint
CREATE TABLE "plan_members" (
	"plan_id" text COLLATE "C" NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"role" text COLLATE "C" NOT NULL,
	"joined_at" bigint NOT NULL,
	CONSTRAINT "plan_members_plan_id_user_id_pk" PRIMARY KEY("plan_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "plan_presence" (
	"plan_id" text COLLATE "C" NOT NULL,
	"connection_id" text COLLATE "C" NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"seen_at" bigint NOT NULL,
	CONSTRAINT "plan_presence_plan_id_connection_id_pk" PRIMARY KEY("plan_id","connection_id")
);
--> statement-breakpoint
CREATE TABLE "plan_reports" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"plan_id" text COLLATE "C" NOT NULL,
	"reporter_id" text COLLATE "C",
	"reason" text COLLATE "C" NOT NULL,
	"details" text COLLATE "C",
	"created_at" bigint NOT NULL,
	"resolved_at" bigint,
	"resolution" text COLLATE "C"
);
--> statement-breakpoint
CREATE TABLE "plan_settlements" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"plan_id" text COLLATE "C" NOT NULL,
	"from_id" text COLLATE "C" NOT NULL,
	"to_id" text COLLATE "C" NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text COLLATE "C" NOT NULL,
	"created_by" text COLLATE "C",
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "plan_travellers" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"plan_id" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"user_id" text COLLATE "C",
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "public_facets" (
	"plan_id" text COLLATE "C" NOT NULL,
	"destination" text COLLATE "C" NOT NULL,
	"length" text COLLATE "C" NOT NULL,
	"season" text COLLATE "C" NOT NULL,
	"published_at" bigint NOT NULL,
	"copies" integer NOT NULL,
	CONSTRAINT "public_facets_plan_id_destination_length_season_pk" PRIMARY KEY("plan_id","destination","length","season")
);
--> statement-breakpoint
CREATE TABLE "stored_objects" (
	"key" text COLLATE "C" PRIMARY KEY NOT NULL,
	"file_id" text COLLATE "C",
	"kind" text COLLATE "C" NOT NULL,
	"size" bigint NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"webhook_id" text COLLATE "C" NOT NULL,
	"event" text COLLATE "C" NOT NULL,
	"payload" text COLLATE "C" NOT NULL,
	"attempts" integer NOT NULL,
	"due_at" bigint NOT NULL,
	"created_at" bigint NOT NULL,
	"done_at" bigint,
	"status" integer,
	"problem" text COLLATE "C"
);
--> statement-breakpoint
CREATE TABLE "webhooks" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"url" text COLLATE "C" NOT NULL,
	"events" text COLLATE "C" NOT NULL,
	"secret" text COLLATE "C" NOT NULL,
	"created_at" bigint NOT NULL,
	"disabled_at" bigint,
	"failures" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
DROP INDEX "model_calls_plan_idx";--> statement-breakpoint
DROP INDEX "model_answers_user_idx";--> statement-breakpoint
DROP INDEX "model_calls_user_idx";--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "shows_dates" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "copies" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "hidden_at" bigint;--> statement-breakpoint
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_expenses" ADD CONSTRAINT "plan_expenses_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_expenses" ADD CONSTRAINT "plan_expenses_paid_by_plan_travellers_id_fk" FOREIGN KEY ("paid_by") REFERENCES "public"."plan_travellers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_expenses" ADD CONSTRAINT "plan_expenses_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_files" ADD CONSTRAINT "plan_files_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_files" ADD CONSTRAINT "plan_files_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_invitations" ADD CONSTRAINT "plan_invitations_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_invitations" ADD CONSTRAINT "plan_invitations_invited_by_users_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_links" ADD CONSTRAINT "plan_links_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_links" ADD CONSTRAINT "plan_links_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_members" ADD CONSTRAINT "plan_members_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_members" ADD CONSTRAINT "plan_members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_presence" ADD CONSTRAINT "plan_presence_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_presence" ADD CONSTRAINT "plan_presence_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_reports" ADD CONSTRAINT "plan_reports_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_reports" ADD CONSTRAINT "plan_reports_reporter_id_users_id_fk" FOREIGN KEY ("reporter_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_settlements" ADD CONSTRAINT "plan_settlements_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_settlements" ADD CONSTRAINT "plan_settlements_from_id_plan_travellers_id_fk" FOREIGN KEY ("from_id") REFERENCES "public"."plan_travellers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_settlements" ADD CONSTRAINT "plan_settlements_to_id_plan_travellers_id_fk" FOREIGN KEY ("to_id") REFERENCES "public"."plan_travellers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_settlements" ADD CONSTRAINT "plan_settlements_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_travellers" ADD CONSTRAINT "plan_travellers_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_travellers" ADD CONSTRAINT "plan_travellers_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "public_facets" ADD CONSTRAINT "public_facets_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stored_objects" ADD CONSTRAINT "stored_objects_file_id_plan_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."plan_files"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_webhook_id_webhooks_id_fk" FOREIGN KEY ("webhook_id") REFERENCES "public"."webhooks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_feeds_token_key" ON "calendar_feeds" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "calendar_feeds_user_idx" ON "calendar_feeds" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "calendar_feeds_plan_idx" ON "calendar_feeds" USING btree ("plan_id") WHERE "calendar_feeds"."plan_id" is not null;--> statement-breakpoint
CREATE INDEX "plan_expenses_date_idx" ON "plan_expenses" USING btree ("plan_id","date","id");--> statement-breakpoint
CREATE INDEX "plan_expenses_payer_idx" ON "plan_expenses" USING btree ("paid_by");--> statement-breakpoint
CREATE INDEX "plan_expenses_author_idx" ON "plan_expenses" USING btree ("created_by") WHERE "plan_expenses"."created_by" is not null;--> statement-breakpoint
CREATE INDEX "plan_files_plan_idx" ON "plan_files" USING btree ("plan_id","id");--> statement-breakpoint
CREATE INDEX "plan_files_user_idx" ON "plan_files" USING btree ("user_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "plan_invitations_token_key" ON "plan_invitations" USING btree ("token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "plan_invitations_email_key" ON "plan_invitations" USING btree ("plan_id","email");--> statement-breakpoint
CREATE INDEX "plan_invitations_inviter_idx" ON "plan_invitations" USING btree ("invited_by");--> statement-breakpoint
CREATE INDEX "plan_invitations_expiry_idx" ON "plan_invitations" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "plan_links_token_key" ON "plan_links" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "plan_links_plan_idx" ON "plan_links" USING btree ("plan_id","id");--> statement-breakpoint
CREATE INDEX "plan_links_creator_idx" ON "plan_links" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "plan_links_expiry_idx" ON "plan_links" USING btree ("expires_at") WHERE "plan_links"."expires_at" is not null;--> statement-breakpoint
CREATE INDEX "plan_members_user_idx" ON "plan_members" USING btree ("user_id","plan_id");--> statement-breakpoint
CREATE INDEX "plan_presence_user_idx" ON "plan_presence" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "plan_presence_seen_idx" ON "plan_presence" USING btree ("seen_at");--> statement-breakpoint
CREATE UNIQUE INDEX "plan_reports_reporter_key" ON "plan_reports" USING btree ("plan_id","reporter_id") WHERE "plan_reports"."resolved_at" is null;--> statement-breakpoint
CREATE INDEX "plan_reports_plan_idx" ON "plan_reports" USING btree ("plan_id");--> statement-breakpoint
CREATE INDEX "plan_reports_reporter_idx" ON "plan_reports" USING btree ("reporter_id") WHERE "plan_reports"."reporter_id" is not null;--> statement-breakpoint
CREATE INDEX "plan_reports_open_idx" ON "plan_reports" USING btree ("id") WHERE "plan_reports"."resolved_at" is null;--> statement-breakpoint
CREATE INDEX "plan_settlements_plan_idx" ON "plan_settlements" USING btree ("plan_id","id");--> statement-breakpoint
CREATE INDEX "plan_settlements_from_idx" ON "plan_settlements" USING btree ("from_id");--> statement-breakpoint
CREATE INDEX "plan_settlements_to_idx" ON "plan_settlements" USING btree ("to_id");--> statement-breakpoint
CREATE INDEX "plan_settlements_author_idx" ON "plan_settlements" USING btree ("created_by") WHERE "plan_settlements"."created_by" is not null;--> statement-breakpoint
CREATE INDEX "plan_travellers_plan_idx" ON "plan_travellers" USING btree ("plan_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "plan_travellers_user_key" ON "plan_travellers" USING btree ("plan_id","user_id") WHERE "plan_travellers"."user_id" is not null;--> statement-breakpoint
CREATE INDEX "plan_travellers_account_idx" ON "plan_travellers" USING btree ("user_id") WHERE "plan_travellers"."user_id" is not null;--> statement-breakpoint
CREATE INDEX "public_facets_newest_idx" ON "public_facets" USING btree ("destination","length","season","published_at","plan_id");--> statement-breakpoint
CREATE INDEX "public_facets_copied_idx" ON "public_facets" USING btree ("destination","length","season","copies","plan_id");--> statement-breakpoint
CREATE INDEX "stored_objects_file_idx" ON "stored_objects" USING btree ("file_id");--> statement-breakpoint
CREATE INDEX "stored_objects_orphan_idx" ON "stored_objects" USING btree ("created_at") WHERE "stored_objects"."file_id" is null;--> statement-breakpoint
CREATE INDEX "webhook_deliveries_due_idx" ON "webhook_deliveries" USING btree ("due_at") WHERE "webhook_deliveries"."done_at" is null;--> statement-breakpoint
CREATE INDEX "webhook_deliveries_hook_idx" ON "webhook_deliveries" USING btree ("webhook_id","id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_done_idx" ON "webhook_deliveries" USING btree ("done_at") WHERE "webhook_deliveries"."done_at" is not null;--> statement-breakpoint
CREATE INDEX "webhooks_user_idx" ON "webhooks" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "plans_owner_updated_idx" ON "plans" USING btree ("owner_id","updated_at","id") WHERE "plans"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "plans_owner_deleted_idx" ON "plans" USING btree ("owner_id","deleted_at","id") WHERE "plans"."deleted_at" is not null;--> statement-breakpoint
CREATE INDEX "model_answers_user_idx" ON "model_answers" USING btree ("user_id","question_hash") WHERE "model_answers"."user_id" is not null;--> statement-breakpoint
CREATE INDEX "model_calls_user_idx" ON "model_calls" USING btree ("user_id","id") WHERE "model_calls"."user_id" is not null;