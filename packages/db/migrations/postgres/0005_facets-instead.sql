INSERT INTO "public_facets" ("plan_id", "destination", "length", "season", "published_at", "copies")
SELECT p."id", d."destination",
	CASE WHEN l."given" = 0 THEN '' WHEN p."day_count" <= 3 THEN 'weekend' WHEN p."day_count" <= 7 THEN 'week' WHEN p."day_count" <= 14 THEN 'fortnight' ELSE 'longer' END,
	CASE WHEN s."given" = 0 THEN '' WHEN substr(p."start_date", 6, 2) IN ('12', '01', '02') THEN 'dec-feb' WHEN substr(p."start_date", 6, 2) < '06' THEN 'mar-may' WHEN substr(p."start_date", 6, 2) < '09' THEN 'jun-aug' ELSE 'sep-nov' END,
	p."published_at", 0
FROM "plans" p
JOIN (SELECT "plan_id", "destination" FROM "public_destinations" UNION SELECT "id", '' FROM "plans") d ON d."plan_id" = p."id"
CROSS JOIN (SELECT 0 AS "given" UNION ALL SELECT 1) l
CROSS JOIN (SELECT 0 AS "given" UNION ALL SELECT 1) s
WHERE p."published_at" IS NOT NULL;--> statement-breakpoint
DROP TABLE "public_destinations" CASCADE;