DROP INDEX `plan_expenses_payer_idx`;--> statement-breakpoint
CREATE INDEX `plan_expenses_category_idx` ON `plan_expenses` (`plan_id`,`category`,`date`,`id`);--> statement-breakpoint
CREATE INDEX `plan_expenses_payer_idx` ON `plan_expenses` (`paid_by`,`date`,`id`);