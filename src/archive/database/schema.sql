-- Audits in one file. Described in docs/archive.md; whoever changes it adds a step to MIGRATIONS and leaves this one as it is.

CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    begun TEXT NOT NULL,            -- RFC 3339, UTC
    ended TEXT,                     -- NULL until the archive was read to its end
    program TEXT NOT NULL,          -- version of variorum
    packs TEXT NOT NULL,            -- hash of the language packs
    settings TEXT NOT NULL,         -- what was in force
    inputs TEXT NOT NULL,           -- what was named, as a JSON array
    pass INTEGER NOT NULL           -- how often the archive was read for this run; more than once where it was resumed
) STRICT;

CREATE TABLE stories (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    key TEXT NOT NULL,              -- the story's id, or its place where it has none
    nth INTEGER NOT NULL,           -- from 1: stories of one archive may share an id
    story TEXT NOT NULL,            -- the story's id; empty if it has none
    place TEXT NOT NULL,            -- file and line
    position INTEGER NOT NULL,      -- number in the archive, from 0
    hash TEXT NOT NULL,             -- of everything that the result depends on
    pass INTEGER NOT NULL,          -- the last reading of the archive that came by it
    source TEXT,
    desk TEXT,
    published TEXT,                 -- RFC 3339: the first edition whose time is known
    week TEXT,                      -- ISO 8601, 2023-W11
    error TEXT,                     -- why it could not be checked; NULL if it was
    reference INTEGER,              -- position of the reference among its editions
    sentences INTEGER NOT NULL,     -- of the reference; 0 if it could not be checked
    hidden INTEGER NOT NULL,        -- findings that the settings do not show
    UNIQUE (run, key, nth)
) STRICT;

CREATE TABLE editions (
    story INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,      -- in the story, from 0
    edition TEXT NOT NULL,          -- its id
    language TEXT NOT NULL,
    published TEXT,
    bytes INTEGER NOT NULL,
    sentences INTEGER NOT NULL,
    facts INTEGER NOT NULL,
    aligned INTEGER NOT NULL,       -- sentences that have a counterpart
    PRIMARY KEY (story, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE findings (
    id INTEGER PRIMARY KEY,
    story INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,      -- in the report, from 0
    finding TEXT NOT NULL,          -- its id, which stays when unrelated text changes
    kind TEXT NOT NULL,
    fact TEXT NOT NULL,
    category TEXT NOT NULL,
    severity TEXT NOT NULL,
    confidence REAL NOT NULL,
    rule TEXT NOT NULL,
    why TEXT NOT NULL,
    message TEXT NOT NULL,
    odd INTEGER,                    -- position of the edition that stands alone
    UNIQUE (story, position)
) STRICT;

CREATE INDEX findings_by_id ON findings (finding);

CREATE TABLE readings (
    id INTEGER PRIMARY KEY,
    finding INTEGER NOT NULL REFERENCES findings (id) ON DELETE CASCADE,
    edition INTEGER NOT NULL,       -- position of the edition in the story
    text TEXT,                      -- NULL if the edition lacks the fact, as are all that follow
    start INTEGER,                  -- bytes of the edition's text
    "end" INTEGER,
    value TEXT,                     -- JSON
    context TEXT,                   -- the sentences around it
    UNIQUE (finding, edition)
) STRICT;

CREATE TABLE acceptances (
    run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    finding TEXT NOT NULL,
    story TEXT,                     -- the story that it is accepted in; any if NULL
    reason TEXT NOT NULL,
    until TEXT                      -- the last day; for good if NULL
) STRICT;

CREATE INDEX acceptances_by_finding ON acceptances (run, finding);

-- Findings of all runs with what they belong to, and whether somebody lets them stand today.
CREATE VIEW all_findings AS
SELECT s.run, s.id AS story_id, s.story, s.key, s.nth, s.place, s.source, s.desk, s.week, s.reference, f.id AS finding_id, f.position, f.finding, f.kind,
    f.fact, f.category, f.severity, f.confidence, f.rule, f.why, f.message, f.odd,
    EXISTS (
        SELECT 1 FROM acceptances a
        WHERE a.run = s.run AND a.finding = f.finding AND (a.story IS NULL OR a.story = s.story) AND (a.until IS NULL OR a.until >= date('now'))
    ) AS accepted
FROM findings f JOIN stories s ON s.id = f.story;

-- The words of readings, in pieces of three letters: a word is found with its endings and clitics in every language.
CREATE VIRTUAL TABLE reading_texts USING fts5 (text, content = 'readings', content_rowid = 'id', tokenize = 'trigram');

CREATE TRIGGER readings_added AFTER INSERT ON readings WHEN new.text IS NOT NULL BEGIN
    INSERT INTO reading_texts (rowid, text) VALUES (new.id, new.text);
END;

CREATE TRIGGER readings_removed AFTER DELETE ON readings WHEN old.text IS NOT NULL BEGIN
    INSERT INTO reading_texts (reading_texts, rowid, text) VALUES ('delete', old.id, old.text);
END;
