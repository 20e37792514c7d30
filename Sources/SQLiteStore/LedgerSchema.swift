// SPDX-License-Identifier: MPL-2.0

extension Schema {
    /// One organisation's ledger. The rules of an append-only list stand in the database itself, so that they hold for
    /// whoever opens the file; each one also holds against `INSERT OR REPLACE`, which deletes without asking a trigger.
    ///
    /// An erased value's row stays, with zeros of the same length in place of key and bytes: SQLite then writes over
    /// the very cell. To delete the row would merge pages, and merging leaves copies of the neighbours in the unused
    /// part of pages, which `secure_delete` does not see and a later erasure would not reach.
    static let ledger = Schema(
        application: 0x5645_524C,  // VERL
        version: 1,
        parts: [
            (
                "entry",
                """
                CREATE TABLE entry (
                    position INTEGER PRIMARY KEY,
                    leaf BLOB NOT NULL,
                    payload BLOB NOT NULL,
                    payload_key BLOB NOT NULL,
                    subject_kind TEXT NOT NULL,
                    subject BLOB NOT NULL,
                    revision INTEGER NOT NULL,
                    command BLOB NOT NULL,
                    part INTEGER NOT NULL,
                    UNIQUE (subject_kind, subject, revision),
                    UNIQUE (command, part)
                ) STRICT
                """
            ),
            (
                "value",
                """
                CREATE TABLE value (
                    ref BLOB PRIMARY KEY,
                    position INTEGER NOT NULL REFERENCES entry,
                    field TEXT NOT NULL,
                    erased INTEGER NOT NULL DEFAULT 0,
                    key BLOB NOT NULL,
                    bytes BLOB,
                    UNIQUE (position, field)
                ) STRICT
                """
            ),
            (
                "entry_follows",
                """
                CREATE TRIGGER entry_follows BEFORE INSERT ON entry
                WHEN NEW.position <> (SELECT coalesce(max(position), -1) + 1 FROM entry)
                BEGIN SELECT raise(ABORT, 'positions have no gaps'); END
                """
            ),
            (
                "entry_is_new",
                """
                CREATE TRIGGER entry_is_new BEFORE INSERT ON entry
                WHEN EXISTS (SELECT 1 FROM entry WHERE subject_kind = NEW.subject_kind
                        AND subject = NEW.subject AND revision = NEW.revision)
                    OR EXISTS (SELECT 1 FROM entry WHERE command = NEW.command AND part = NEW.part)
                BEGIN SELECT raise(ABORT, 'this revision or part of a command is there already'); END
                """
            ),
            (
                "entry_stays",
                """
                CREATE TRIGGER entry_stays BEFORE UPDATE ON entry
                BEGIN SELECT raise(ABORT, 'facts are never changed'); END
                """
            ),
            (
                "entry_remains",
                """
                CREATE TRIGGER entry_remains BEFORE DELETE ON entry
                BEGIN SELECT raise(ABORT, 'facts are never removed'); END
                """
            ),
            (
                "value_is_new",
                """
                CREATE TRIGGER value_is_new BEFORE INSERT ON value
                WHEN EXISTS (SELECT 1 FROM value WHERE ref = NEW.ref)
                    OR EXISTS (SELECT 1 FROM value WHERE position = NEW.position AND field = NEW.field)
                BEGIN SELECT raise(ABORT, 'this value is there already'); END
                """
            ),
            (
                "value_stays",
                """
                CREATE TRIGGER value_stays BEFORE UPDATE ON value
                WHEN NOT (NEW.erased = 1 AND NEW.ref IS OLD.ref AND NEW.position IS OLD.position
                    AND NEW.field IS OLD.field AND NEW.key IS zeroblob(length(OLD.key))
                    AND NEW.bytes IS iif(OLD.bytes IS NULL, NULL, zeroblob(length(OLD.bytes))))
                BEGIN SELECT raise(ABORT, 'values are erased, never changed'); END
                """
            ),
            (
                "value_remains",
                """
                CREATE TRIGGER value_remains BEFORE DELETE ON value
                BEGIN SELECT raise(ABORT, 'a value is blanked where it stands'); END
                """
            ),
        ])

    /// What is not evidence; a row may be replaced and removed.
    static let side = Schema(
        application: 0x5645_5253,  // VERS
        version: 1,
        parts: [
            (
                "item",
                """
                CREATE TABLE item (
                    shelf TEXT NOT NULL,
                    key TEXT NOT NULL,
                    owner BLOB,
                    expires INTEGER,
                    bytes BLOB NOT NULL,
                    PRIMARY KEY (shelf, key)
                ) STRICT
                """
            ),
            ("item_owner", "CREATE INDEX item_owner ON item (owner) WHERE owner IS NOT NULL"),
            ("item_expires", "CREATE INDEX item_expires ON item (expires) WHERE expires IS NOT NULL"),
        ])
}
