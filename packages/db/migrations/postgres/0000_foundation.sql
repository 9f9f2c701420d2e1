CREATE TABLE "idempotency_keys" (
	"user_id" text COLLATE "C" NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"request_hash" text COLLATE "C" NOT NULL,
	"result_id" text COLLATE "C" NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "idempotency_keys_user_id_key_pk" PRIMARY KEY("user_id","key")
);
--> statement-breakpoint
CREATE TABLE "plan_documents" (
	"plan_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"document" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "plans" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"owner_id" text COLLATE "C" NOT NULL,
	"version" integer NOT NULL,
	"title" text COLLATE "C" NOT NULL,
	"visibility" text COLLATE "C" NOT NULL,
	"start_date" text COLLATE "C" NOT NULL,
	"end_date" text COLLATE "C" NOT NULL,
	"day_count" integer NOT NULL,
	"travellers" integer NOT NULL,
	"total_amount" bigint NOT NULL,
	"currency" text COLLATE "C" NOT NULL,
	"rules_holding" integer NOT NULL,
	"destinations" text COLLATE "C" NOT NULL,
	"stops_per_day" text COLLATE "C" NOT NULL,
	"search_text" text COLLATE "C" NOT NULL,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL,
	"published_at" bigint,
	"deleted_at" bigint
);
--> statement-breakpoint
CREATE TABLE "public_destinations" (
	"plan_id" text COLLATE "C" NOT NULL,
	"destination" text COLLATE "C" NOT NULL,
	"published_at" bigint NOT NULL,
	CONSTRAINT "public_destinations_plan_id_destination_pk" PRIMARY KEY("plan_id","destination")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"refresh_hash" text COLLATE "C" NOT NULL,
	"previous_hash" text COLLATE "C",
	"rotated_at" bigint NOT NULL,
	"user_agent" text COLLATE "C",
	"created_at" bigint NOT NULL,
	"last_used_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"revoked_at" bigint
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"email" text COLLATE "C" NOT NULL,
	"password_hash" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C",
	"role" text COLLATE "C" NOT NULL,
	"status" text COLLATE "C" NOT NULL,
	"email_verified_at" bigint,
	"locale" text COLLATE "C",
	"time_zone" text COLLATE "C",
	"currency" text COLLATE "C",
	"country" text COLLATE "C",
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_documents" ADD CONSTRAINT "plan_documents_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "public_destinations" ADD CONSTRAINT "public_destinations_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idempotency_age_idx" ON "idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "plans_owner_idx" ON "plans" USING btree ("owner_id","id") WHERE "plans"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "plans_owner_start_idx" ON "plans" USING btree ("owner_id","start_date","id") WHERE "plans"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "plans_owner_end_idx" ON "plans" USING btree ("owner_id","end_date","id") WHERE "plans"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "plans_owner_title_idx" ON "plans" USING btree ("owner_id","title","id") WHERE "plans"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "plans_public_idx" ON "plans" USING btree ("published_at","id") WHERE "plans"."published_at" is not null;--> statement-breakpoint
CREATE INDEX "plans_deleted_idx" ON "plans" USING btree ("deleted_at") WHERE "plans"."deleted_at" is not null;--> statement-breakpoint
CREATE INDEX "public_destinations_idx" ON "public_destinations" USING btree ("destination","published_at","plan_id");--> statement-breakpoint
CREATE INDEX "sessions_user_idx" ON "sessions" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "sessions_expiry_idx" ON "sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email_key" ON "users" USING btree ("email");