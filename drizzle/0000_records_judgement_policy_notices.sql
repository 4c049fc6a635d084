CREATE TABLE "api_key" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "api_key_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"prefix" text NOT NULL,
	"secret_hash" text NOT NULL,
	"name" text NOT NULL,
	"staff_id" bigint,
	"affiliate_id" bigint,
	"scopes" text[],
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "api_key_prefix_unique" UNIQUE("prefix")
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp (3) with time zone NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"request_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "idempotency_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"actor" text NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"status" bigint,
	"body" jsonb,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "staff" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "staff_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"email" text NOT NULL,
	"name" text NOT NULL,
	"roles" text[] NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"disabled_at" timestamp (3) with time zone,
	CONSTRAINT "staff_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "assessment" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "assessment_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"crawl_id" bigint NOT NULL,
	"resource_id" bigint NOT NULL,
	"affiliate_id" bigint NOT NULL,
	"score" real,
	"sub_scores" jsonb NOT NULL,
	"signals" jsonb NOT NULL,
	"model_version" text NOT NULL,
	"assessed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "assessment_crawlId_unique" UNIQUE("crawl_id")
);
--> statement-breakpoint
CREATE TABLE "crawl" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "crawl_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"resource_id" bigint NOT NULL,
	"state" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"lease_until" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "observation" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "observation_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"resource_id" bigint NOT NULL,
	"affiliate_id" bigint NOT NULL,
	"code" text NOT NULL,
	"state" text NOT NULL,
	"times" integer NOT NULL,
	"first_seen_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	"first_assessment_id" bigint NOT NULL,
	"last_assessment_id" bigint NOT NULL,
	"decided_by" text,
	"decided_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "page" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "page_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"crawl_id" bigint NOT NULL,
	"url" text NOT NULL,
	"role" text NOT NULL,
	"final_url" text,
	"status" integer,
	"failure" text,
	"charset" text,
	"sha256" text,
	"millis" integer,
	"fetched_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "snapshot" (
	"sha256" text PRIMARY KEY NOT NULL,
	"body" "bytea" NOT NULL,
	"bytes" integer NOT NULL,
	"first_seen_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "violation" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "violation_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"assessment_id" bigint NOT NULL,
	"code" text NOT NULL,
	"level" text NOT NULL,
	"evidence" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "fact" (
	"affiliate_id" bigint PRIMARY KEY NOT NULL,
	"resources" integer NOT NULL,
	"sites" integer NOT NULL,
	"verified_sites" integer NOT NULL,
	"judged_sites" integer NOT NULL,
	"unverifiable_sites" integer NOT NULL,
	"best_score" real,
	"median_score" real,
	"worst_score" real,
	"best_verified_score" real,
	"icp_sites" integer NOT NULL,
	"confirmed_stops" integer NOT NULL,
	"placements" integer NOT NULL,
	"first_registered_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "affiliate" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "affiliate_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"member_id" text NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"locale" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "affiliate_memberId_unique" UNIQUE("member_id")
);
--> statement-breakpoint
CREATE TABLE "ownership_proof" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "ownership_proof_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"resource_id" bigint NOT NULL,
	"method" text NOT NULL,
	"token" text NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"checked_at" timestamp (3) with time zone,
	"finding" text
);
--> statement-breakpoint
CREATE TABLE "placement" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "placement_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"affiliate_id" bigint NOT NULL,
	"resource_id" bigint,
	"pid" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "placement_pid_unique" UNIQUE("pid")
);
--> statement-breakpoint
CREATE TABLE "record_version" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "record_version_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"resource_id" bigint NOT NULL,
	"version" integer NOT NULL,
	"fields" jsonb NOT NULL,
	"changed_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "resource" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "resource_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"affiliate_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"url" text NOT NULL,
	"host" text,
	"current_version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"verified_at" timestamp (3) with time zone,
	"next_crawl_at" timestamp (3) with time zone,
	"last_crawled_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "policy_version" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "policy_version_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"permission" text NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"definition" jsonb NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"published_by" text,
	"published_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "standing" (
	"affiliate_id" bigint NOT NULL,
	"permission" text NOT NULL,
	"state" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"last_event_id" bigint NOT NULL,
	"pending_sweep_id" bigint,
	"closing_event_id" bigint,
	"closes_at" timestamp (3) with time zone,
	CONSTRAINT "standing_affiliate_id_permission_pk" PRIMARY KEY("affiliate_id","permission")
);
--> statement-breakpoint
CREATE TABLE "standing_event" (
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "standing_event_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"affiliate_id" bigint NOT NULL,
	"permission" text NOT NULL,
	"kind" text NOT NULL,
	"outcome" text,
	"effective_at" timestamp (3) with time zone NOT NULL,
	"cause_kind" text NOT NULL,
	"cause_id" bigint,
	"cancels_id" bigint,
	"reasons" text[] NOT NULL,
	"actor" text NOT NULL,
	CONSTRAINT "standing_event_id_recorded_at_pk" PRIMARY KEY("id","recorded_at"),
	CONSTRAINT "never_backdated" CHECK ("standing_event"."effective_at" >= "standing_event"."recorded_at")
);
--> statement-breakpoint
CREATE TABLE "sweep" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "sweep_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"permission" text NOT NULL,
	"policy_version_id" bigint NOT NULL,
	"state" text NOT NULL,
	"notice_days" integer NOT NULL,
	"announce_at" timestamp (3) with time zone,
	"planned_by" text NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"facts_as_of" timestamp (3) with time zone,
	"plan_hash" text,
	"totals" jsonb,
	"approved_by" text,
	"approved_at" timestamp (3) with time zone,
	"approved_hash" text,
	"confirmed_closings" integer,
	"started_at" timestamp (3) with time zone,
	"cursor" bigint,
	"finished_at" timestamp (3) with time zone,
	"cancelled_by" text,
	"cancelled_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "sweep_item" (
	"sweep_id" bigint NOT NULL,
	"affiliate_id" bigint NOT NULL,
	"decision" text NOT NULL,
	"from_state" text NOT NULL,
	"reasons" text[] NOT NULL,
	"facts" jsonb NOT NULL,
	"best_score" real,
	"row_hash" "bytea" NOT NULL,
	CONSTRAINT "sweep_item_sweep_id_affiliate_id_pk" PRIMARY KEY("sweep_id","affiliate_id")
);
--> statement-breakpoint
CREATE TABLE "delivery" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "delivery_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"notice_id" bigint NOT NULL,
	"state" text NOT NULL,
	"attempts" integer NOT NULL,
	"send_after" timestamp (3) with time zone NOT NULL,
	"wait_until" timestamp (3) with time zone,
	"first_tried_at" timestamp (3) with time zone,
	"message_id" text,
	"address" text,
	"stated_effective_at" timestamp (3) with time zone,
	"accepted_at" timestamp (3) with time zone,
	"response" text,
	CONSTRAINT "delivery_noticeId_unique" UNIQUE("notice_id"),
	CONSTRAINT "delivery_messageId_unique" UNIQUE("message_id")
);
--> statement-breakpoint
CREATE TABLE "mail_pace" (
	"name" text PRIMARY KEY NOT NULL,
	"free_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "message" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "message_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"notice_id" bigint NOT NULL,
	"affiliate_id" bigint NOT NULL,
	"show_after" timestamp (3) with time zone NOT NULL,
	"read_at" timestamp (3) with time zone,
	CONSTRAINT "message_noticeId_unique" UNIQUE("notice_id")
);
--> statement-breakpoint
CREATE TABLE "notice" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "notice_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"cause_kind" text NOT NULL,
	"cause_id" bigint NOT NULL,
	"affiliate_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"permission" text NOT NULL,
	"payload" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"send_after" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "suppression" (
	"address" text PRIMARY KEY NOT NULL,
	"delivery_id" bigint NOT NULL,
	"response" text,
	"since" timestamp (3) with time zone NOT NULL,
	"lifted_at" timestamp (3) with time zone,
	"lifted_by" text
);
--> statement-breakpoint
CREATE TABLE "case_entry" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "case_entry_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"case_id" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor" text NOT NULL,
	"kind" text NOT NULL,
	"body" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "review_case" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "review_case_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"affiliate_id" bigint NOT NULL,
	"permission" text NOT NULL,
	"state" text NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"decision" text,
	"reasons" text[],
	"decided_at" timestamp (3) with time zone,
	"decided_by" text
);
--> statement-breakpoint
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_affiliate_id_affiliate_id_fk" FOREIGN KEY ("affiliate_id") REFERENCES "public"."affiliate"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment" ADD CONSTRAINT "assessment_crawl_id_crawl_id_fk" FOREIGN KEY ("crawl_id") REFERENCES "public"."crawl"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment" ADD CONSTRAINT "assessment_resource_id_resource_id_fk" FOREIGN KEY ("resource_id") REFERENCES "public"."resource"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment" ADD CONSTRAINT "assessment_affiliate_id_affiliate_id_fk" FOREIGN KEY ("affiliate_id") REFERENCES "public"."affiliate"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crawl" ADD CONSTRAINT "crawl_resource_id_resource_id_fk" FOREIGN KEY ("resource_id") REFERENCES "public"."resource"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "observation" ADD CONSTRAINT "observation_resource_id_resource_id_fk" FOREIGN KEY ("resource_id") REFERENCES "public"."resource"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "observation" ADD CONSTRAINT "observation_affiliate_id_affiliate_id_fk" FOREIGN KEY ("affiliate_id") REFERENCES "public"."affiliate"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page" ADD CONSTRAINT "page_crawl_id_crawl_id_fk" FOREIGN KEY ("crawl_id") REFERENCES "public"."crawl"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "violation" ADD CONSTRAINT "violation_assessment_id_assessment_id_fk" FOREIGN KEY ("assessment_id") REFERENCES "public"."assessment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fact" ADD CONSTRAINT "fact_affiliate_id_affiliate_id_fk" FOREIGN KEY ("affiliate_id") REFERENCES "public"."affiliate"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ownership_proof" ADD CONSTRAINT "ownership_proof_resource_id_resource_id_fk" FOREIGN KEY ("resource_id") REFERENCES "public"."resource"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placement" ADD CONSTRAINT "placement_affiliate_id_affiliate_id_fk" FOREIGN KEY ("affiliate_id") REFERENCES "public"."affiliate"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placement" ADD CONSTRAINT "placement_resource_id_resource_id_fk" FOREIGN KEY ("resource_id") REFERENCES "public"."resource"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_version" ADD CONSTRAINT "record_version_resource_id_resource_id_fk" FOREIGN KEY ("resource_id") REFERENCES "public"."resource"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resource" ADD CONSTRAINT "resource_affiliate_id_affiliate_id_fk" FOREIGN KEY ("affiliate_id") REFERENCES "public"."affiliate"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "standing" ADD CONSTRAINT "standing_affiliate_id_affiliate_id_fk" FOREIGN KEY ("affiliate_id") REFERENCES "public"."affiliate"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "standing_event" ADD CONSTRAINT "standing_event_affiliate_id_affiliate_id_fk" FOREIGN KEY ("affiliate_id") REFERENCES "public"."affiliate"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sweep" ADD CONSTRAINT "sweep_policy_version_id_policy_version_id_fk" FOREIGN KEY ("policy_version_id") REFERENCES "public"."policy_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sweep_item" ADD CONSTRAINT "sweep_item_sweep_id_sweep_id_fk" FOREIGN KEY ("sweep_id") REFERENCES "public"."sweep"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sweep_item" ADD CONSTRAINT "sweep_item_affiliate_id_affiliate_id_fk" FOREIGN KEY ("affiliate_id") REFERENCES "public"."affiliate"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_notice_id_notice_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_notice_id_notice_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_affiliate_id_affiliate_id_fk" FOREIGN KEY ("affiliate_id") REFERENCES "public"."affiliate"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_affiliate_id_affiliate_id_fk" FOREIGN KEY ("affiliate_id") REFERENCES "public"."affiliate"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_entry" ADD CONSTRAINT "case_entry_case_id_review_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."review_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_case" ADD CONSTRAINT "review_case_affiliate_id_affiliate_id_fk" FOREIGN KEY ("affiliate_id") REFERENCES "public"."affiliate"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "api_key_staff_id_index" ON "api_key" USING btree ("staff_id");--> statement-breakpoint
CREATE INDEX "api_key_affiliate_id_index" ON "api_key" USING btree ("affiliate_id");--> statement-breakpoint
CREATE INDEX "audit_subject_kind_subject_id_id_index" ON "audit" USING btree ("subject_kind","subject_id","id");--> statement-breakpoint
CREATE INDEX "audit_actor_id_index" ON "audit" USING btree ("actor","id");--> statement-breakpoint
CREATE UNIQUE INDEX "idempotency_actor_key_index" ON "idempotency" USING btree ("actor","key");--> statement-breakpoint
CREATE INDEX "assessment_resource_id_id_index" ON "assessment" USING btree ("resource_id","id");--> statement-breakpoint
CREATE INDEX "assessment_affiliate_id_id_index" ON "assessment" USING btree ("affiliate_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "crawl_one_running" ON "crawl" USING btree ("resource_id") WHERE "crawl"."state" = 'running';--> statement-breakpoint
CREATE INDEX "crawl_held" ON "crawl" USING btree ("lease_until") WHERE "crawl"."state" = 'running';--> statement-breakpoint
CREATE UNIQUE INDEX "observation_one_live" ON "observation" USING btree ("resource_id","code") WHERE "observation"."state" in ('open', 'confirmed');--> statement-breakpoint
CREATE INDEX "observation_affiliate" ON "observation" USING btree ("affiliate_id") WHERE "observation"."state" = 'confirmed';--> statement-breakpoint
CREATE INDEX "observation_open" ON "observation" USING btree ("first_seen_at") WHERE "observation"."state" = 'open';--> statement-breakpoint
CREATE INDEX "page_crawl_id_index" ON "page" USING btree ("crawl_id");--> statement-breakpoint
CREATE INDEX "violation_assessment_id_index" ON "violation" USING btree ("assessment_id");--> statement-breakpoint
CREATE INDEX "violation_code_index" ON "violation" USING btree ("code");--> statement-breakpoint
CREATE INDEX "fact_best_score_index" ON "fact" USING btree ("best_score");--> statement-breakpoint
CREATE INDEX "affiliate_email_index" ON "affiliate" USING btree ("email");--> statement-breakpoint
CREATE UNIQUE INDEX "ownership_proof_resource_id_method_index" ON "ownership_proof" USING btree ("resource_id","method");--> statement-breakpoint
CREATE INDEX "placement_affiliate_id_index" ON "placement" USING btree ("affiliate_id");--> statement-breakpoint
CREATE INDEX "placement_resource_id_index" ON "placement" USING btree ("resource_id");--> statement-breakpoint
CREATE UNIQUE INDEX "record_version_resource_id_version_index" ON "record_version" USING btree ("resource_id","version");--> statement-breakpoint
CREATE UNIQUE INDEX "resource_affiliate_id_url_index" ON "resource" USING btree ("affiliate_id","url");--> statement-breakpoint
CREATE INDEX "resource_host_index" ON "resource" USING btree ("host");--> statement-breakpoint
CREATE INDEX "resource_next_crawl_at_index" ON "resource" USING btree ("next_crawl_at");--> statement-breakpoint
CREATE UNIQUE INDEX "policy_version_permission_version_index" ON "policy_version" USING btree ("permission","version");--> statement-breakpoint
CREATE UNIQUE INDEX "policy_one_published" ON "policy_version" USING btree ("permission") WHERE "policy_version"."state" = 'published';--> statement-breakpoint
CREATE INDEX "standing_closing" ON "standing" USING btree ("closes_at") WHERE "standing"."closes_at" is not null;--> statement-breakpoint
CREATE INDEX "standing_pending" ON "standing" USING btree ("pending_sweep_id","affiliate_id") WHERE "standing"."pending_sweep_id" is not null;--> statement-breakpoint
CREATE INDEX "standing_event_asof" ON "standing_event" USING btree ("affiliate_id","permission","effective_at","id");--> statement-breakpoint
CREATE INDEX "standing_event_cancels" ON "standing_event" USING btree ("cancels_id") WHERE "standing_event"."cancels_id" is not null;--> statement-breakpoint
CREATE INDEX "standing_event_cause" ON "standing_event" USING btree ("cause_kind","cause_id");--> statement-breakpoint
CREATE INDEX "sweep_active" ON "sweep" USING btree ("id") WHERE "sweep"."state" in ('planning', 'running', 'cancelling');--> statement-breakpoint
CREATE INDEX "sweep_item_actionable" ON "sweep_item" USING btree ("sweep_id","affiliate_id") WHERE "sweep_item"."decision" in ('grant', 'close');--> statement-breakpoint
CREATE INDEX "delivery_due" ON "delivery" USING btree ("send_after","id") WHERE "delivery"."state" in ('pending', 'deferred');--> statement-breakpoint
CREATE INDEX "delivery_held" ON "delivery" USING btree ("wait_until") WHERE "delivery"."state" in ('claimed', 'sending');--> statement-breakpoint
CREATE INDEX "delivery_trouble" ON "delivery" USING btree ("state") WHERE "delivery"."state" in ('bounced', 'unknown');--> statement-breakpoint
CREATE INDEX "message_affiliate_id_id_index" ON "message" USING btree ("affiliate_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "notice_once" ON "notice" USING btree ("cause_kind","cause_id","affiliate_id","kind");--> statement-breakpoint
CREATE INDEX "notice_affiliate_id_id_index" ON "notice" USING btree ("affiliate_id","id");--> statement-breakpoint
CREATE INDEX "case_entry_case_id_id_index" ON "case_entry" USING btree ("case_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "case_one_open" ON "review_case" USING btree ("affiliate_id","permission","kind") WHERE "review_case"."state" = 'open';--> statement-breakpoint
CREATE INDEX "case_open" ON "review_case" USING btree ("due_at") WHERE "review_case"."state" = 'open';--> statement-breakpoint
CREATE INDEX "review_case_affiliate_id_id_index" ON "review_case" USING btree ("affiliate_id","id");