CREATE TABLE "alert_changes" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"rule_id" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"value_milli" bigint,
	"silenced" boolean NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "alert_rules" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"rule" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"since" bigint NOT NULL,
	"turning_since" bigint,
	"value_milli" bigint,
	"checked_at" bigint,
	"silenced_until" bigint,
	"told_at" bigint,
	"secrets" text COLLATE "C" NOT NULL,
	"problem" text COLLATE "C",
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "analytics_people" (
	"user_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"ref" text COLLATE "C" NOT NULL,
	"counted" boolean,
	"country" text COLLATE "C"
);
--> statement-breakpoint
CREATE TABLE "billing_customers" (
	"person" text COLLATE "C" PRIMARY KEY NOT NULL,
	"customer_id" text COLLATE "C" NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dropped_events" (
	"day" text COLLATE "C" NOT NULL,
	"reason" text COLLATE "C" NOT NULL,
	"count" bigint NOT NULL,
	CONSTRAINT "dropped_events_day_reason_pk" PRIMARY KEY("day","reason")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"at" bigint NOT NULL,
	"day" text COLLATE "C" NOT NULL,
	"person" text COLLATE "C",
	"visitor" text COLLATE "C",
	"country" text COLLATE "C",
	"page" text COLLATE "C",
	"referrer" text COLLATE "C",
	"utm_source" text COLLATE "C",
	"utm_medium" text COLLATE "C",
	"utm_campaign" text COLLATE "C",
	"destination" text COLLATE "C",
	"month" text COLLATE "C",
	"amount" bigint,
	"currency" text COLLATE "C"
);
--> statement-breakpoint
CREATE TABLE "experiment_counts" (
	"experiment_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"counted_at" bigint NOT NULL,
	"took_ms" integer NOT NULL,
	"left_out" integer NOT NULL,
	"other_currency" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "experiment_days" (
	"experiment_id" text COLLATE "C" NOT NULL,
	"metric" integer NOT NULL,
	"variation" integer NOT NULL,
	"day" text COLLATE "C" NOT NULL,
	"units" integer NOT NULL,
	"active" integer NOT NULL,
	"sum" text COLLATE "C" NOT NULL,
	"squares" text COLLATE "C" NOT NULL,
	"pre_sum" text COLLATE "C" NOT NULL,
	"pre_squares" text COLLATE "C" NOT NULL,
	"products" text COLLATE "C" NOT NULL,
	CONSTRAINT "experiment_days_experiment_id_metric_variation_day_pk" PRIMARY KEY("experiment_id","metric","variation","day")
);
--> statement-breakpoint
CREATE TABLE "experiments" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"flag_key" text COLLATE "C" NOT NULL,
	"status" text COLLATE "C" NOT NULL,
	"design" text COLLATE "C" NOT NULL,
	"version" integer NOT NULL,
	"created_at" bigint NOT NULL,
	"started_at" bigint,
	"stopped_at" bigint,
	"decision" text COLLATE "C"
);
--> statement-breakpoint
CREATE TABLE "exposures" (
	"experiment_id" text COLLATE "C" NOT NULL,
	"unit" text COLLATE "C" NOT NULL,
	"variation" integer NOT NULL,
	"at" bigint NOT NULL,
	"crossed_at" bigint,
	CONSTRAINT "exposures_experiment_id_unit_pk" PRIMARY KEY("experiment_id","unit")
);
--> statement-breakpoint
CREATE TABLE "flags" (
	"key" text COLLATE "C" PRIMARY KEY NOT NULL,
	"description" text COLLATE "C" NOT NULL,
	"definition" text COLLATE "C" NOT NULL,
	"enabled" boolean NOT NULL,
	"version" integer NOT NULL,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "inbound_events" (
	"source" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "inbound_events_source_id_pk" PRIMARY KEY("source","id")
);
--> statement-breakpoint
CREATE TABLE "job_schedules" (
	"name" text COLLATE "C" PRIMARY KEY NOT NULL,
	"due_at" bigint NOT NULL,
	"last_at" bigint
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"data" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"key" text COLLATE "C",
	"user_id" text COLLATE "C",
	"attempts" integer NOT NULL,
	"most_attempts" integer NOT NULL,
	"due_at" bigint NOT NULL,
	"created_at" bigint NOT NULL,
	"started_at" bigint,
	"done_at" bigint,
	"progress" integer,
	"problem" text COLLATE "C"
);
--> statement-breakpoint
CREATE TABLE "ledger" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"provider_id" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"person" text COLLATE "C",
	"product" text COLLATE "C",
	"payment" text COLLATE "C" NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text COLLATE "C" NOT NULL,
	"at" bigint NOT NULL,
	"day" text COLLATE "C" NOT NULL,
	"euro_cents" bigint,
	"per_euro" text COLLATE "C",
	"rate_as_of" text COLLATE "C"
);
--> statement-breakpoint
CREATE TABLE "mail_suppressions" (
	"address_hash" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"reason" text COLLATE "C" NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "mail_suppressions_address_hash_kind_pk" PRIMARY KEY("address_hash","kind")
);
--> statement-breakpoint
CREATE TABLE "recurring_days" (
	"day" text COLLATE "C" PRIMARY KEY NOT NULL,
	"subscribers" bigint NOT NULL,
	"monthly_euro_cents" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "revenue_days" (
	"day" text COLLATE "C" NOT NULL,
	"currency" text COLLATE "C" NOT NULL,
	"paid" bigint NOT NULL,
	"refunded" bigint NOT NULL,
	"payments" bigint NOT NULL,
	"net_euro_cents" bigint NOT NULL,
	CONSTRAINT "revenue_days_day_currency_pk" PRIMARY KEY("day","currency")
);
--> statement-breakpoint
CREATE TABLE "rollup_costs" (
	"day" text COLLATE "C" PRIMARY KEY NOT NULL,
	"micros" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rollup_days" (
	"day" text COLLATE "C" PRIMARY KEY NOT NULL,
	"events" bigint NOT NULL,
	"visitors" bigint NOT NULL,
	"active_day" bigint NOT NULL,
	"active_week" bigint NOT NULL,
	"active_month" bigint NOT NULL,
	"sign_ups" bigint NOT NULL,
	"plans_made" bigint NOT NULL,
	"plans_changed" bigint NOT NULL,
	"plans_shared" bigint NOT NULL,
	"booking_clicks" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rollup_funnels" (
	"day" text COLLATE "C" PRIMARY KEY NOT NULL,
	"people" bigint NOT NULL,
	"planned" bigint NOT NULL,
	"shared" bigint NOT NULL,
	"clicked" bigint NOT NULL,
	"paid" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rollup_lists" (
	"dimension" text COLLATE "C" NOT NULL,
	"level" integer NOT NULL,
	"node" integer NOT NULL,
	"counts" text COLLATE "C" NOT NULL,
	CONSTRAINT "rollup_lists_dimension_level_node_pk" PRIMARY KEY("dimension","level","node")
);
--> statement-breakpoint
CREATE TABLE "rollup_milestones" (
	"ref" text COLLATE "C" PRIMARY KEY NOT NULL,
	"signed_up" text COLLATE "C",
	"planned" text COLLATE "C",
	"shared" text COLLATE "C",
	"clicked" text COLLATE "C",
	"paid" text COLLATE "C"
);
--> statement-breakpoint
CREATE TABLE "rollup_people" (
	"day" text COLLATE "C" PRIMARY KEY NOT NULL,
	"trailing" text COLLATE "C" NOT NULL,
	"cohorts" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rollup_state" (
	"id" integer PRIMARY KEY NOT NULL,
	"version" bigint NOT NULL,
	"merged_to" text COLLATE "C" NOT NULL,
	"counted_at" bigint NOT NULL,
	"people" bigint NOT NULL,
	"plans" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rollup_weeks" (
	"week" text COLLATE "C" PRIMARY KEY NOT NULL,
	"cohorts" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "server_minutes" (
	"minute" bigint NOT NULL,
	"node" text COLLATE "C" NOT NULL,
	"requests" integer NOT NULL,
	"errors" integer NOT NULL,
	"latencies" text COLLATE "C" NOT NULL,
	CONSTRAINT "server_minutes_minute_node_pk" PRIMARY KEY("minute","node")
);
--> statement-breakpoint
CREATE TABLE "sticky_buckets" (
	"attribute" text COLLATE "C" NOT NULL,
	"value" text COLLATE "C" NOT NULL,
	"assignments" text COLLATE "C" NOT NULL,
	"updated_at" bigint NOT NULL,
	CONSTRAINT "sticky_buckets_attribute_value_pk" PRIMARY KEY("attribute","value")
);
--> statement-breakpoint
CREATE TABLE "subscription_states" (
	"subscription" text COLLATE "C" NOT NULL,
	"at" bigint NOT NULL,
	"rank" text COLLATE "C" NOT NULL,
	"running" boolean NOT NULL,
	"monthly_euro_cents" bigint NOT NULL,
	CONSTRAINT "subscription_states_subscription_at_pk" PRIMARY KEY("subscription","at")
);
--> statement-breakpoint
CREATE TABLE "subscriptions" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"person" text COLLATE "C",
	"product" text COLLATE "C",
	"status" text COLLATE "C" NOT NULL,
	"period_start" bigint,
	"period_end" bigint,
	"ends_at" bigint,
	"said_at" bigint NOT NULL,
	"rank" text COLLATE "C" NOT NULL,
	"paid_at" bigint,
	"failed_at" bigint
);
--> statement-breakpoint
CREATE TABLE "trip_reminders" (
	"plan_id" text COLLATE "C" NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"days" integer NOT NULL,
	"start_date" text COLLATE "C" NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "trip_reminders_plan_id_user_id_days_start_date_pk" PRIMARY KEY("plan_id","user_id","days","start_date")
);
--> statement-breakpoint
CREATE TABLE "visitor_salts" (
	"day" text COLLATE "C" PRIMARY KEY NOT NULL,
	"salt" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "week_digests" (
	"week" text COLLATE "C" PRIMARY KEY NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "mail_outbox" ADD COLUMN "also_user_id" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "mail_outbox" ADD COLUMN "provider_id" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "alert_changes" ADD CONSTRAINT "alert_changes_rule_id_alert_rules_id_fk" FOREIGN KEY ("rule_id") REFERENCES "public"."alert_rules"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analytics_people" ADD CONSTRAINT "analytics_people_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "experiment_counts" ADD CONSTRAINT "experiment_counts_experiment_id_experiments_id_fk" FOREIGN KEY ("experiment_id") REFERENCES "public"."experiments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "experiment_days" ADD CONSTRAINT "experiment_days_experiment_id_experiments_id_fk" FOREIGN KEY ("experiment_id") REFERENCES "public"."experiments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exposures" ADD CONSTRAINT "exposures_experiment_id_experiments_id_fk" FOREIGN KEY ("experiment_id") REFERENCES "public"."experiments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trip_reminders" ADD CONSTRAINT "trip_reminders_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trip_reminders" ADD CONSTRAINT "trip_reminders_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "alert_changes_rule_idx" ON "alert_changes" USING btree ("rule_id","id");--> statement-breakpoint
CREATE INDEX "alert_changes_at_idx" ON "alert_changes" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "analytics_people_ref_key" ON "analytics_people" USING btree ("ref");--> statement-breakpoint
CREATE UNIQUE INDEX "billing_customers_customer_key" ON "billing_customers" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "events_day_idx" ON "events" USING btree ("day","name");--> statement-breakpoint
CREATE INDEX "events_at_idx" ON "events" USING btree ("at");--> statement-breakpoint
CREATE INDEX "events_person_idx" ON "events" USING btree ("person","at") WHERE "events"."person" is not null;--> statement-breakpoint
CREATE INDEX "events_visitor_idx" ON "events" USING btree ("visitor","at") WHERE "events"."visitor" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "experiments_key_key" ON "experiments" USING btree ("key");--> statement-breakpoint
CREATE INDEX "experiments_status_idx" ON "experiments" USING btree ("status","id");--> statement-breakpoint
CREATE INDEX "experiments_flag_idx" ON "experiments" USING btree ("flag_key");--> statement-breakpoint
CREATE UNIQUE INDEX "experiments_running_key" ON "experiments" USING btree ("flag_key") WHERE "experiments"."status" = 'running';--> statement-breakpoint
CREATE INDEX "exposures_at_idx" ON "exposures" USING btree ("experiment_id","at");--> statement-breakpoint
CREATE INDEX "exposures_unit_idx" ON "exposures" USING btree ("unit","experiment_id");--> statement-breakpoint
CREATE INDEX "inbound_events_at_idx" ON "inbound_events" USING btree ("at");--> statement-breakpoint
CREATE INDEX "jobs_due_idx" ON "jobs" USING btree ("due_at") WHERE "jobs"."done_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "jobs_key_key" ON "jobs" USING btree ("name","key") WHERE "jobs"."done_at" is null;--> statement-breakpoint
CREATE INDEX "jobs_state_idx" ON "jobs" USING btree ("state","id");--> statement-breakpoint
CREATE INDEX "jobs_name_idx" ON "jobs" USING btree ("name","id");--> statement-breakpoint
CREATE INDEX "jobs_done_idx" ON "jobs" USING btree ("done_at") WHERE "jobs"."done_at" is not null;--> statement-breakpoint
CREATE INDEX "jobs_user_idx" ON "jobs" USING btree ("user_id") WHERE "jobs"."user_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "ledger_provider_key" ON "ledger" USING btree ("provider_id");--> statement-breakpoint
CREATE INDEX "ledger_person_idx" ON "ledger" USING btree ("person","id") WHERE "ledger"."person" is not null;--> statement-breakpoint
CREATE INDEX "ledger_payment_idx" ON "ledger" USING btree ("payment");--> statement-breakpoint
CREATE INDEX "rollup_milestones_signed_up_idx" ON "rollup_milestones" USING btree ("signed_up");--> statement-breakpoint
CREATE INDEX "sticky_buckets_age_idx" ON "sticky_buckets" USING btree ("updated_at");--> statement-breakpoint
CREATE INDEX "subscriptions_person_idx" ON "subscriptions" USING btree ("person") WHERE "subscriptions"."person" is not null;--> statement-breakpoint
CREATE INDEX "subscriptions_status_idx" ON "subscriptions" USING btree ("status","period_end");--> statement-breakpoint
CREATE INDEX "trip_reminders_user_idx" ON "trip_reminders" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "trip_reminders_start_idx" ON "trip_reminders" USING btree ("start_date");--> statement-breakpoint
ALTER TABLE "mail_outbox" ADD CONSTRAINT "mail_outbox_also_user_id_users_id_fk" FOREIGN KEY ("also_user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mail_outbox_also_user_idx" ON "mail_outbox" USING btree ("also_user_id") WHERE "mail_outbox"."also_user_id" is not null;--> statement-breakpoint
CREATE INDEX "mail_outbox_state_idx" ON "mail_outbox" USING btree ((case when "sent_at" is not null then case when "problem" is null then 'sent' else 'returned' end when "due_at" = 8640000000000000 then 'dead' else 'waiting' end),"id");--> statement-breakpoint
CREATE INDEX "mail_outbox_kind_idx" ON "mail_outbox" USING btree ("kind","id");--> statement-breakpoint
CREATE INDEX "mail_outbox_provider_idx" ON "mail_outbox" USING btree ("provider_id") WHERE "mail_outbox"."provider_id" is not null;--> statement-breakpoint
CREATE INDEX "plans_start_idx" ON "plans" USING btree ("start_date","id") WHERE "plans"."deleted_at" is null;