"""The database itself keeps the order of the SOP and the history: no code path, and no hand in SQL, can skip a step or rewrite an event."""

from django.db import migrations

# A visit is opened only by a move that the run's SOP version allows, from the visit just closed.
ALLOWED_OPENING = """
    SELECT 1 FROM alur_transisi t JOIN alur_run r ON r.sop_id = t.sop_id
    WHERE r.id = NEW.run_id AND r.status = 'berjalan' AND t.ke = NEW.langkah AND (
        (NEW.dari_id IS NULL AND t.dari IS NULL AND NEW.urutan = 1)
        OR EXISTS (
            SELECT 1 FROM alur_task p WHERE p.id = NEW.dari_id AND p.run_id = NEW.run_id AND p.urutan = NEW.urutan - 1
            AND p.langkah = t.dari AND p.status = t.hasil AND p.ke = NEW.langkah
        )
    )
"""
# A visit is closed only by such a move; cancelling needs none.
ALLOWED_CLOSING = """
    SELECT 1 FROM alur_transisi t JOIN alur_run r ON r.sop_id = t.sop_id
    WHERE r.id = NEW.run_id AND t.dari = NEW.langkah AND t.hasil = NEW.status AND (t.ke = NEW.ke OR (t.ke IS NULL AND NEW.ke IS NULL))
"""
SAME_VISIT = "NEW.run_id = OLD.run_id AND NEW.urutan = OLD.urutan AND NEW.langkah = OLD.langkah AND NEW.putaran = OLD.putaran AND COALESCE(NEW.dari_id, 0) = COALESCE(OLD.dari_id, 0)"

OUT_OF_ORDER = "langkah tidak menurut urutan SOP"
REOPENED = "langkah yang sudah ditutup tidak dapat diubah"
MOVED = "letak langkah dalam alur tidak dapat diubah"
HISTORY = "riwayat tidak dapat diubah atau dihapus"

SQLITE = f"""
CREATE TRIGGER alur_task_opening BEFORE INSERT ON alur_task WHEN NEW.status <> 'terbuka' OR NOT EXISTS ({ALLOWED_OPENING})
BEGIN SELECT RAISE(ABORT, '{OUT_OF_ORDER}'); END;
CREATE TRIGGER alur_task_closing BEFORE UPDATE ON alur_task
WHEN OLD.status = 'terbuka' AND NEW.status IN ('selesai', 'dikembalikan') AND NOT EXISTS ({ALLOWED_CLOSING})
BEGIN SELECT RAISE(ABORT, '{OUT_OF_ORDER}'); END;
CREATE TRIGGER alur_task_reopening BEFORE UPDATE ON alur_task WHEN OLD.status <> 'terbuka' AND (NEW.status <> OLD.status OR COALESCE(NEW.ke, 0) <> COALESCE(OLD.ke, 0))
BEGIN SELECT RAISE(ABORT, '{REOPENED}'); END;
CREATE TRIGGER alur_task_moving BEFORE UPDATE ON alur_task WHEN NOT ({SAME_VISIT})
BEGIN SELECT RAISE(ABORT, '{MOVED}'); END;
CREATE TRIGGER alur_event_update BEFORE UPDATE ON alur_event BEGIN SELECT RAISE(ABORT, '{HISTORY}'); END;
CREATE TRIGGER alur_event_delete BEFORE DELETE ON alur_event BEGIN SELECT RAISE(ABORT, '{HISTORY}'); END;
"""

POSTGRESQL = f"""
CREATE FUNCTION alur_check_task() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.status <> 'terbuka' OR NOT EXISTS ({ALLOWED_OPENING}) THEN RAISE EXCEPTION '{OUT_OF_ORDER}' USING ERRCODE = 'check_violation'; END IF;
        RETURN NEW;
    END IF;
    IF NOT ({SAME_VISIT}) THEN RAISE EXCEPTION '{MOVED}' USING ERRCODE = 'check_violation'; END IF;
    IF OLD.status <> 'terbuka' AND (NEW.status <> OLD.status OR COALESCE(NEW.ke, 0) <> COALESCE(OLD.ke, 0)) THEN
        RAISE EXCEPTION '{REOPENED}' USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.status = 'terbuka' AND NEW.status IN ('selesai', 'dikembalikan') AND NOT EXISTS ({ALLOWED_CLOSING}) THEN
        RAISE EXCEPTION '{OUT_OF_ORDER}' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $body$;
CREATE TRIGGER alur_task_order BEFORE INSERT OR UPDATE ON alur_task FOR EACH ROW EXECUTE FUNCTION alur_check_task();
CREATE FUNCTION alur_keep_event() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    RAISE EXCEPTION '{HISTORY}' USING ERRCODE = 'check_violation';
END $body$;
CREATE TRIGGER alur_event_keep BEFORE UPDATE OR DELETE ON alur_event FOR EACH ROW EXECUTE FUNCTION alur_keep_event();
"""


def create(apps, schema_editor):
    """Install the triggers in the words of the database at hand."""
    if schema_editor.connection.vendor == "sqlite":
        for statement in SQLITE.split("END;"):
            if statement.strip():
                schema_editor.execute(statement + "END;")
    else:
        schema_editor.execute(POSTGRESQL)


def drop(apps, schema_editor):
    """Take them away again."""
    if schema_editor.connection.vendor == "sqlite":
        for name in ("task_opening", "task_closing", "task_reopening", "task_moving", "event_update", "event_delete"):
            schema_editor.execute(f"DROP TRIGGER alur_{name}")
    else:
        schema_editor.execute("DROP TRIGGER alur_event_keep ON alur_event; DROP TRIGGER alur_task_order ON alur_task")
        schema_editor.execute("DROP FUNCTION alur_keep_event(); DROP FUNCTION alur_check_task()")


class Migration(migrations.Migration):
    dependencies = [("alur", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
