-- The application connects as tuiguan_app, which owns nothing. There are no default privileges on purpose: each later
-- migration that adds a table says what the application may do with it, so a new ledger is never writable by accident.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tuiguan_app') THEN
    BEGIN
      CREATE ROLE tuiguan_app NOLOGIN;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL; -- another database of this server was migrated at the same moment
    END;
  END IF;
  -- So that the owner's connections can run as the application's role.
  IF NOT pg_has_role(current_user, 'tuiguan_app', 'USAGE') THEN
    EXECUTE format('GRANT tuiguan_app TO %I', current_user);
  END IF;
END
$$;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO tuiguan_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON
  staff, api_key, idempotency,
  affiliate, resource, placement, ownership_proof,
  crawl, observation, fact,
  policy_version, sweep, standing,
  notice, delivery, suppression, message, mail_pace,
  review_case
TO tuiguan_app;
--> statement-breakpoint
-- Ledgers: written once. No UPDATE, DELETE or TRUNCATE for the application.
GRANT SELECT, INSERT ON
  audit, standing_event, case_entry, record_version, page, assessment, violation, sweep_item
TO tuiguan_app;
--> statement-breakpoint
-- Snapshots never change either, but retention removes old ones.
GRANT SELECT, INSERT, DELETE ON snapshot TO tuiguan_app;
--> statement-breakpoint
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO tuiguan_app;
--> statement-breakpoint
-- Rows that change often without touching an index leave room on their page, so that updates stay heap-only (HOT).
ALTER TABLE standing SET (fillfactor = 80);
--> statement-breakpoint
ALTER TABLE delivery SET (fillfactor = 80);
--> statement-breakpoint
ALTER TABLE fact SET (fillfactor = 80);
--> statement-breakpoint
-- A sweep rewrites these by hundreds of thousands: vacuum them at 5% dead rows instead of 20%.
ALTER TABLE standing SET (autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02);
--> statement-breakpoint
ALTER TABLE delivery SET (autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02);
--> statement-breakpoint
ALTER TABLE fact SET (autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02);
