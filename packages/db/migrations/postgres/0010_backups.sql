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
CREATE INDEX "backups_place_idx" ON "backups" USING btree ("place","id");