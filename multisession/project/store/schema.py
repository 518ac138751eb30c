"""The tables, and the views that make an overlay and its base read as one project.

Every table carries a project id; a directory holds project 1. Tables and indices are few on purpose: each costs a
session one page. A base (see base.py) has the same tables.

- ``project``: one row: counters, the last id given out of each kind, `closing` (see standing.py), and how many
  tasks the base shows.
- ``task``: own tasks, and copies of the base's that were labeled or edited; a copy's data is read from the base while
  it is NULL here.
- ``run``: sets of ids as runs (see runs.py): tasks that are done, and those that are not there; annotations and
  predictions that are not shown; and what each bulk action has changed (see bulk/).
- ``hidden``: ids of the base's annotations and predictions that are not read: they were copied or deleted here; and
  of the base's done tasks that were opened again.
- ``extent``: which ids were given out together, and the inner id of the first (see positions.py).
- ``absence``: how many ids are not there, per block of ids (see positions.py).
- ``import_range``: imports under way, and the ids reserved for them; no read shows a row whose task is in one.
"""

from __future__ import annotations

#: kinds of ``run``
DONE = 0
ABSENT = 1
GONE_ANNOTATION = 2
GONE_PREDICTION = 3
#: and one for each bulk action that can be undone: this plus its number
UNDO = 100
#: kinds of ``hidden``
HIDDEN_ANNOTATION = 0
HIDDEN_PREDICTION = 1
REOPENED_TASK = 2

TABLES = """
CREATE TABLE project (id INTEGER PRIMARY KEY, closing INTEGER NOT NULL DEFAULT 0,
 base_tasks INTEGER NOT NULL DEFAULT 0, last_task INTEGER NOT NULL DEFAULT 0, last_inner INTEGER NOT NULL DEFAULT 0,
 last_annotation INTEGER NOT NULL DEFAULT 0, last_draft INTEGER NOT NULL DEFAULT 0,
 last_prediction INTEGER NOT NULL DEFAULT 0, last_upload INTEGER NOT NULL DEFAULT 0,
 last_outbox INTEGER NOT NULL DEFAULT 0, keeps_outbox INTEGER NOT NULL DEFAULT 0,
 last_import INTEGER NOT NULL DEFAULT 0, uploaded_bytes INTEGER NOT NULL DEFAULT 0,
 task_number INTEGER NOT NULL DEFAULT 0,
 finished_task_number INTEGER NOT NULL DEFAULT 0, total_annotations_number INTEGER NOT NULL DEFAULT 0,
 skipped_annotations_number INTEGER NOT NULL DEFAULT 0, total_predictions_number INTEGER NOT NULL DEFAULT 0,
 num_tasks_with_annotations INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE task (id INTEGER PRIMARY KEY, project INTEGER NOT NULL, data TEXT, meta TEXT, created_at TEXT NOT NULL,
 updated_at TEXT, total_annotations INTEGER NOT NULL, cancelled_annotations INTEGER NOT NULL,
 total_predictions INTEGER NOT NULL, file_upload TEXT) STRICT;
CREATE TABLE annotation (id INTEGER PRIMARY KEY, project INTEGER NOT NULL, task INTEGER NOT NULL, result TEXT NOT NULL,
 was_cancelled INTEGER NOT NULL, ground_truth INTEGER NOT NULL, lead_time REAL, completed_by INTEGER NOT NULL,
 parent_prediction INTEGER, parent_annotation INTEGER, unique_id TEXT NOT NULL, created_at TEXT NOT NULL,
 updated_at TEXT, revision INTEGER NOT NULL) STRICT;
CREATE INDEX annotation_task ON annotation (task);
CREATE TABLE draft (id INTEGER PRIMARY KEY, project INTEGER NOT NULL, task INTEGER NOT NULL, annotation INTEGER,
 result TEXT NOT NULL, lead_time REAL, was_postponed INTEGER NOT NULL, created_at TEXT NOT NULL, updated_at TEXT
 ) STRICT;
CREATE INDEX draft_task ON draft (task);
CREATE TABLE prediction (id INTEGER PRIMARY KEY, project INTEGER NOT NULL, task INTEGER NOT NULL, result TEXT NOT NULL,
 score REAL, model_version TEXT NOT NULL, created_at TEXT NOT NULL, updated_at TEXT) STRICT;
CREATE INDEX prediction_task ON prediction (task);
CREATE TABLE run (project INTEGER, kind INTEGER, first INTEGER, last INTEGER NOT NULL,
 PRIMARY KEY (project, kind, first)) STRICT, WITHOUT ROWID;
CREATE TABLE hidden (project INTEGER, kind INTEGER, id INTEGER, PRIMARY KEY (project, kind, id)) STRICT, WITHOUT ROWID;
CREATE TABLE extent (project INTEGER, first INTEGER, last INTEGER NOT NULL, inner_first INTEGER NOT NULL,
 PRIMARY KEY (project, first)) STRICT, WITHOUT ROWID;
CREATE TABLE absence (project INTEGER, block INTEGER, amount INTEGER NOT NULL,
 PRIMARY KEY (project, block)) STRICT, WITHOUT ROWID;
CREATE TABLE import_range (project INTEGER, first INTEGER, last INTEGER NOT NULL, id INTEGER NOT NULL,
 owner TEXT NOT NULL, source TEXT NOT NULL, tasks INTEGER NOT NULL, finished INTEGER NOT NULL,
 annotated INTEGER NOT NULL, annotations INTEGER NOT NULL, skipped INTEGER NOT NULL, predictions INTEGER NOT NULL,
 PRIMARY KEY (project, first)) STRICT, WITHOUT ROWID;
CREATE TABLE upload (id INTEGER PRIMARY KEY, project INTEGER NOT NULL, name TEXT NOT NULL UNIQUE,
 original_name TEXT NOT NULL, size INTEGER NOT NULL, content_type TEXT NOT NULL, created_at TEXT NOT NULL) STRICT;
CREATE TABLE outbox (id INTEGER PRIMARY KEY, project INTEGER NOT NULL, action TEXT NOT NULL, task INTEGER,
 annotation INTEGER, created_at TEXT NOT NULL) STRICT;
CREATE TABLE value (project INTEGER, name TEXT, value TEXT NOT NULL,
 PRIMARY KEY (project, name)) STRICT, WITHOUT ROWID;
INSERT INTO project (id) VALUES (1);
"""

#: Temporary views of every connection: what is visible. JSON leaves as bytes, so that it is never decoded on the way.
PLAIN_VIEWS = """
CREATE TEMP VIEW visible_task AS SELECT t.id AS id,
 (SELECT e.inner_first + t.id - e.first FROM main.extent e WHERE e.project = 1 AND e.first <= t.id
  ORDER BY e.first DESC LIMIT 1) AS inner_id,
 CAST(t.data AS BLOB) AS data, CAST(t.meta AS BLOB) AS meta, t.created_at AS created_at, t.updated_at AS updated_at,
 t.total_annotations AS total_annotations, t.cancelled_annotations AS cancelled_annotations,
 t.total_predictions AS total_predictions, t.file_upload AS file_upload
 FROM main.task t WHERE NOT EXISTS
 (SELECT 1 FROM main.import_range i WHERE i.project = 1 AND i.first <= t.id AND i.last >= t.id)
 AND +t.id > coalesce((SELECT r.last FROM main.run r WHERE r.project = 1 AND r.kind = 1 AND r.first <= t.id
  ORDER BY r.first DESC LIMIT 1), 0);
CREATE TEMP VIEW visible_annotation AS SELECT a.id AS id, a.task AS task, CAST(a.result AS BLOB) AS result,
 a.was_cancelled AS was_cancelled, a.ground_truth AS ground_truth, a.lead_time AS lead_time,
 a.completed_by AS completed_by, a.parent_prediction AS parent_prediction, a.parent_annotation AS parent_annotation,
 a.unique_id AS unique_id, a.created_at AS created_at, a.updated_at AS updated_at, a.revision AS revision
 FROM main.annotation a WHERE NOT EXISTS
 (SELECT 1 FROM main.import_range i WHERE i.project = 1 AND i.first <= a.task AND i.last >= a.task)
 AND +a.task > coalesce((SELECT r.last FROM main.run r WHERE r.project = 1 AND r.kind = 1 AND r.first <= a.task
  ORDER BY r.first DESC LIMIT 1), 0)
 AND +a.id > coalesce((SELECT r.last FROM main.run r WHERE r.project = 1 AND r.kind = 2 AND r.first <= a.id
  ORDER BY r.first DESC LIMIT 1), 0);
CREATE TEMP VIEW visible_prediction AS SELECT p.id AS id, p.task AS task, CAST(p.result AS BLOB) AS result,
 p.score AS score, p.model_version AS model_version, p.created_at AS created_at, p.updated_at AS updated_at
 FROM main.prediction p WHERE NOT EXISTS
 (SELECT 1 FROM main.import_range i WHERE i.project = 1 AND i.first <= p.task AND i.last >= p.task)
 AND +p.task > coalesce((SELECT r.last FROM main.run r WHERE r.project = 1 AND r.kind = 1 AND r.first <= p.task
  ORDER BY r.first DESC LIMIT 1), 0)
 AND +p.id > coalesce((SELECT r.last FROM main.run r WHERE r.project = 1 AND r.kind = 3 AND r.first <= p.id
  ORDER BY r.first DESC LIMIT 1), 0);
"""

#: The tasks of a project that has neither imports under way nor absent ids, as the views above would show them: a scan
#: of all of them costs half as much.
SETTLED_PLAIN_VIEW = """
CREATE TEMP VIEW settled_task AS SELECT t.id AS id,
 (SELECT e.inner_first + t.id - e.first FROM main.extent e WHERE e.project = 1 AND e.first <= t.id
  ORDER BY e.first DESC LIMIT 1) AS inner_id,
 CAST(t.data AS BLOB) AS data, CAST(t.meta AS BLOB) AS meta, t.created_at AS created_at, t.updated_at AS updated_at,
 t.total_annotations AS total_annotations, t.cancelled_annotations AS cancelled_annotations,
 t.total_predictions AS total_predictions, t.file_upload AS file_upload FROM main.task t;
"""
SETTLED_OVERLAY_VIEW = """
CREATE TEMP VIEW settled_task AS SELECT t.id AS id,
 (SELECT e.inner_first + t.id - e.first FROM main.extent e WHERE e.project = 1 AND e.first <= t.id
  ORDER BY e.first DESC LIMIT 1) AS inner_id,
 CAST(coalesce(t.data, (SELECT c.data FROM base.task c WHERE c.id = t.id)) AS BLOB) AS data,
 CAST(t.meta AS BLOB) AS meta, t.created_at AS created_at, t.updated_at AS updated_at,
 t.total_annotations AS total_annotations, t.cancelled_annotations AS cancelled_annotations,
 t.total_predictions AS total_predictions, t.file_upload AS file_upload FROM main.task t
 UNION ALL SELECT b.id,
 (SELECT e.inner_first + b.id - e.first FROM main.extent e WHERE e.project = 1 AND e.first <= b.id
  ORDER BY e.first DESC LIMIT 1),
 CAST(b.data AS BLOB), CAST(b.meta AS BLOB), b.created_at, b.updated_at, b.total_annotations, b.cancelled_annotations,
 b.total_predictions, b.file_upload
 FROM base.task b WHERE NOT EXISTS (SELECT 1 FROM main.task o WHERE o.id = b.id);
"""
#: A base has no drafts, so this is the same for all.
DRAFT_VIEW = """
CREATE TEMP VIEW visible_draft AS SELECT d.id AS id, d.task AS task, d.annotation AS annotation,
 CAST(d.result AS BLOB) AS result, d.lead_time AS lead_time, d.was_postponed AS was_postponed,
 d.created_at AS created_at, d.updated_at AS updated_at FROM main.draft d WHERE NOT EXISTS
 (SELECT 1 FROM main.import_range i WHERE i.project = 1 AND i.first <= d.task AND i.last >= d.task)
 AND +d.task > coalesce((SELECT r.last FROM main.run r WHERE r.project = 1 AND r.kind = 1 AND r.first <= d.task
  ORDER BY r.first DESC LIMIT 1), 0)
 AND (d.annotation IS NULL
  OR d.annotation > coalesce((SELECT r.last FROM main.run r WHERE r.project = 1 AND r.kind = 2
  AND r.first <= d.annotation ORDER BY r.first DESC LIMIT 1), 0));
"""

# In the base's arm `+b.id` keeps the limit out of the choice of index: it is a check, not a range to walk.
OVERLAY_VIEWS = """
CREATE TEMP VIEW visible_task AS SELECT t.id AS id,
 (SELECT e.inner_first + t.id - e.first FROM main.extent e WHERE e.project = 1 AND e.first <= t.id
  ORDER BY e.first DESC LIMIT 1) AS inner_id,
 CAST(coalesce(t.data, (SELECT c.data FROM base.task c WHERE c.id = t.id)) AS BLOB) AS data,
 CAST(t.meta AS BLOB) AS meta, t.created_at AS created_at, t.updated_at AS updated_at,
 t.total_annotations AS total_annotations, t.cancelled_annotations AS cancelled_annotations,
 t.total_predictions AS total_predictions, t.file_upload AS file_upload
 FROM main.task t WHERE NOT EXISTS
 (SELECT 1 FROM main.import_range i WHERE i.project = 1 AND i.first <= t.id AND i.last >= t.id)
 AND +t.id > coalesce((SELECT r.last FROM main.run r WHERE r.project = 1 AND r.kind = 1 AND r.first <= t.id
  ORDER BY r.first DESC LIMIT 1), 0)
 UNION ALL SELECT b.id,
 (SELECT e.inner_first + b.id - e.first FROM main.extent e WHERE e.project = 1 AND e.first <= b.id
  ORDER BY e.first DESC LIMIT 1),
 CAST(b.data AS BLOB), CAST(b.meta AS BLOB), b.created_at, b.updated_at, b.total_annotations, b.cancelled_annotations,
 b.total_predictions, b.file_upload
 FROM base.task b WHERE +b.id <= (SELECT base_tasks FROM main.project WHERE id = 1)
 AND NOT EXISTS (SELECT 1 FROM main.task o WHERE o.id = b.id)
 AND +b.id > coalesce((SELECT r.last FROM main.run r WHERE r.project = 1 AND r.kind = 1 AND r.first <= b.id
  ORDER BY r.first DESC LIMIT 1), 0);
CREATE TEMP VIEW visible_annotation AS SELECT a.id AS id, a.task AS task, CAST(a.result AS BLOB) AS result,
 a.was_cancelled AS was_cancelled, a.ground_truth AS ground_truth, a.lead_time AS lead_time,
 a.completed_by AS completed_by, a.parent_prediction AS parent_prediction, a.parent_annotation AS parent_annotation,
 a.unique_id AS unique_id, a.created_at AS created_at, a.updated_at AS updated_at, a.revision AS revision
 FROM main.annotation a WHERE NOT EXISTS
 (SELECT 1 FROM main.import_range i WHERE i.project = 1 AND i.first <= a.task AND i.last >= a.task)
 AND +a.task > coalesce((SELECT r.last FROM main.run r WHERE r.project = 1 AND r.kind = 1 AND r.first <= a.task
  ORDER BY r.first DESC LIMIT 1), 0)
 AND +a.id > coalesce((SELECT r.last FROM main.run r WHERE r.project = 1 AND r.kind = 2 AND r.first <= a.id
  ORDER BY r.first DESC LIMIT 1), 0)
 UNION ALL SELECT b.id, b.task, CAST(b.result AS BLOB), b.was_cancelled, b.ground_truth, b.lead_time, b.completed_by,
 b.parent_prediction, b.parent_annotation, b.unique_id, b.created_at, b.updated_at, b.revision
 FROM base.annotation b WHERE +b.task <= (SELECT base_tasks FROM main.project WHERE id = 1)
 AND NOT EXISTS (SELECT 1 FROM main.hidden h WHERE h.project = 1 AND h.kind = 0 AND h.id = b.id)
 AND +b.task > coalesce((SELECT r.last FROM main.run r WHERE r.project = 1 AND r.kind = 1 AND r.first <= b.task
  ORDER BY r.first DESC LIMIT 1), 0)
 AND +b.id > coalesce((SELECT r.last FROM main.run r WHERE r.project = 1 AND r.kind = 2 AND r.first <= b.id
  ORDER BY r.first DESC LIMIT 1), 0);
CREATE TEMP VIEW visible_prediction AS SELECT p.id AS id, p.task AS task, CAST(p.result AS BLOB) AS result,
 p.score AS score, p.model_version AS model_version, p.created_at AS created_at, p.updated_at AS updated_at
 FROM main.prediction p WHERE NOT EXISTS
 (SELECT 1 FROM main.import_range i WHERE i.project = 1 AND i.first <= p.task AND i.last >= p.task)
 AND +p.task > coalesce((SELECT r.last FROM main.run r WHERE r.project = 1 AND r.kind = 1 AND r.first <= p.task
  ORDER BY r.first DESC LIMIT 1), 0)
 AND +p.id > coalesce((SELECT r.last FROM main.run r WHERE r.project = 1 AND r.kind = 3 AND r.first <= p.id
  ORDER BY r.first DESC LIMIT 1), 0)
 UNION ALL SELECT b.id, b.task, CAST(b.result AS BLOB), b.score, b.model_version, b.created_at, b.updated_at
 FROM base.prediction b WHERE +b.task <= (SELECT base_tasks FROM main.project WHERE id = 1)
 AND NOT EXISTS (SELECT 1 FROM main.hidden h WHERE h.project = 1 AND h.kind = 1 AND h.id = b.id)
 AND +b.task > coalesce((SELECT r.last FROM main.run r WHERE r.project = 1 AND r.kind = 1 AND r.first <= b.task
  ORDER BY r.first DESC LIMIT 1), 0)
 AND +b.id > coalesce((SELECT r.last FROM main.run r WHERE r.project = 1 AND r.kind = 3 AND r.first <= b.id
  ORDER BY r.first DESC LIMIT 1), 0);
"""
