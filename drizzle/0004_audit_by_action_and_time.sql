CREATE INDEX "audit_action" ON "audit" USING btree ("action" text_pattern_ops,"id");--> statement-breakpoint
CREATE INDEX "audit_time" ON "audit" USING btree ("at","id");