CREATE TABLE "exchange_rates" (
	"currency" text COLLATE "C" PRIMARY KEY NOT NULL,
	"per_euro" text COLLATE "C" NOT NULL,
	"as_of" text COLLATE "C" NOT NULL,
	"source" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "model_answers" (
	"question_hash" text COLLATE "C" PRIMARY KEY NOT NULL,
	"user_id" text COLLATE "C",
	"answer" text COLLATE "C" NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "model_calls" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"user_id" text COLLATE "C",
	"plan_id" text COLLATE "C",
	"model" text COLLATE "C" NOT NULL,
	"prompt_version" text COLLATE "C" NOT NULL,
	"input_tokens" integer NOT NULL,
	"output_tokens" integer NOT NULL,
	"cost_micros" bigint NOT NULL,
	"outcome" text COLLATE "C" NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "model_spending" (
	"account" text COLLATE "C" NOT NULL,
	"day" text COLLATE "C" NOT NULL,
	"micros" bigint NOT NULL,
	CONSTRAINT "model_spending_account_day_pk" PRIMARY KEY("account","day")
);
--> statement-breakpoint
CREATE TABLE "plan_drafts" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"request" text COLLATE "C" NOT NULL,
	"reason" text COLLATE "C" NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "plan_versions" (
	"plan_id" text COLLATE "C" NOT NULL,
	"version" integer NOT NULL,
	"title" text COLLATE "C" NOT NULL,
	"rules_holding" integer NOT NULL,
	"total_amount" bigint NOT NULL,
	"currency" text COLLATE "C" NOT NULL,
	"document" text COLLATE "C" NOT NULL,
	"change" text COLLATE "C",
	"author_id" text COLLATE "C",
	"saved_at" bigint NOT NULL,
	CONSTRAINT "plan_versions_plan_id_version_pk" PRIMARY KEY("plan_id","version")
);
--> statement-breakpoint
ALTER TABLE "plan_documents" ADD COLUMN "change" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "plan_documents" ADD COLUMN "author_id" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "model_answers" ADD CONSTRAINT "model_answers_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_calls" ADD CONSTRAINT "model_calls_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_drafts" ADD CONSTRAINT "plan_drafts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_versions" ADD CONSTRAINT "plan_versions_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_versions" ADD CONSTRAINT "plan_versions_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "model_answers_at_idx" ON "model_answers" USING btree ("at");--> statement-breakpoint
CREATE INDEX "model_answers_user_idx" ON "model_answers" USING btree ("user_id") WHERE "model_answers"."user_id" is not null;--> statement-breakpoint
CREATE INDEX "model_calls_at_idx" ON "model_calls" USING btree ("at");--> statement-breakpoint
CREATE INDEX "model_calls_user_idx" ON "model_calls" USING btree ("user_id") WHERE "model_calls"."user_id" is not null;--> statement-breakpoint
CREATE INDEX "model_calls_plan_idx" ON "model_calls" USING btree ("plan_id");--> statement-breakpoint
CREATE INDEX "model_spending_day_idx" ON "model_spending" USING btree ("day");--> statement-breakpoint
CREATE INDEX "plan_drafts_user_idx" ON "plan_drafts" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "plan_versions_author_idx" ON "plan_versions" USING btree ("author_id") WHERE "plan_versions"."author_id" is not null;--> statement-breakpoint
ALTER TABLE "plan_documents" ADD CONSTRAINT "plan_documents_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "plan_documents_author_idx" ON "plan_documents" USING btree ("author_id") WHERE "plan_documents"."author_id" is not null;