DROP INDEX "delivery_trouble";--> statement-breakpoint
DROP INDEX "case_open";--> statement-breakpoint
ALTER TABLE "assessment" ADD COLUMN "confidence" real;--> statement-breakpoint
ALTER TABLE "assessment" ADD COLUMN "pages_seen" integer;--> statement-breakpoint
CREATE INDEX "observation_queue" ON "observation" USING btree ("state","id");--> statement-breakpoint
CREATE INDEX "observation_resource" ON "observation" USING btree ("resource_id","id");--> statement-breakpoint
CREATE INDEX "affiliate_member_prefix" ON "affiliate" USING btree ("member_id" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "affiliate_email_prefix" ON "affiliate" USING btree (lower("email") text_pattern_ops);--> statement-breakpoint
CREATE INDEX "affiliate_name_prefix" ON "affiliate" USING btree (lower("name") text_pattern_ops);--> statement-breakpoint
CREATE INDEX "resource_host_prefix" ON "resource" USING btree ("host" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "standing_list" ON "standing" USING btree ("permission","state","affiliate_id");--> statement-breakpoint
CREATE INDEX "standing_pending_list" ON "standing" USING btree ("permission","affiliate_id") WHERE "standing"."pending_sweep_id" is not null;--> statement-breakpoint
CREATE INDEX "delivery_unsettled" ON "delivery" USING btree ("state","id") WHERE "delivery"."state" in ('bounced', 'unknown', 'deferred');--> statement-breakpoint
CREATE INDEX "case_due" ON "review_case" USING btree ("due_at","id") WHERE "review_case"."state" = 'open';--> statement-breakpoint
CREATE INDEX "case_by_state" ON "review_case" USING btree ("state","id");